"""Measures of pages in a real browser; scripts/bench.sh runs them."""
