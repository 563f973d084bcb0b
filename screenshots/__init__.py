"""Makes the pictures of the README and the docs from the demo: `make screenshots`."""
