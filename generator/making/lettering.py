"""Which fonts of the machine have a say in what is drawn of a client: those of its rarer characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator import canvas
from generator.library import Library
from generator.record import Record

# What stands in tables of documents alone: formulas of gases in the model of a detector ask for no font.
_NEVER_DRAWN = frozenset(
    {"certificates", "diagnosis", "emergency_supplies", "hazards", "health_factors", "issued", "records"}
)
_FILES = ("*.yaml", "*.json", "*.md")


def fonts(record: Record, library: Library) -> Mapping[str, str]:
    """The digest of the font that draws each character, of those that the tool's own font has not.

    All that the client's data and the layers over the built-in library hold counts where it may be drawn.
    """
    data = (value for name, value in record.data.items() if name not in _NEVER_DRAWN)
    return canvas.foreign({*library.once(_of_layers), *"".join(_texts(list(data)))})


def _of_layers(library: Library) -> frozenset[str]:
    """The characters of all texts over the built-in library, of which a test knows that any font has them."""
    files = (path for layer in library.layers[:-1] for kind in _FILES for path in layer.rglob(kind))
    return frozenset("".join(path.read_text("utf-8", "replace") for path in files))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in _held(value):
        yield from _texts(inner)


def _held(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()
