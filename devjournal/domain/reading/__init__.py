"""Reading back what was written: a week, a gap or a person as pages of whole texts."""
