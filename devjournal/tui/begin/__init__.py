"""Beginning with what one has: a shipped board, or the file of another program."""
