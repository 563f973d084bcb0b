"""The guided walk through a review, one form per step."""
