"""A pack in order: what is on record of it, where no build has anything to finish or to put right."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from generator.delivery import lock, manifest
from generator.delivery.manifest import FORMAT, JOURNAL, MANIFEST, STAGE, Past

__all__ = ["PASSING", "Past", "held"]

# What lies in the pack while it is built, and after a build that was killed.
PASSING = (JOURNAL, STAGE)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[Past | None]:
    """What is on record of a pack that a build ended whole, in today's form; None of any other.

    Nobody writes it meanwhile; PackError when somebody does, PackError or OSError where the record cannot be
    read.
    """
    if not (folder / MANIFEST).is_file():
        yield None
        return
    with lock.of_pack(folder):
        yield _record(folder)


def _record(folder: Path) -> Past | None:
    found = manifest.read(folder)
    passing = any((folder / name).exists() for name in PASSING)
    return found if _is_in_order(found) and not passing else None


def _is_in_order(found: Past) -> bool:
    return not (found.steps or found.problems) and found.form == FORMAT and bool(found.rows)
