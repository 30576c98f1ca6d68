"""What was issued: the rows of ``issued/index.yaml`` beside a client's data, and the frozen papers.

Reading and judging stand here, writing in ``store``. Nothing of this room changes a paper that was issued.
"""

from generator.issued.edits import NONE, Edits, edits
from generator.issued.papers import data, differing, digest, digests
from generator.issued.rows import Row, Withdrawal, in_force, opened, plain, revisions, rows
from generator.issued.sound import contradictions, past, problems

__all__ = [
    "NONE",
    "Edits",
    "Row",
    "Withdrawal",
    "contradictions",
    "data",
    "differing",
    "digest",
    "digests",
    "edits",
    "in_force",
    "opened",
    "past",
    "plain",
    "problems",
    "revisions",
    "rows",
]
