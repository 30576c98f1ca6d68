"""What an author of templates makes: keys, letterheads, and bundles that he publishes."""
