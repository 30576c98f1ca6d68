"""Random edits of a client, each built over the pack that is there and held against making everything anew.

    python -m tests.batch.incremental 300 [CLIENT] [SEED]

CLIENT is a folder or file of client data with its agency beside it; without one it is that of
tests/clients/consistent.yaml, with photos, a picture beneath its map and a year of records.
"""

from __future__ import annotations

import datetime
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from generator import api, delivery, issued
from generator.api import Order
from generator.delivery import File, rows
from generator.library import Library, home
from tests.batch import edits
from tests.conftest import ROOT

DAY = datetime.date(2026, 11, 23)
_EDITED = ("保留手改", "另存新版")
_MOST_TRIES = 60
_BENEATH = {
    "file": "photos/plan.png",
    "points": [{"plan": [0, 60], "at": [0, 0]}, {"plan": [100, 0], "at": [100, 60]}],
}


@dataclass
class World:
    """A client in a folder of its own, the choices of its builds, and its pack."""

    root: Path
    cache: Path | None = None
    only: tuple[str, ...] = ()
    day: datetime.date = DAY
    library: Library = field(default_factory=api.built_in)
    reused: Counter[str] = field(default_factory=Counter)

    @property
    def client(self) -> Path:
        """The client's folder; the agency's file lies beside it."""
        return self.root / "client"

    @property
    def layer(self) -> Path:
        """A layer over the built-in library."""
        return self.root / "layer"

    @property
    def own(self) -> Path:
        """The folder of own Word templates; there is none at first."""
        return self.root / "own"

    @property
    def pack(self) -> Path:
        """The pack."""
        return self.root / "pack"

    @property
    def order(self) -> Order:
        """The choices of a build."""
        own = self.own if self.own.is_dir() else None
        return Order(self.day, self.only, templates=own, cache=self.cache, library=self.library, threads=1)

    def made(self, past: Callable[[delivery.Row], delivery.Row] | None) -> api.Pack:
        """The pack in memory over what is there, each row as ``past`` gives it; from nothing without it."""
        record = api.load(self.client)
        there = issued.past(record, self.pack) if past else {}
        return api.make(record, self.order, {name: past(row) for name, row in there.items()} if past else {})

    def renew(self) -> None:
        """Another library: what was derived from the one before goes with it."""
        self.library = Library((self.layer, home.templates()))


def world(root: Path, client: Path | None = None, *, beneath: bool = True, **choices: Any) -> World:
    """A copy of a client with its agency; every photo that its data names is drawn where there is none.

    ``beneath`` gives the map a picture to lie on, which takes longer to print than all else.
    """
    given = World(root, **choices)
    given.layer.mkdir(parents=True)
    if client is None:
        data = edits.read(ROOT / "tests/clients/consistent.yaml")
        edits.write(root / "agency.yaml", data.pop("agency"))
        data["agency"] = "../agency.yaml"
        if beneath:
            data["site"]["background"] = _BENEATH
        edits.write(given.client / "client.yaml", data)
    else:
        shutil.copytree(client, given.client)
        for beside in (client.parent / "agency.yaml", client.parent / "photos"):
            copied = shutil.copytree if beside.is_dir() else shutil.copy
            copied(beside, root / beside.name)
    _draw(given.client, edits.read(given.client / "client.yaml"))
    return given


def _draw(folder: Path, value: object) -> None:
    """A picture for each name of a photo in the data."""
    if isinstance(value, dict):
        for name in (value.get("photo"), value.get("file")):
            if isinstance(name, str) and name.startswith("photos/") and not (folder / name).exists():
                (folder / name).parent.mkdir(exist_ok=True)
                Image.new("RGB", (100, 60), (len(name), 99, 50)).save(folder / name)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _draw(folder, inner)


def build(given: World) -> bool:
    """Build over the pack that is there and hold every file against one made anew; False where it is refused.

    Made anew is a file whose bytes are asked for. A refusal leaves the pack as it was, and is told as well
    where nothing that the pack keeps is believed.
    """
    before = edits.files(given.pack)
    try:
        pack = given.made(lambda row: row)
        report = api.deliver(pack, given.pack, given.day)
    except api.GeneratorError as refused:
        assert edits.files(given.pack) == before
        assert isinstance(refused, api.PackError) or list(map(str, refused.problems)) == _refused(given)
        return False
    given.reused.update("reused" if file.known else "made" for file in pack.files)
    _hold(given, pack, report)
    return True


def _refused(given: World) -> list[str]:
    """Why everything made anew is refused."""
    try:
        given.made(lambda row: replace(row, by=row.by and "another tool"))
    except api.GeneratorError as refused:
        return list(map(str, refused.problems))
    return []


def _hold(given: World, pack: api.Pack, report: api.Report) -> None:
    """Every file of the pack is the one that is made anew, but what a person edited; so is its row."""
    edited = {path for action, path in report.actions if action in _EDITED}
    there, past = edits.files(given.pack), delivery.past(given.pack)
    wrong = []
    for file in pack.files:
        row = past[file.id, file.key]
        is_kept = file.settled and row.hash != file.hash  # of a closed year: it stays as it lies
        if file.path in edited or is_kept or _laid_beside(file, there):
            continue
        if there.get(file.path) != file.data or replace(row, seen="") != rows.entry(file):
            wrong.append((file.path, *(name for name in _told(file, row))))
    assert wrong == []
    assert set(there) >= {file.path for file in pack.files}


def _told(file: File, row: delivery.Row) -> list[str]:
    """The parts of a row that are not those of the file made anew."""
    want = rows.entry(file)
    return [
        name
        for name in delivery.Row.__slots__
        if name != "seen" and getattr(row, name) != getattr(want, name)
    ]


def _laid_beside(file: File, there: dict[str, bytes]) -> bool:
    """Whether a copy of the new version lies beside the file that a person edited."""
    stem, _, suffix = file.path.rpartition(".")
    return any(path.startswith(f"{stem}（新版") and path.endswith(suffix) for path in there)


def from_nothing(given: World) -> None:
    """What bears the same day in a pack made from nothing is the same there: no earlier day is in it."""
    there, past = edits.files(given.pack), delivery.past(given.pack)
    for file in given.made(None).files:
        row = past.get((file.id, file.key))
        if row and row.day == file.day and not row.settled and row.hash == delivery.digest(there[row.path]):
            assert there[row.path] == file.data, file.path


def run(given: World, number: int, random: Random, every: int = 10) -> Counter[str]:
    """So many edits that can be built, of kinds chosen at random; what was done, by kind."""
    assert build(given)
    done: Counter[str] = Counter()
    while done.total() < number:
        kind = random.choices(*zip(*edits.KINDS.items(), strict=True))[0]
        for _ in range(_MOST_TRIES):
            held = edits.hold(given.root)
            before = given.day, given.library
            told = kind(given, random)
            try:
                if told and build(given):
                    done[kind.__name__] += 1
                    if done.total() % every == 0:
                        from_nothing(given)
                    break
            except AssertionError as exc:
                raise AssertionError(f"{done.total()} {kind.__name__} {told}: {exc}") from exc
            edits.restore(given.root, held)
            given.day, given.library = before
    return done


def main() -> None:
    """Run by hand."""
    number, client, seed = (*sys.argv[1:], *("300", "", "1")[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        chosen = Path(client) if client else None
        given = world(root / "world", chosen, beneath=False, cache=root / "cache")
        began = time.process_time()
        done = run(given, int(number), Random(int(seed)))  # noqa: S311 - edits, no secrets
        sys.stdout.write(f"{dict(done)}\n{dict(given.reused)}\n{time.process_time() - began:.0f} s CPU\n")


if __name__ == "__main__":
    main()
