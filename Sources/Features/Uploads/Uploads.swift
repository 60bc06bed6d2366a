// Bytes that come in: multipart uploads, assets and quota.
