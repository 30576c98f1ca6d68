"""Many clients: found, planned before anything is written, walked by an executor, each with its outcome.

One bad client never stops the rest: whatever its walk raises is its own result.
"""

from generator.batch.found import clients
from generator.batch.outcome import Entry, Executor, Outcome, State, Task, Walk, in_order, in_turn
from generator.batch.plan import Plan, planned
from generator.batch.processes import Processes
from generator.batch.running import run

__all__ = [
    "Entry",
    "Executor",
    "Outcome",
    "Plan",
    "Processes",
    "State",
    "Task",
    "Walk",
    "clients",
    "in_order",
    "in_turn",
    "planned",
    "run",
]
