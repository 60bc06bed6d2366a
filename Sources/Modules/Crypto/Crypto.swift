// Hashes, passwords, tokens and random bytes; OpenSSL and libsodium stay behind this module.
