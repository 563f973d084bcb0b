"""Merging journals: by row, by field, and by rules that span rows, for imports and for sync."""
