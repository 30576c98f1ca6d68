"""All documents without pictures of the full example, beside the least that any way of making them must take.

Ours: every value made ready from what was derived, every document rendered and zipped, templates loaded. The
floor: deflating the same parts with the same library and level, their checksums, and the same zips written.
Both stay in memory, on one core; medians of processor time, run in turn. Usage: bench_floor.py [--quick]
"""

from __future__ import annotations

import datetime
import gc
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from generator import api, domain, zipped  # noqa: E402
from generator.making.draft import Draft  # noqa: E402
from generator.word import escaped, provenance, render  # noqa: E402

DAY = datetime.date(2026, 11, 23)
Parts = list[tuple[str, bytes]]


def drafts(client: api.Client, order: api.Order) -> list[Draft]:
    """The Word documents of the pack, all that they rest on derived, nothing of it made ready."""
    job = api.job(client, order)
    pieces = [piece for piece in job.pieces if piece.entry.kind == "word" and not piece.frozen]
    made = [Draft(job, one, job.days.on(one.day, one.year), one.day, one.dated) for one in pieces]
    for draft in made:
        for field in fields(domain.Facts):
            getattr(draft.asof.facts, field.name)
        draft.asof.lists, draft.asof.forms, draft.template  # noqa: B018
    return made


def document(draft: Draft, values: Mapping[str, str]) -> bytes:
    """One document with its properties; ``values`` are the digests that a pack's record has of it anyway."""
    told = {
        provenance.TEMPLATE: draft.piece.entry.id,
        provenance.VERSION: draft.template.version,
        provenance.SHA256: draft.template.hash,
    }
    return render.render(
        draft.template.loaded,
        draft.stamped,
        told=lambda: {**told, provenance.VALUES: provenance.values(values)},
    )


def parts(data: bytes) -> Parts:
    """The parts of a document as they were before they were deflated."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def floor(documents: list[Parts]) -> None:
    for document in documents:
        zipped.pack([zipped.deflated(name, data) for name, data in document])


def taken(work: Callable[[], object]) -> float:
    """Milliseconds of processor time; what came before leaves nothing to collect."""
    gc.collect()
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main(quick: bool) -> None:
    """Measure both in turn and print them with their ratio."""
    client, order = api.known(api.load(ROOT / "examples" / "xinglan-cups"), DAY), api.Order(DAY)
    printed = [draft.printed for draft in drafts(client, order)]
    made = [document(*given) for given in zip(drafts(client, order), printed, strict=True)]
    plain = [number for number, data in enumerate(made) if b"word/media/" not in data]
    written = [parts(made[number]) for number in plain]
    ours, least = [], []
    for _ in range(5 if quick else 25):
        asked = drafts(client, order)
        escaped.cleaned.cache_clear()  # a client's words are escaped once: that counts as well
        ours.append(
            taken(lambda asked=asked: [document(asked[number], printed[number]) for number in plain])  # type: ignore[misc]
        )
        least.append(taken(lambda: floor(written)))
    size = sum(len(data) for document in written for _, data in document) / 1e6
    print(f"{len(plain)} documents without pictures, {size:.1f} MB of parts")
    mine, other = statistics.median(ours), statistics.median(least)
    print(f"ours {mine:.1f} ms, deflate + checksum + zip alone {other:.1f} ms: {mine / other:.2f} times")
    print("(wanted: at most 2.5 times)")


if __name__ == "__main__":
    main("--quick" in sys.argv)
