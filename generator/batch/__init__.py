"""Many clients: found, planned before anything is written, walked by an executor, each with its outcome.

One bad client never stops the rest: whatever its walk raises is its own result.
"""

from generator.batch import cluster
from generator.batch.found import clients
from generator.batch.naming import Place
from generator.batch.plan import Plan, folder, planned
from generator.batch.running import run
from generator.batch.unchanged import Choices, Watch
from generator.workers import (
    Entry,
    Executor,
    Limits,
    Outcome,
    State,
    Supervised,
    Task,
    Walk,
    in_order,
    in_turn,
)

__all__ = [
    "Choices",
    "Entry",
    "Executor",
    "Limits",
    "Outcome",
    "Place",
    "Plan",
    "State",
    "Supervised",
    "Task",
    "Walk",
    "Watch",
    "clients",
    "cluster",
    "folder",
    "in_order",
    "in_turn",
    "planned",
    "run",
]
