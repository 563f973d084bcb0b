"""Readers of career ladders and competency matrices: text in, gaps and counts of what was left out."""
