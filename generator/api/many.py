"""Many clients: each by the walk of one, in a plan that is known before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from generator import batch, proofing
from generator.api import walk
from generator.api.walk import Built, Order
from generator.batch import Entry


def build_all(
    clients: Sequence[Path],
    out: Path,
    order: Order,
    executor: batch.Executor[Built],
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Iterator[batch.Outcome[Built]]:
    """Build many clients by an executor (`batch.in_turn`, `batch.Processes`), outcomes in the given order.

    Two clients whose packs would share a folder are told before anything is written, and neither is built;
    whatever goes wrong with one client is its own outcome.
    """
    if len(clients) > 1 and order.templates and order.cache:
        proofing.judge(order.templates, order.library, order.cache)  # once, for all the processes
    plan = batch.planned(clients, order.library, order.cache)
    build = partial(_build, out=out, order=order, force=force, dry_run=dry_run)
    return batch.in_order(batch.run(plan, build, executor, order.cache), plan.clients)


def _build(entry: Entry, out: Path, order: Order, force: bool, dry_run: bool) -> Built:
    """The walk of one client of a plan."""
    return walk.build(walk.load(entry.client), out, order, force, dry_run, entry.name)
