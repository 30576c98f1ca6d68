"""Safety-trusteeship pack generator: one client's validated data in, a complete Word pack out."""

__version__ = "0.1.0"
