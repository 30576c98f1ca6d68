"""One edition of what the tool knows and prints: catalogue, ledgers, duties, laws, limits, reference data."""

from generator.library.catalogue import CATALOGUE, Deliverable, Selection
from generator.library.clauses import guarded
from generator.library.duties import Rule
from generator.library.edition import BUNDLES, CITED, EDITION, Library, built_in
from generator.library.ledgers import DAYS, NUMBERS, REFERENCE, Cell, Column, Ledger, Sheet
from generator.library.texts import Texts
from generator.library.usual_hazards import GENERAL, MAJOR

__all__ = [
    "BUNDLES",
    "CATALOGUE",
    "CITED",
    "DAYS",
    "EDITION",
    "GENERAL",
    "MAJOR",
    "NUMBERS",
    "REFERENCE",
    "Cell",
    "Column",
    "Deliverable",
    "Ledger",
    "Library",
    "Rule",
    "Selection",
    "Sheet",
    "Texts",
    "built_in",
    "guarded",
]
