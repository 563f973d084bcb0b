"""Search: queries, hits, and finding a thing by part of its name."""
