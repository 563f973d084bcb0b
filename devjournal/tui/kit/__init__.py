"""What screens and dialogs are built from."""
