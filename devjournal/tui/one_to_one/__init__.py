"""The 1:1: what is brought to it, and the page to hand over."""
