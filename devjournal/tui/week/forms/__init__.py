"""The forms of the week: goal, check-in, recap, plan step, days off, and weeks to catch up on."""
