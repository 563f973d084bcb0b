"""The base of all queries: the store, undo, rows, caches, uids, and opening the file."""
