"""The page of a case: its layout, and the formats that print it."""
