"""The data of a case, read from the file."""
