"""Reading back: a week, a gap or a person as a page of whole texts."""
