"""Horizons, gaps, people and conversations in the file."""
