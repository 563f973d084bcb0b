"""What comes out of other programs' files: dated texts and weeks, before the journal takes them."""
