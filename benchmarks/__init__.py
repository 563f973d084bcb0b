"""Measures what devjournal's claims of speed stand on."""
