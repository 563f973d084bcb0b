"""The commands of the journal as a file: copies, export and import, settings, search, undo."""
