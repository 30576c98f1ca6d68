"""Worker processes that walk clients, each watched: what a client does to one is its own misfortune.

Of clients it knows a folder and a name alone, and of the tool nothing: a new process has it in no time.
"""

from generator.workers.limits import Limits
from generator.workers.outcome import (
    Entry,
    Executor,
    Outcome,
    State,
    Task,
    Walk,
    all_stopped,
    failed,
    in_order,
    in_turn,
    stopped,
)
from generator.workers.supervisor import Supervised

__all__ = [
    "Entry",
    "Executor",
    "Limits",
    "Outcome",
    "State",
    "Supervised",
    "Task",
    "Walk",
    "all_stopped",
    "failed",
    "in_order",
    "in_turn",
    "stopped",
]
