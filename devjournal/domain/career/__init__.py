"""The career plan: horizons, gaps and their board, people and what they know."""
