"""Building blocks of screens and dialogs."""
