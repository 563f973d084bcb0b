"""The pieces that screens and forms are made of. They know domain values, never the journal's file."""
