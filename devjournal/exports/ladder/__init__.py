"""Readers of ladders and competency matrices: text in, gaps and what was left out of it."""
