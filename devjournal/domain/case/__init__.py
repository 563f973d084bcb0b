"""The case: what is proven for the next role, and what is missing."""
