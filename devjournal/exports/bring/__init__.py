"""Readers of other programs' files: text in, a batch of dated texts out."""
