"""Search: queries, hits, and finding a thing by a part of its name."""
