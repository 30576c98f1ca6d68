"""The committee's bundle: which of its installed versions is in force on a day, and when that changes."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.bundles import home, installed, layer
from generator.bundles.home import Home, Use
from generator.bundles.installed import Bundle, Version
from generator.errors import BundleError
from generator.library import Library
from generator.problems import Problem, error, warning
from generator.proofing import folder


def bundle(place: Home) -> Bundle | None:
    """What is installed of the committee's, None for nothing; BundleError where it is another publisher's."""
    who = name(place)
    found = _installed(place, who)
    if found and found.role is None:
        raise _untrusted(who, found.use)
    return found


def _untrusted(who: str, use: Use) -> BundleError:
    hint = f"请向专业委核对公钥，用它签名的模板包重新安装：{installed.command(who, use.use)}"
    return BundleError(error(who, installed.UNTRUSTED, hint))


def _installed(place: Home, who: str) -> Bundle | None:
    return next((one for one in installed.bundles(place) if one.id == who), None)


def name(place: Home) -> str:
    """The id of the committee's bundles; "" where nobody is trusted as the committee."""
    return next((name for name, one in home.trust(place).items() if one.role == "committee"), "")


def known_to(library: Library) -> str:
    """The same by the home of a library, which may have none."""
    return name(Home(library.home)) if library.home else ""


def layers(place: Home, day: datetime.date) -> tuple[Path, ...]:
    """The folder of the version in force on a day; () for none. BundleError where it cannot be used."""
    theirs = bundle(place)
    found = theirs.in_force(day) if theirs else None
    return (installed.sound(found, theirs.use).folder,) if theirs and found else ()


def of(library: Library) -> Version | None:
    """The committee's version among the layers of a library."""
    who = known_to(library)
    return next((one for one in layer.versions(library) if one.id == who), None)


def overruled(own: Path, library: Library) -> tuple[Problem, ...]:
    """The hint that own templates take the place of the committee's style."""
    theirs = of(library)
    if theirs is None:
        return ()
    both = _brought(own, library) & library.once(layer.brought, theirs.folder)
    if not both:
        return ()
    message = f"自有模板盖过了统一样式：{layer.titles(both, library)}；{style(theirs)}"
    hint = "这次按自有模板生成；要用统一样式，请移走这几件的自有模板"
    return (warning(str(own), message, hint),)


def _brought(own: Path, library: Library) -> set[str]:
    """The deliverables whose templates, texts or rows lie in a folder of own templates."""
    said = layer.said(library, own) if own in library.layers else set()
    return said.union(folder.used(own, library))


def style(found: Version) -> str:
    """Whose style it is, in words."""
    title = found.about.title if found.about else found.id
    return f"专业委有统一样式：“{title}”{found.version}{_basis(found)}"


def _basis(found: Version) -> str:
    return f"（{found.about.article}）" if found.about and found.about.article else ""


def coming(found: Bundle, day: datetime.date) -> tuple[datetime.date, Version | None] | None:
    """The first day after one on which another version is in force, and which; None where nothing changes."""
    now = found.in_force(day)
    changes = ((turn, found.in_force(turn)) for turn in _turns(found) if turn > day)
    return next(((turn, one) for turn, one in changes if one != now), None)


def _turns(found: Bundle) -> list[datetime.date]:
    """The days on which a version begins to apply, or no longer applies, in their order."""
    about = [one.about for one in found.versions if one.about]
    begins = {one.applies_from for one in about if one.applies_from}
    last = {one.applies_until for one in about if one.applies_until}
    return sorted(begins | _days_after(last))


def _days_after(days: set[datetime.date]) -> set[datetime.date]:
    return {day + datetime.timedelta(days=1) for day in days if day < datetime.date.max}
