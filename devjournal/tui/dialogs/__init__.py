"""The forms: each returns a value or nothing, and never writes."""
