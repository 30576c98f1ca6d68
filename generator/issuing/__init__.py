"""Papers that leave the house: issued and frozen, revised, withdrawn; an agreement renewed.

Nothing else in the tool writes beside a client's data.
"""

from generator.issuing.differences import Difference, compare
from generator.issuing.renewal import Renewal, renew

__all__ = ["Difference", "Renewal", "compare", "renew"]
