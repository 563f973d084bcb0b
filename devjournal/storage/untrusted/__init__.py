"""Files that devjournal did not write, or that are damaged: hiding, rescuing and copying their rows."""
