"""Pages on the screen, and their output: file, clipboard, editor."""
