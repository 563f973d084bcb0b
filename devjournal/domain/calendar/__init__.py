"""The long view: figures over many weeks, filters, and the year of a letter."""
