"""Copies of the journal in `backups/`, and automatic copies."""
