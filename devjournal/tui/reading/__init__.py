"""Reading pages: whole texts, opened over any screen."""
