"""People: the matrix of who knows what, and one person's page."""
