"""The guided walk of a review, a form a step."""
