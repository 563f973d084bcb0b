"""The career plan: horizons, gaps and the board, people and what they know."""
