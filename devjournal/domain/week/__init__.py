"""The week: its goal, check-in and recap, entries, days off, what is due, and the streak."""
