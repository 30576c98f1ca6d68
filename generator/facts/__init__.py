"""Facts: what documents may print about one client on one day, and what there is to warn of."""

from generator.facts.advice import warnings
from generator.facts.derivation import derive
from generator.facts.things import SCRAPPED

__all__ = ["SCRAPPED", "derive", "warnings"]
