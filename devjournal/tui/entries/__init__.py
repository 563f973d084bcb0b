"""The form of an entry, and the choice of an existing entry."""
