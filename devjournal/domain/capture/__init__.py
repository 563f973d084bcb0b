"""What could become an entry: drafts taken from elsewhere."""
