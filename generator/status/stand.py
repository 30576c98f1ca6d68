"""The standing of one client on one day, gathered from its facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import domain
from generator.delivery import Report
from generator.facts import dues, periods
from generator.making import Job
from generator.status import changes
from generator.status.model import Status, Style, Visit
from generator.status.papers import papers


def stand(job: Job, report: Report | None = None, outdated: tuple[Style, ...] = ()) -> Status:
    """How the client of a job stands on its day; the report foresees what a build would do to its pack."""
    facts = job.now.facts
    return Status(
        client=facts.enterprise.name,
        code=facts.enterprise.uscc or facts.enterprise.name,
        day=job.day,
        dues=dues.derive(facts, job.library, renewed=_is_renewed(job)),
        visits=tuple(_visits(facts)),
        papers=papers(job),
        differing=tuple(changes.differing(job)),
        changing=tuple(changes.changing(report)) if report else (),
        outdated=outdated,
    )


def _is_renewed(job: Job) -> bool:
    """Whether a later agreement is known than the one in force."""
    start, found = job.now.facts.agreement.start, periods(job.now.record)
    return any(start and one.start and one.start > start for one in found)


def _visits(facts: domain.Facts) -> Iterator[Visit]:
    """The visits of the plan that were not made, each under a key of its own."""
    seen: Counter[str] = Counter()
    for one in facts.schedule.visits:
        month = f"{one.date:%Y-%m}"
        seen[month] += 1
        if not one.done:
            yield _visit(one, f"{month}-{seen[month]}", facts)


def _visit(one: domain.Visit, key: str, facts: domain.Facts) -> Visit:
    missed = bool(facts.day and one.date < facts.day)
    return Visit(key, one.date, one.form.value, one.content, one.tentative, missed)
