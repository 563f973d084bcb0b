"""The copies of the journal, in the app."""
