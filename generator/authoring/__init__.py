"""The workshop of templates: what an author exports, previews, compares, publishes; whose a document is."""
