// Bytes by key: a folder on disk, in the shape that S3 has.
