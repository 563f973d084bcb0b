"""Pages to read, gathered from the file."""
