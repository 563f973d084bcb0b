"""Reading back: a page of whole texts, opened over any screen."""
