"""Stemma as people meet it: in real browsers."""
