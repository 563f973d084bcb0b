"""Horizons: their list and form."""
