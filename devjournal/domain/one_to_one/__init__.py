"""The 1:1: topics, the span a page covers, and the data it is made of."""
