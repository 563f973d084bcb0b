"""Drafts in the file."""
