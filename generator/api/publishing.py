"""Publishing: a pair of keys once, then one signed file for each version of a bundle.

Only those who publish load what compiles, judges and signs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import __version__, delivery, making
from generator.api import walk
from generator.authoring import drafts, keys
from generator.authoring import publish as publishing
from generator.bundles import manifest, sealed
from generator.errors import BundleError, PackError
from generator.library import Library, home
from generator.problems import error, errors_in
from generator.record import Record

__all__ = ["Asked", "Order", "Pair", "Written", "keygen", "passphrase", "publish"]

Asked = drafts.Asked
Pair = keys.Pair


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published: one bundle folder or Word files, with what is said of them.

    ``name`` is the deliverable of a single Word file, "" where its name tells. ``next_key`` is the file of
    the public key that later versions will be signed with, ``day`` that of publishing. ``sample`` is the
    client whose data fill the samples, None for the example that a checkout of the tool has. ``cache`` keeps
    what the lint said.
    """

    given: Sequence[Path]
    asked: Asked
    day: datetime.date
    name: str = ""
    next_key: Path | None = None
    sample: Path | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle file as it was written, with all that publishing told of it."""

    file: Path
    found: publishing.Published


def keygen(place: Path, words: Callable[[], str]) -> Pair:
    """Write a new pair of keys as ``place``.key, under the passphrase of ``words``, and ``place``.pub.

    PackError where either is there already, SigningError for a passphrase that is too short.
    """
    return keys.make(place, words)


def passphrase(file: Path) -> str:
    """The passphrase that a text file holds; SigningError when it holds anything else."""
    return keys.passphrase(file)


def publish(order: Order, key: Path, words: Callable[[], str], out: Path) -> Written:
    """Write the signed file of a bundle, whole or not at all: as ``out`` (….zip), else into that folder.

    The passphrase of the secret key is asked of ``words`` once the bundle says what it must. BundleError with
    every fault of the bundle, SigningError for a key that is none or another passphrase, PackError where a
    file is there already or none can be written.
    """
    draft = _draft(order)
    file = _free(out if out.suffix == ".zip" else out / sealed.file_name(draft.about))
    secret = keys.secret(key, words)
    terms = publishing.Terms(order.day, order.cache)
    found = publishing.publish(draft, secret, terms, partial(_samples, order))
    delivery.put_new(file, found.data)
    return Written(file, found)


def _draft(order: Order) -> drafts.Draft:
    """What is to be published; BundleError where it does not say what it must."""
    draft = drafts.draft(order.given, order.name, _asked(order), __version__)
    if late := errors_in(tuple(draft.late(order.day))):
        raise BundleError(late)
    return draft


def _asked(order: Order) -> Asked:
    """What is said of the bundle, with the key of later versions."""
    if not order.next_key:
        return order.asked
    return replace(order.asked, next_key=keys.public(order.next_key).line)


def _free(file: Path) -> Path:
    """The path of a file that is not there yet; PackError for one that is."""
    if file.exists():
        hint = "发布过的文件不能改写；内容变了请用新的版次"
        raise PackError(error(str(file), "文件已存在，未改动", hint))
    return file


def _client(order: Order, library: Library) -> tuple[Path, datetime.date]:
    """Whose data fill the samples, as of what day: the client that was given, else the example."""
    return (order.sample, order.day) if order.sample else _example(library)


def _example(library: Library) -> tuple[Path, datetime.date]:
    told = library.table("names")["example"]
    return home.templates().parent / "examples" / told["client"], told["day"]


def _samples(order: Order, library: Library, names: tuple[str, ...]) -> dict[str, bytes]:
    """One document of each of the deliverables that the client has; none without a client."""
    place, day = _client(order, library)
    if not (order.sample or place.is_dir()):
        return {}
    found: dict[str, bytes] = {}
    for file in _made(walk.load(place), walk.Order(day, cache=order.cache, library=library), names):
        if file.path.endswith(".docx"):
            found.setdefault(f"{manifest.SAMPLES}/{file.id}.docx", file.data)
    return found


def _made(record: Record, order: walk.Order, names: tuple[str, ...]) -> tuple[delivery.File, ...]:
    """The documents of the deliverables of these names that the client has."""
    work = walk.job(walk.known(record, order.day, order.library, order.cache), order)
    chosen = [entry.id for entry in work.selection.chosen if entry.id in names]
    return making.make(work, chosen) if chosen else ()
