"""Many clients: each by the walk of one, in a plan that is known before anything is written."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import batch, intake, proofing, tool
from generator.api import head, walk
from generator.api.selected import check_only
from generator.api.walk import Built, Order
from generator.batch import Entry
from generator.bundles import choice
from generator.delivery import lock
from generator.problems import Problems, errors_in

Outcome = batch.Outcome[Built]
_WAIT = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Run:
    """A run over many clients, planned: going through it, which can be done once, builds them.

    ``entries`` are its clients in the given order, each with its code and the name of its pack's folder.
    Outcomes come in the order in which they end; ``in_order`` gives them in that of the entries. Each has the
    problems of its client: what the plan, the data and the delivery have to tell. Until the last one, workers
    and the folder of packs are held, and signals with an executor that hears them: who may leave earlier uses
    ``with contextlib.closing(run)``.
    """

    entries: tuple[Entry, ...]
    outcomes: Generator[Outcome]

    def __iter__(self) -> Iterator[Outcome]:
        """The outcomes as they come."""
        return self.outcomes

    def in_order(self) -> Iterator[Outcome]:
        """The outcomes in the order of the entries, each as soon as those before it are there."""
        return batch.in_order(self.outcomes, [entry.client for entry in self.entries])

    def close(self) -> None:
        """End the run: clients under way are left at once, those not begun wait for the next run."""
        self.outcomes.close()


def build_many(
    clients: Iterable[Path],
    out: Path,
    order: Order,
    executor: batch.Executor[Built] = batch.in_turn,
    *,
    force: bool = False,
    dry_run: bool = False,
    skip: bool = False,
    thorough: bool = False,
) -> Run:
    """Build the packs of many clients in ``out``, by an executor (`batch.in_turn`, `batch.Supervised`).

    ``clients`` are folders or data files; `batch.clients` finds those that lie in a folder. Each keeps the
    folder whose manifest bears its code; where each goes is settled before anything is written, and clients
    that nothing tells apart (one code, or one name without any) are refused.
    Whatever goes wrong with one client is its own outcome (``state`` "failed") and stops no other.
    With ``skip`` a pack that is what a build would make is left alone (``state`` "skipped"), told by stamps
    of files that the order's cache folder keeps, else by digests; with ``thorough`` by digests alone.
    CatalogueError for an ``only`` that is unknown, PackError where ``out`` cannot be used, or where another
    run over several clients is under way in it.
    """
    check_only(order.only, order.library, choice.offered(order.library) if order.only else ())
    watch = watch_of(out, order, force, thorough) if skip and not (dry_run or order.only) else None
    way = _Way(out, order, force, dry_run, watch)
    plan, alone = _planned(tuple(clients), way)
    if len(plan.clients) > 1:
        way = replace(way, order=_of_many(order, executor))
    entries = _entries(plan)
    outcomes = _judged(batch.run(plan, way.built, executor, order.cache), entries, alone)
    return Run(tuple(entries.values()), outcomes)


@dataclass(frozen=True, slots=True)
class _Way:
    """How the clients of a run are built; it goes to the processes that build them."""

    out: Path
    order: Order
    force: bool
    dry_run: bool
    watch: batch.Watch | None

    def built(self, entry: Entry) -> Built | None:
        """The walk of one client of a plan; None where its pack stays as it is."""
        if self.watch and self.watch.is_same(entry):
            return None
        begun = time.time_ns()
        record = walk.load(entry.client)
        built = walk.build(record, self.out, self.order, self.force, self.dry_run, entry.name)
        if self.watch:
            self.watch.built(entry, intake.inputs(record), built.report, begun)
        return built


def _planned(clients: tuple[Path, ...], way: _Way) -> tuple[batch.Plan, contextlib.ExitStack]:
    """The plan of a run, and what is held until it ends."""
    with contextlib.ExitStack() as stack:
        if len(clients) > 1:
            _prepare(stack, way)
        return batch.planned(clients, way.out, way.order.library, way.watch), stack.pop_all()


def _prepare(stack: contextlib.ExitStack, way: _Way) -> None:
    """What several clients need: own templates judged once for all processes, the folder of packs held."""
    order = way.order
    if order.templates and order.cache:
        proofing.judge(order.templates, order.library, order.cache)
    if not way.dry_run:
        stack.enter_context(lock.of_run(way.out))


def _judged(
    outcomes: Generator[Outcome], entries: Mapping[Path, Entry], alone: contextlib.ExitStack
) -> Generator[Outcome]:
    """The outcomes as they are told; what is held is let go when they end, or nobody wants any more."""
    with alone, contextlib.closing(outcomes):
        for one in outcomes:
            yield _told(one, entries[one.client])


def _of_many(order: Order, executor: batch.Executor[Built]) -> Order:
    """The order as a client of many is built: one thread a worker, and a killed run may just be ending."""
    threads = order.threads if executor is batch.in_turn else 1
    return replace(order, threads=threads, wait=max(order.wait, _WAIT))


def build_all(
    clients: Iterable[Path],
    out: Path,
    order: Order,
    executor: batch.Executor[Built],
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Iterator[Outcome]:
    """The outcomes of `build_many` in the given order."""
    return build_many(clients, out, order, executor, force=force, dry_run=dry_run).in_order()


def _entries(plan: batch.Plan) -> dict[Path, Entry]:
    """What is known of each client of the plan, in the given order."""
    known = {entry.client: entry for entry in plan.all}
    return {client: known[client] for client in plan.clients}


def watch_of(out: Path, order: Order, force: bool, thorough: bool) -> batch.Watch:
    """What tells of packs whether a build by that order would leave them as they are."""
    return batch.Watch(order.cache, out, order.day.isoformat(), _choices(order, force), thorough)


def _choices(order: Order, force: bool) -> batch.Choices:
    library = order.library
    asked = (tool.digest(), library.digest, head.templates(order), order.strict, force)
    return batch.Choices(*asked, library, choice.digest(library))


def _told(outcome: Outcome, entry: Entry) -> Outcome:
    """The outcome with all that is to be told of its client; failed where the delivery told an error."""
    problems = tuple(dict.fromkeys((*entry.notes, *_problems(outcome))))
    return replace(outcome, problems=problems, state=_state(outcome))


def _problems(outcome: Outcome) -> Problems:
    made = outcome.made
    return (*made.warnings, *made.report.problems) if made else outcome.problems


def _state(outcome: Outcome) -> batch.State:
    if outcome.made:
        return "failed" if errors_in(outcome.made.report.problems) else outcome.state
    return "skipped" if outcome.state == "done" else outcome.state
