"""Making files in memory: each kind of deliverable by its own maker, every fault told at once."""

from generator.making.compliance import Covered
from generator.making.maker import Job, Template, make

__all__ = ["Covered", "Job", "Template", "make"]
