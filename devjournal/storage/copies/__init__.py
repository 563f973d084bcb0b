"""Copies of the journal in `backups/`, and when one is made by itself."""
