"""People: the matrix of who knows what, and the page of one person."""
