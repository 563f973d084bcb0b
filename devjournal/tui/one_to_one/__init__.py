"""The 1:1: what to bring, and the page to hand over."""
