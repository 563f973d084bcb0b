"""Examining the journal and bringing a copy back."""
