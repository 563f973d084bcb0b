"""What a case is made of, out of the file."""
