"""The standing of one client on one day, gathered from its facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import domain
from generator.facts import dues
from generator.library import Library
from generator.status.model import Status, Visit


def stand(facts: domain.Facts, library: Library) -> Status:
    """How the client of the facts stands on their day."""
    assert facts.day
    return Status(
        client=facts.enterprise.name,
        code=facts.enterprise.uscc or facts.enterprise.name,
        day=facts.day,
        dues=dues.derive(facts, library),
        visits=tuple(_visits(facts)),
    )


def _visits(facts: domain.Facts) -> Iterator[Visit]:
    """The visits of the plan that were not made, each under a key of its own."""
    seen: Counter[str] = Counter()
    for one in facts.schedule.visits:
        month = f"{one.date:%Y-%m}"
        seen[month] += 1
        if not one.done:
            missed = bool(facts.day and one.date < facts.day)
            key = f"{month}-{seen[month]}"
            yield Visit(key, one.date, one.form.value, one.content, one.tentative, missed)
