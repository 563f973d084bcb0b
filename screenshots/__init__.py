"""Makes the pictures of the README and the docs from the demo, never by hand: `make screenshots`."""
