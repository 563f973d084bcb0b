"""The commands of the 1:1."""
