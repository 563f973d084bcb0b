"""Drafts of entries, made from commits, events and notes."""
