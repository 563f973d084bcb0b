"""The commands of the career plan."""
