"""Health checks of the journal, and restoring a copy."""
