"""Pages on the screen, and how they leave it: to a file, the clipboard, an editor."""
