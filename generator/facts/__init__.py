"""Facts: what documents may print about one client on one day, and what there is to warn of."""

from generator.facts.advice import warnings
from generator.facts.agreed import periods
from generator.facts.derivation import Derivation, derive
from generator.facts.shared import Shared
from generator.facts.things import SCRAPPED
from generator.facts.yearly import years

__all__ = ["SCRAPPED", "Derivation", "Shared", "derive", "periods", "warnings", "years"]
