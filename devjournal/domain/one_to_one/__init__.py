"""The 1:1: topics, the span of a page, and its data."""
