"""Stemma and the files of this world: every format, damaged ones, and those that mean harm."""
