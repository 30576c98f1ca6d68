"""How a client stands on a day: what is due, when the next visits are, what was issued, what would change."""

from generator.status.calendar import calendar
from generator.status.model import Change, Paper, State, Status, Style, Visit
from generator.status.plain import plain
from generator.status.stand import stand
from generator.status.summary import summary
from generator.status.table import workbook

__all__ = [
    "Change", "Paper", "State", "Status", "Style", "Visit", "calendar", "plain", "stand",
    "summary", "workbook",
]  # fmt: skip
