"""Ways to begin: a shipped board, or another program's file."""
