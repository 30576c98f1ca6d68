"""Word only, and nothing of safety: text to templates, templates and values to documents, and their checks."""
