"""The long view: what many weeks add up to, filters, and the year of a letter."""
