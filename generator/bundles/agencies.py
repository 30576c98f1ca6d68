"""The bundle that a client's agency names for itself, by id, version and digest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.bundles import choice, committee, home, installed, layer
from generator.bundles.choice import KEYS
from generator.bundles.home import Home
from generator.bundles.installed import Bundle, Version
from generator.errors import BundleError, GeneratorError
from generator.library import Library, catalogue
from generator.problems import Problem, error
from generator.record import Record
from generator.schema import doubt, fault

_LINE = re.compile(
    r"(?P<id>[^@#\s]+)@(?P<version>[0-9]{1,8}(?:\.[0-9]{1,8}){0,3})(?:#(?P<digest>[0-9a-f]{16,64}))?"
)


def of(record: Record, line: str, library: Library) -> tuple[Library, tuple[Problem, ...]]:
    """The library with the bundle of a line in a record's data, and what is told at its place."""
    if not _LINE.fullmatch(line):
        return library, ()  # of a line in another form the check tells
    try:
        found = named(line, library)
        if found.id == committee.known_to(library):
            hint = "专业委的模板包对各家机构都适用；请删去这一行"
            return library, (doubt(record, KEYS, f"“{line}”不用写", hint),)
        mine = beneath(library, found)
        return mine, tuple(_told(record, line, found, library, mine))
    except GeneratorError as exc:
        return library, tuple(_placed(record, one) for one in exc.problems)


def named(line: str, library: Library) -> Version:
    """The installed version that a line means; BundleError for none, and for another of that name."""
    given = _LINE.fullmatch(line)
    if not given:
        raise BundleError(error("", f"看不懂模板包“{line}”", "请写 编号@版次#摘要"))
    wanted = given["digest"] or ""
    found = _there(given["id"], given["version"], library.home)
    if not found.digest.startswith(wanted):
        raise _another(found, wanted)
    return found


def _another(found: Version, wanted: str) -> BundleError:
    is_there = found.digest[: len(wanted)]
    message = f"安装的 {found.id}@{found.version} 是另一个：摘要应为 {wanted}，实为 {is_there}"
    return BundleError(error("", message, f"请向机构核对；要用现在安装的，改写 library: {found.line}"))


def _there(name: str, version: str, folder: Path | None) -> Version:
    """A version that is installed by a publisher who is trusted."""
    place = Home(folder) if folder else None
    use = home.state(place).get(name) if place else None
    if place is None or use is None or version not in use.digests:
        hint = f"向机构要来这个模板包，先安装：{installed.command(name, version, use)}"
        raise BundleError(error("", f"没有安装模板包 {name}@{version}", hint))
    known = home.trust(place).get(name)
    if known is None or known.key not in use.keys:
        hint = f"请向机构核对公钥，再登记：tuoguan template trust 公钥.pub --for {name}"
        raise BundleError(error("", f"没有登记模板包 {name} 的公钥，不能用", hint))
    return installed.version(place, name, version, use)


def beneath(library: Library, found: Version) -> Library:
    """The library with a bundle above the built-in layer, under all others."""
    if found.folder in library.layers:
        return library
    return library.once(_laid, found.folder, found.digest)


def _laid(library: Library, folder: Path, _: str) -> Library:
    """The library with the folder of a bundle of that digest beneath, once its files are found whole."""
    place = Home(library.home or folder.parents[2])
    *above, lowest = (one for one in library.layers if not one.is_relative_to(place.mixed))
    found = layer.version(folder, place)
    mine = installed.sound(found, home.state(place)[found.id])
    return choice.complete(library.relaid((*above, mine.folder, lowest)))


def _told(record: Record, line: str, found: Version, library: Library, mine: Library) -> Iterator[Problem]:
    """What is doubtful about the bundle of an agency, and an error where it touches the committee's style."""
    if "#" not in line:
        hint = f"请写成 library: {found.line}，换一台电脑也只用同一个"
        yield doubt(record, KEYS, f"“{line}”没有写摘要，内容换了也看不出来", hint)
    if theirs := committee.of(library):
        both = library.once(layer.brought, theirs.folder) & mine.once(layer.said, found.folder)
        yield from _overlaid(record, both, committee.style(theirs), library, mine)


def _overlaid(
    record: Record, both: set[str], style: str, library: Library, mine: Library
) -> Iterator[Problem]:
    """What an agency's bundle has of that which the committee's brings as well."""
    changed = {one for one in both if catalogue.find(one, library) != catalogue.find(one, mine)}
    if changed:
        message = f"机构模板包改了统一样式在交付目录里的行：{layer.titles(changed, library)}；{style}"
        yield fault(record, KEYS, message, "请机构从模板包的 catalogue.yaml 里去掉这几行")
    elif both:
        message = f"机构模板包里的不用：{layer.titles(both, mine)}；{style}"
        yield doubt(record, KEYS, message, "按统一样式生成；机构从模板包里去掉这几件，就不再提示")


def _placed(record: Record, problem: Problem) -> Problem:
    """A problem of a bundle at the line that names it, unless it is about a line of the bundle itself."""
    if problem.origin:
        return problem
    message = f"{problem.where}：{problem.message}" if problem.where else problem.message
    return fault(record, KEYS, message, problem.hint)


def _bundles(library: Library) -> tuple[Bundle, ...]:
    """All that is installed in the library's home; () where it has none."""
    return installed.bundles(Home(library.home)) if library.home else ()


def _versions(library: Library) -> Iterator[Version]:
    return (version for one in _bundles(library) for version in one.versions)


def in_use(library: Library) -> tuple[str, ...]:
    """The bundles in use, each as 编号@版次#摘要, in the order of their ids."""
    return tuple(one.current.line for one in _bundles(library))


def lacking(wanted: Iterable[str], library: Library) -> list[str]:
    """Those of the bundles that are not installed here, in whatever version is in use."""
    there = {version.line for version in _versions(library)}
    return [line for line in wanted if line not in there]


def offered(library: Library) -> set[str]:
    """The ids in the catalogues of all installed bundles, which the agency of some client may name."""
    return {row.id for version in _versions(library) for row in layer.rows(version.folder)}
