"""The ledgers of Article 18: one definition for the Word and the Excel of each."""

from generator.ledger.definition import (
    DAYS,
    NUMBERS,
    REFERENCE,
    Cell,
    Column,
    Ledger,
    Sheet,
    find,
    load,
    read,
)

__all__ = ["DAYS", "NUMBERS", "REFERENCE", "Cell", "Column", "Ledger", "Sheet", "find", "load", "read"]
