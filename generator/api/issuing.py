"""What is written beside a client's data: papers issued, revised and withdrawn, an agreement renewed.

No step of a build, so only those who import this module load it. `build` and `check` never write there.
"""

from __future__ import annotations

from generator.errors import IssuingError
from generator.issuing import Difference, Renewal, compare, renew

__all__ = ["Difference", "IssuingError", "Renewal", "compare", "renew"]
