"""What a build would change in a pack, and why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.delivery import Report
from generator.status.model import Change


def changing(report: Report) -> Iterator[Change]:
    """The files of the pack that a build would touch, each with what it would do and why."""
    for action, path in report.actions:
        if action != "未变":
            yield Change("", "", path, action, report.reasons.get(path, ""))
