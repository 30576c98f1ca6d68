"""Pictures: photos made fit to print, decoded by their content, and QR codes."""

from generator.pictures.photos import Picture, UnreadableError

__all__ = ["Picture", "UnreadableError"]
