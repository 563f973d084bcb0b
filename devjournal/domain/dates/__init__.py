"""Days, ISO weeks, fiscal quarters and weekdays: parsing, counting and formatting."""
