"""Stemma as clients meet it: over HTTP."""
