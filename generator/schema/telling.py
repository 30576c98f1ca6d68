"""What is wrong with a value of a record, told by its label, its key path and its place in the file."""

from __future__ import annotations

from generator.problems import Keys, Problem, error, warning
from generator.record import Record
from generator.schema.shape import label


def fault(record: Record, keys: Keys, message: str, hint: str = "") -> Problem:
    """An error at the value under a key path."""
    return error(label(keys), message, hint, record.origin(keys), keys)


def doubt(record: Record, keys: Keys, message: str, hint: str = "") -> Problem:
    """A warning at the value under a key path."""
    return warning(label(keys), message, hint, record.origin(keys), keys)
