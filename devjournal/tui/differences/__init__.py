"""Texts that differ between machines, side by side."""
