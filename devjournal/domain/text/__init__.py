"""Texts: validation, sanitizing, width in cells, and three-way merge."""
