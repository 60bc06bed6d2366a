// Artists, tracks and versions.
