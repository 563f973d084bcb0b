"""The case for the next role: claims and holes on the left, the page on the right."""
