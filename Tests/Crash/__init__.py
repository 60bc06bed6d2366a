"""Stemma as machines treat it: ended at any moment."""
