"""Full-text search in the file."""
