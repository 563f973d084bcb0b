"""Texts that differ on two machines, side by side."""
