"""The key of an encrypted journal: how it is kept, who knows it, and what is read and written with it."""
