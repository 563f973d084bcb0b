"""Topics and pages for 1:1s in the file, and what a span of the journal holds."""
