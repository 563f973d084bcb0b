"""Days, ISO weeks, fiscal quarters and weekdays: reading, counting and writing them."""
