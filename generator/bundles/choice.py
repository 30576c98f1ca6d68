"""Which bundles documents are made by: the committee's in force, and the one that a client's agency names.

``based`` lays the committee's bundle over a library, for every client; ``of`` lays beneath that the bundle
that a client's agency names. Installed versions stay side by side, so each line of data means one of them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from generator.bundles import committee, home, installed
from generator.bundles.home import Home
from generator.bundles.installed import Version
from generator.errors import BundleError, GeneratorError
from generator.library import Deliverable, Library, catalogue
from generator.problems import Problem, error, warning
from generator.proofing import compiled, folder
from generator.record import Keys, Record
from generator.schema import doubt, fault, label

KEYS: Keys = ("agency", "library")
_LINE = re.compile(r"(?P<id>[^@#\s]+)@(?P<version>[0-9.]+)(?:#(?P<digest>[0-9a-f]{16,64}))?")
_TOLD = 3
_CATALOGUE = "catalogue.yaml"


@dataclass(frozen=True, slots=True)
class Choice:
    """The library of one client, and what is wrong or doubtful about the bundle that its agency names."""

    library: Library
    problems: tuple[Problem, ...] = ()


def based(library: Library, day: datetime.date) -> Library:
    """The library with the committee's bundle in force on the day over all but own templates.

    BundleError where an installed file is not what was installed.
    """
    if library.home is None:
        return library
    *above, lowest = (layer for layer in library.layers if not _is_installed(layer, library))
    place = Home(library.home)
    bundle = committee.bundle(place)
    found = bundle.in_force(day) if bundle else None
    if bundle is None or found is None:
        return library.relaid((*above, lowest))
    return library.relaid((*above, installed.sound(found, bundle.use).folder, lowest))


def complete(library: Library, cache: Path | None = None) -> Library:
    """The library with the Word templates that its layers ask for only together, as `bundles.mixed` says."""
    if len(library.layers) == 1:
        return library
    from generator.bundles import mixed  # only here: it loads what compiles, which no build without needs

    return mixed.over(library, library.home, cache)


def of(record: Record, library: Library) -> Choice:
    """The library of a record's client: with the bundle of its agency, where the data name one.

    What is wrong with the line is told at its place; the library is the given one then.
    """
    line = _given(record.data)
    if not line or not _LINE.fullmatch(line):
        return Choice(library)  # of a line in another form the check tells
    try:
        found = _named(line, library)
        if found.id == _who(library):
            hint = "专业委员会的模板包对各家机构都适用；请删去这一行"
            return Choice(library, (doubt(record, KEYS, f"“{line}”不用写", hint),))
        mine = _beneath(library, found)
        return Choice(mine, tuple(_told(record, line, found, library, mine)))
    except GeneratorError as exc:
        return Choice(library, tuple(_placed(record, one) for one in exc.problems))


def named(line: str, library: Library) -> Library:
    """The library of the clients whose agency names a bundle by that line; BundleError as `of` tells it."""
    return _beneath(library, _named(line, library)) if line else library


def lines(library: Library) -> Mapping[str, str]:
    """The bundles among the layers, each as 编号@版次#摘要, by whose they are: ``committee``, ``agency``."""
    who = _who(library)
    return {
        "committee" if one.id == who else "agency": one.line
        for one in (_of_layer(layer, library) for layer in _installed(library))
    }


def digest(library: Library) -> str:
    """SHA-256 (hex) over the library and all bundles that agencies may name: any install changes it."""
    if library.home is None or not (state := home.state(Home(library.home))):
        return library.digest
    there = sorted((name, sorted(one.digests.items())) for name, one in state.items())
    return sha256(f"{library.digest} {there}".encode()).hexdigest()


def in_use(library: Library) -> tuple[str, ...]:
    """The bundles in use, each as 编号@版次#摘要, in the order of their ids."""
    found = installed.bundles(Home(library.home)) if library.home else ()
    return tuple(one.current.line for one in found)


def lacking(wanted: Iterable[str], library: Library) -> list[str]:
    """Those of the bundles that are not installed here, in whatever version is in use."""
    found = installed.bundles(Home(library.home)) if library.home else ()
    there = {version.line for one in found for version in one.versions}
    return [line for line in wanted if line not in there]


def offered(library: Library) -> set[str]:
    """The ids in the catalogues of all installed bundles, which the agency of some client may name."""
    place = Home(library.home) if library.home else None
    there = home.state(place).items() if place else ()
    layers = [place.bundle(name, version) for name, use in there for version in use.digests if place]
    return {one.id for layer in layers for one in _rows(layer)}


def overruled(own: Path | None, library: Library) -> tuple[Problem, ...]:
    """The hint that own templates take the place of the committee's style."""
    theirs = _committees(library)
    if own is None or theirs is None:
        return ()
    brought = set(folder.used(own, library)) | (_said(library, own) if own in library.layers else set())
    if not (both := brought & library.once(_brought, theirs)):
        return ()
    message = f"自有模板盖过了统一样式：{_titles(both, library)}；{_style(_of_layer(theirs, library))}"
    hint = "这次按自有模板生成；要用统一样式，请移走这几件的自有模板"
    return (warning(str(own), message, hint),)


def _given(data: Mapping[str, object]) -> str:
    """The line of a client's data that names its agency's bundle; "" for none."""
    agency = data.get("agency")
    line = agency.get("library") if isinstance(agency, dict) else None
    return line if isinstance(line, str) else ""


def _named(line: str, library: Library) -> Version:
    """The installed version that a line means; BundleError for none, and for another of that name."""
    given = _LINE.fullmatch(line)
    if not given:
        raise BundleError(error("", f"看不懂模板包“{line}”", "请写 编号@版次#摘要"))
    name, version, wanted = given["id"], given["version"], given["digest"] or ""
    found = _there(name, version, library.home)
    if found.digest.startswith(wanted):
        return found
    message = f"安装的 {name}@{version} 是另一个：摘要应为 {wanted}，实为 {found.digest[: len(wanted)]}"
    hint = f"请向机构核对；要用现在安装的，改写 library: {found.line}"
    raise BundleError(error("", message, hint))


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


def _beneath(library: Library, found: Version) -> Library:
    """The library with a bundle above the built-in layer, under all others."""
    if found.folder in library.layers:
        return library
    return library.once(_laid, found.folder, found.digest)


def _laid(library: Library, folder: Path, _: str) -> Library:
    """The library with the folder of a bundle of that digest beneath, once its files are found whole."""
    place = Home(library.home or folder.parents[2])
    *above, lowest = (layer for layer in library.layers if not layer.is_relative_to(place.mixed))
    found = _of_layer(folder, library)
    installed.sound(found, home.state(place)[found.id])
    return complete(library.relaid((*above, folder, lowest)))


def _told(record: Record, line: str, found: Version, library: Library, mine: Library) -> Iterator[Problem]:
    """What is doubtful about the bundle of an agency, and an error where it touches the committee's style."""
    if "#" not in line:
        hint = f"请写成 library: {found.line}，换一台电脑也只用同一个"
        yield doubt(record, KEYS, f"“{line}”没有写摘要，内容换了也看不出来", hint)
    theirs = _committees(library)
    if theirs is None:
        return
    both = library.once(_brought, theirs) & mine.once(_said, found.folder)
    style = _style(_of_layer(theirs, library)) if both else ""
    changed = {one for one in both if catalogue.find(one, library) != catalogue.find(one, mine)}
    if changed:
        message = f"机构模板包改了统一样式在交付目录里的行：{_titles(changed, library)}；{style}"
        yield fault(record, KEYS, message, "请机构从模板包的 catalogue.yaml 里去掉这几行")
    elif both:
        message = f"机构模板包里的不用：{_titles(both, mine)}；{style}"
        yield doubt(record, KEYS, message, "按统一样式生成；机构从模板包里去掉这几件，就不再提示")


def _placed(record: Record, problem: Problem) -> Problem:
    """A problem that has no place of its own at the line that names the bundle."""
    if problem.where:
        return problem
    return replace(problem, where=label(KEYS), origin=record.origin(KEYS), keys=KEYS)


def _style(found: Version) -> str:
    """Whose style it is, in words."""
    title = found.about.title if found.about else found.id
    basis = f"（{found.about.article}）" if found.about and found.about.article else ""
    return f"专业委员会有统一样式：“{title}”{found.version}{basis}"


def _titles(names: set[str], library: Library) -> str:
    """The first few deliverables by their titles, in the order of delivery."""
    titles = [one.title for one in catalogue.load(library) if one.id in names]
    return "、".join(titles[:_TOLD]) + (f" 等 {len(titles)} 件" if len(titles) > _TOLD else "")


def _brought(library: Library, layer: Path) -> set[str]:
    """The deliverables that a layer has the template or the row of."""
    there = (one.id for one in catalogue.load(library) if (layer / one.template).is_file())
    return {one.id for one in _rows(layer)} | set(there)


def _said(library: Library, layer: Path) -> set[str]:
    """Those of which it has the text, a drawn template or the row: a letterhead over all of them is none."""
    return {one.id for one in _rows(layer)} | compiled.said(layer, catalogue.load(library))


def _rows(layer: Path) -> tuple[Deliverable, ...]:
    """The rows of a layer's own catalogue."""
    return catalogue.load(Library((layer,))) if (layer / _CATALOGUE).is_file() else ()


def _who(library: Library) -> str:
    """The id of the committee's bundles; "" where nobody is trusted as the committee."""
    return committee.name(Home(library.home)) if library.home else ""


def _is_installed(layer: Path, library: Library) -> bool:
    """Whether a layer lies in the home: a bundle, or what was compiled anew where one lies over others."""
    return library.home is not None and layer.is_relative_to(library.home)


def _installed(library: Library) -> list[Path]:
    """The layers that are installed bundles."""
    bundles = Home(library.home).bundles if library.home else None
    return [layer for layer in library.layers if bundles and layer.is_relative_to(bundles)]


def _committees(library: Library) -> Path | None:
    """The layer that is the committee's bundle."""
    who = _who(library)
    return next((layer for layer in _installed(library) if layer.parent.name == who), None)


def _of_layer(layer: Path, library: Library) -> Version:
    """The installed version whose folder is a layer."""
    place, name = Home(library.home or layer.parents[2]), layer.parent.name
    return installed.version(place, name, layer.name, home.state(place)[name])
