"""Reviews: the timeline, and what has changed between two of them."""
