"""How the journal leaves: values in, text out. Nothing here knows the file or a screen."""
