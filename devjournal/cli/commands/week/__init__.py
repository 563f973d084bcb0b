"""The commands of the week."""
