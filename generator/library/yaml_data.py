"""What a YAML text of the library says; read once by the parser, afterwards from what is kept of it."""

from __future__ import annotations

import marshal
from contextlib import suppress
from typing import Any

import yaml

from generator.kept import Shelf

YAMLError = yaml.YAMLError


def read(text: str, shelf: Shelf) -> Any:
    """Lists, mappings and plain values; YAMLError as it comes."""
    key = f"yaml {yaml.__version__} {text}".encode()
    data = shelf.get(key)
    with suppress(ValueError, TypeError, EOFError):
        if data:
            return marshal.loads(data)
    made = yaml.load(text, Loader=yaml.CSafeLoader)
    with suppress(ValueError):  # a day that stands there without quotes: the parser is asked each time
        shelf.put(key, marshal.dumps(made))
    return made
