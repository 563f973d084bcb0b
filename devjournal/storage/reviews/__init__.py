"""Reviews in the file, their drafts, when they are due, and the data of year letters."""
