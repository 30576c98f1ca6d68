"""What an author of templates makes: keys, and bundles that he publishes."""
