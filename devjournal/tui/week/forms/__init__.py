"""Forms of the week: goal, check-in, recap, step, days off, catching up."""
