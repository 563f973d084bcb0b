"""Reviews in the file, their drafts, the days they are counted from, and the year of a letter."""
