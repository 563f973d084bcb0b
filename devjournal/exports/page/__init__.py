"""The page for a 1:1: its data, its layout, and the formats that print it."""
