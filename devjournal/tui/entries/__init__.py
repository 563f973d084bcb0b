"""The form of an entry, and choosing an entry that exists."""
