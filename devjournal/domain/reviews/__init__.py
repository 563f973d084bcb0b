"""Reviews: what was answered, the board as it was, and what has changed on it since."""
