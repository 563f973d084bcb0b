"""The case for the next role: claims and holes on one side, the page on the other."""
