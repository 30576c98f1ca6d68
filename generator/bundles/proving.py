"""A bundle proven before it comes into use: by itself, and in the layers in which it will lie."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.bundles import home, installed, mixed
from generator.bundles.admission import Arrival
from generator.bundles.home import Home
from generator.bundles.installed import Bundle
from generator.errors import BundleError, CatalogueError, GeneratorError, PackError, TemplateError
from generator.library import EDITION, Library
from generator.problems import Problem, error, renamed, warning
from generator.proofing import bundle


def prove(place: Home, given: Arrival, day: datetime.date, cache: Path | None) -> tuple[Problem, ...]:
    """Refuse a bundle with faults that lies unpacked in the home's stage, told as they lie in its file.

    It is proven as of ``day``, or of the first day on which it may be used. What its layers and those of
    other bundles in use ask for only together is compiled. An agency's bundle that does not go with the
    committee's is refused, the committee's comes in: the agencies' that do not go with it are told.
    """
    about = given.about
    day = about.usable(day)
    others = [one for one in installed.bundles(place) if one.id != about.id]
    with _as_in(given.file, place.stage):
        library = bundle.opened(place.stage, day, cache)
        _refuse_edition(library, given, place.stage)
        mixed.over(library, place.folder, cache)
        if home.trust(place)[about.id].role == "agency":
            _under(place, library, others, day, cache)
            return ()
    return tuple(_beneath(place, library, others, cache))


def _refuse_edition(library: Library, given: Arrival, folder: Path) -> None:
    if library.edition != given.about.version:
        message = f"{EDITION} 的版次是“{library.edition}”，清单上是“{given.about.version}”"
        raise CatalogueError(error(str(folder), message, "请向发布人核对"))


def _under(
    place: Home, library: Library, others: list[Bundle], day: datetime.date, cache: Path | None
) -> None:
    """Lay the committee's bundle that is in force over an agency's."""
    for one in others:
        if one.role == "committee" and (theirs := one.in_force(day)):
            above = installed.sound(theirs, one.use).folder
            mixed.over(library.relaid((above, *library.layers)), place.folder, cache)


def _beneath(place: Home, library: Library, others: list[Bundle], cache: Path | None) -> Iterator[Problem]:
    """Lay the agencies' bundles in use beneath the committee's; tell of those that do not go with it."""
    top, lowest = library.layers
    for one in others:
        if not _is_sound_agencys(one):
            continue
        try:
            mixed.over(library.relaid((top, one.current.folder, lowest)), place.folder, cache)
        except (CatalogueError, TemplateError) as exc:
            message = f"与这个模板包合不到一起：{exc.problems[0].message}"
            yield warning(f"{one.id} {one.use.use}", message, "请机构改好，再发布、安装新的一版")


def _is_sound_agencys(one: Bundle) -> bool:
    """Whether a bundle is an agency's, and whole."""
    return one.role == "agency" and not installed.damage(one.current, one.use)


@contextmanager
def _as_in(file: Path, folder: Path) -> Iterator[None]:
    """Faults told with the name of the bundle file where they name the folder that is gone again."""
    try:
        yield
    except (BundleError, PackError):
        raise
    except GeneratorError as exc:
        first = error(str(file), "模板包没有通过检查，没有安装，原来的照旧", "请把下面的问题告诉发布人")
        raise BundleError((first, *(renamed(one, {str(folder): file.name}) for one in exc.problems))) from exc
