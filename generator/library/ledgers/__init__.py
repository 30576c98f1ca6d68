"""The ledgers of Article 18: one definition for the Word and the Excel of each."""

from generator.library.ledgers.checks import faults
from generator.library.ledgers.definition import (
    DAYS,
    NUMBERS,
    REFERENCE,
    Cell,
    Column,
    Into,
    Ledger,
    Sheet,
    find,
    load,
    read,
)
from generator.library.ledgers.prose import text as prose

__all__ = [
    "DAYS",
    "NUMBERS",
    "REFERENCE",
    "Cell",
    "Column",
    "Into",
    "Ledger",
    "Sheet",
    "faults",
    "find",
    "load",
    "prose",
    "read",
]
