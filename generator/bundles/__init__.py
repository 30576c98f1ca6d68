"""Bundles from hand to hand: one signed file, whose key is trusted, and what was installed of it."""
