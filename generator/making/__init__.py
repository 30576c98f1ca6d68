"""Making files in memory: each kind of deliverable by its own maker, every fault told at once."""

from generator.making.compliance import Covered
from generator.making.job import Job, Past, Template
from generator.making.maker import made, make
from generator.making.pieces import Piece

__all__ = ["Covered", "Job", "Past", "Piece", "Template", "made", "make"]
