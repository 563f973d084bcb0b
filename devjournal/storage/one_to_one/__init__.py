"""Topics, pages and summary data for 1:1s."""
