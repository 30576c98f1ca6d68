"""Papers that leave the house: issued and frozen, revised, withdrawn; an agreement renewed.

Nothing else in the tool writes beside a client's data.
"""

from generator.issuing import written
from generator.issuing.adoption import adopt
from generator.issuing.days import Days
from generator.issuing.desk import Desk
from generator.issuing.differences import Difference, compare
from generator.issuing.filing import Issued
from generator.issuing.issue import Issue, issue
from generator.issuing.renewal import Renewal, renew
from generator.issuing.versions import Revised, revise, withdraw

__all__ = [
    "Days",
    "Desk",
    "Difference",
    "Issue",
    "Issued",
    "Renewal",
    "Revised",
    "adopt",
    "compare",
    "issue",
    "renew",
    "revise",
    "withdraw",
    "written",
]
