"""Reviews: their answers, the board as it was, and what has changed since."""
