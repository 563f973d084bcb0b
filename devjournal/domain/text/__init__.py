"""Texts: what may be kept, how they are shown without harm, how wide they are, and merging two of them."""
