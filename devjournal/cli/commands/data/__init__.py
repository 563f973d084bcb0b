"""Commands about the journal as a file: copies, export and import, encryption, settings, search, undo."""
