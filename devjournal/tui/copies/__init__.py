"""The copies of the journal."""
