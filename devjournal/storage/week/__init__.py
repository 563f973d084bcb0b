"""Weeks in the file, with their plans, entries, days off and evidence."""
