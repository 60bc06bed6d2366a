// Rollups and statistics for the owner.
