"""The machinery below every query: the store, undo, rows, caches, uids, and opening the file."""
