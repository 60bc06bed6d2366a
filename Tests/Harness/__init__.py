"""What the tests share that see Stemma only from outside: over HTTP, in its folder, in a browser."""
