"""Word only, nothing of safety: text to templates, templates and values to documents, checks of both."""
