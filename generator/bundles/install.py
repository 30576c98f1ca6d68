"""Installing a bundle: verify, prove, then switch at once; whatever stops it, what was in use stays.

All that the bundle brings is written and proven in a folder beside. Then that folder gets its name, and last,
by one rename, the record of what is in use is replaced.
"""

from __future__ import annotations

import contextlib
import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from generator.bundles import admission, home, installed, proving, sealed, trust, versions
from generator.bundles.admission import Arrival
from generator.bundles.home import Home, Role, Use
from generator.bundles.installed import Version
from generator.bundles.manifest import Manifest
from generator.delivery import disk
from generator.errors import BundleError
from generator.problems import Problem, error
from generator.signing import PublicKey

What = Literal["used", "mended", "same"]


@dataclass(frozen=True, slots=True)
class Terms:
    """How to install: on what day, by what version of the tool; ``cache`` keeps what the lint said.

    ``downgrade`` lets a version come into use that is below one that was installed.
    """

    day: datetime.date
    tool: str
    cache: Path | None = None
    downgrade: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bundle: it came into use, its damaged folder was mended, or all was as it should be.

    ``role`` is its publisher's. ``before`` is the version that was in use before it, ``next_key`` the public
    key that it announced and that is in force from now on; "" where there is none. ``problems`` tell which
    other bundles do not go with it.
    """

    version: Version
    about: Manifest
    role: Role
    what: What
    before: str = ""
    next_key: str = ""
    problems: tuple[Problem, ...] = ()


def install(place: Home, file: Path, terms: Terms) -> Outcome:
    """Install a bundle file; BundleError or SigningError when it may not come in, all as it was then."""
    found = sealed.read(file)
    with home.changing(place):
        given = admission.arrived(place, found, file)
        admission.verify(given)
        installed.refuse_tool(given.about, terms.tool, str(file))
        admission.refuse_other_bytes(given)
        whole = given.whole(place)
        what, after = _what(given, whole, terms.downgrade), _after(given)
        problems = () if whole else _put(place, given, terms)
        if what == "used":
            _switch(place, given, after)
        return replace(_told(place, given, after, what), problems=problems)


def rollback(place: Home, name: str, tool: str) -> Version:
    """Use the version that was in use before; BundleError when there is none, or it cannot be used."""
    with home.changing(place):
        state = home.state(place)
        use = _to_leave(state.get(name), name)
        *before, number = use.before
        found = installed.sound(installed.version(place, name, number, use), use, tool)
        home.write_state(place, {**state, name: replace(use, use=number, before=tuple(before))})
        return found


def _to_leave(use: Use | None, name: str) -> Use:
    """What is in use of a bundle; BundleError where nothing is, or nothing was before it."""
    if use is None:
        raise BundleError(error(name, "没有安装这个模板包", "可用 tuoguan template list 查看"))
    if not use.before:
        message = f"现在用的是 {use.use}，在它之前没有别的版次可退"
        raise BundleError(error(name, message, "要换别的版次请安装它"))
    return use


def _what(given: Arrival, whole: bool, downgrade: bool) -> What:
    """What to do with a bundle that is verified; BundleError where it is below one that was installed."""
    if given.in_use:
        return "same" if whole else "mended"
    if not given.lower or downgrade:
        return "used"
    if given.known and not whole:
        return "mended"
    raise admission.lower(given)


def _put(place: Home, given: Arrival, terms: Terms) -> tuple[Problem, ...]:
    """Write the bundle into its folder, once it is proven; what is told of it."""
    disk.clear(place.stage)  # of an install that was killed
    try:
        for path, data in given.found.members.items():
            disk.write(place.stage / path, data, lasting=True)
        found = proving.prove(place, given, terms.day, terms.cache)
        _swap(place, given.version(place).folder)
        return found
    finally:
        disk.clear(place.stage)


def _swap(place: Home, target: Path) -> None:
    """Give the folder its name; what has it is damaged, or of an install that was killed."""
    disk.clear(place.aside)
    disk.make_folder(target.parent)
    if target.exists():
        disk.rename(target, place.aside)
    try:
        disk.rename(place.stage, target)
    except OSError:
        with contextlib.suppress(OSError):
            disk.rename(place.aside, target)
        raise
    disk.clear(place.aside)


def _after(given: Arrival) -> Use:
    """The record when the bundle is in use, with the key that it announces."""
    use, number, digest, following = given.use, given.about.version, given.found.digest, _announced(given)
    keys, turns = (*given.keys, *following), (number,) * len(following)
    if use is None:
        return Use(number, number, (), {number: digest}, keys, turns)
    others = tuple(one for one in (*use.before, use.use) if one != number)
    seen = max(use.seen, number, key=versions.order)
    return Use(number, seen, others, {**use.digests, number: digest}, keys, (*use.turns, *turns))


def _announced(given: Arrival) -> tuple[str, ...]:
    """The key that takes the place of the one in force, by which the bundle is signed; () where none does."""
    if not given.about.next_key:
        return ()
    following = PublicKey.read(given.about.next_key.encode(), str(given.file)).line
    by_last = _is_by_last(given)
    return (following,) if by_last and following not in given.keys else ()


def _is_by_last(given: Arrival) -> bool:
    return trust.on_record(given.keys[-1]).name == given.found.signature.name


def _switch(place: Home, given: Arrival, after: Use) -> None:
    """Use the bundle; the folder that was written for it goes where the record cannot be replaced."""
    try:
        home.write_state(place, {**home.state(place), given.about.id: after})
    except OSError:
        if not given.known:
            disk.clear(given.version(place).folder)
        raise


def _told(place: Home, given: Arrival, after: Use, what: What) -> Outcome:
    fresh = what == "used" and len(after.keys) > len(given.keys)
    before = given.use.use if given.use and what == "used" else ""
    role = home.trust(place)[given.about.id].role
    return Outcome(given.version(place), given.about, role, what, before, after.keys[-1] if fresh else "")
