"""The whole-journal document, its schema and merge, lists of gaps, and spreadsheets."""
