"""What is installed: of each bundle its versions side by side, the one in use, and whether they are whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import __version__, sidefile, trees
from generator.bundles import home, manifest, versions
from generator.bundles.home import Home, Role, Trusted, Use
from generator.bundles.manifest import Manifest
from generator.delivery import disk
from generator.errors import BundleError
from generator.problems import Problem, error

UNTRUSTED = "登记的公钥里没有安装时的那一把，不能用"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a bundle, unpacked in a folder; ``digest`` is the SHA-256 (hex) of its manifest.

    ``about`` is None where the manifest is not the one that was installed.
    """

    id: str
    version: str
    folder: Path
    digest: str
    about: Manifest | None

    @property
    def line(self) -> str:
        """What ``agency.yaml`` writes to use this version and no other."""
        return manifest.line(self.id, self.version, self.digest)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle with its versions, the lowest first; ``role`` is None where its publisher is not trusted.

    Nor is he where another key is registered than the one by which it was installed.
    """

    id: str
    role: Role | None
    use: Use
    versions: tuple[Version, ...]

    @property
    def current(self) -> Version:
        """The version in use."""
        return next(one for one in self.versions if one.version == self.use.use)

    def in_force(self, day: datetime.date) -> Version | None:
        """Of the versions up to the one in use the highest that applies on a day.

        BundleError when the folder of one that may is damaged.
        """
        most = versions.order(self.use.use)
        for one in reversed(self.versions):
            if versions.order(one.version) <= most and read(one, self.use).applies_on(day):
                return one
        return None


def bundles(place: Home) -> tuple[Bundle, ...]:
    """All that is installed, by id; BundleError when the records of the home cannot be read."""
    trust, state = home.trust(place), home.state(place)
    return tuple(
        Bundle(name, _role(trust.get(name), use), use, tuple(_versions(place, name, use)))
        for name, use in sorted(state.items())
    )


def _role(known: Trusted | None, use: Use) -> Role | None:
    """What the publisher may do who installed it, if it is he who is registered now."""
    return known.role if known and known.key in use.keys else None


def version(place: Home, name: str, number: str, use: Use) -> Version:
    """An installed version by the record of what is in use."""
    folder = place.bundle(name, number)
    words = _words(folder / manifest.NAME)
    whole = manifest.digest(words) == use.digests[number]
    about = Manifest.read(words, str(folder)) if whole else None
    return Version(name, number, folder, use.digests[number], about)


def read(found: Version, use: Use) -> Manifest:
    """The manifest of a version; BundleError where it is not the one that was installed."""
    if found.about is None:
        raise BundleError(_damaged(found, use, (manifest.NAME,)))
    return found.about


def sound(found: Version, use: Use, tool: str = __version__) -> Version:
    """The same version, every file as it was signed, and made for this version of the tool.

    BundleError with what installs it again, or what it is for.
    """
    if fault := damage(found, use):
        raise BundleError(fault)
    refuse_tool(read(found, use), tool, f"{found.id} {found.version}")
    return found


def refuse_tool(about: Manifest, tool: str, place: str) -> None:
    """Refuse a bundle that is for other versions of the tool."""
    if not about.suits(tool):
        raise _unfit(about, tool, place)


def _unfit(about: Manifest, tool: str, place: str) -> BundleError:
    message = f"模板包适用于工具版本 {_tools(about)}，现在的是 {tool}"
    return BundleError(error(place, message, _instead(about, tool)))


def _instead(about: Manifest, tool: str) -> str:
    """What to do about a bundle that is for other versions of the tool."""
    newer = versions.order(tool) < versions.order(about.tool_from)
    return "请升级工具" if newer else "请向发布人要适用于这一版工具的模板包"


def _tools(about: Manifest) -> str:
    """The versions of the tool that a bundle is for, in words."""
    limits = (about.tool_from and f"{about.tool_from} 起", about.tool_before and f"{about.tool_before} 之前")
    return "、".join(filter(None, limits))


def damage(found: Version, use: Use) -> Problem | None:
    """What speaks against using the folder: files that are altered, missing or more than were signed."""
    about = found.about
    if about is None:
        return _damaged(found, use, (manifest.NAME,))
    wrong = _altered(found.folder, about) | (
        set(_there(found.folder)) ^ {*about.files, manifest.NAME, manifest.SIGNATURE}
    )
    return _damaged(found, use, tuple(sorted(wrong))) if wrong else None


def _altered(folder: Path, about: Manifest) -> set[str]:
    return {path for path, sum_ in about.files.items() if disk.look(folder, path).hash != sum_}


def command(name: str, number: str, use: Use | None = None) -> str:
    """What to type to install a version, where ``use`` is installed of that bundle."""
    lower = " --downgrade" if use and _is_lower(number, use) else ""
    return f"tuoguan template install {name}-{number}{manifest.ENDING}{lower}"


def _is_lower(number: str, use: Use) -> bool:
    """Whether a version is not there and below one that was installed."""
    return number not in use.digests and versions.order(number) < versions.order(use.seen)


def _versions(place: Home, name: str, use: Use) -> Iterator[Version]:
    for number in sorted(use.digests, key=versions.order):
        yield version(place, name, number, use)


def _words(path: Path) -> bytes:
    try:
        return sidefile.read(path, manifest.LARGEST)
    except sidefile.SideFileError:
        return b""


def _there(folder: Path) -> Iterator[str]:
    """All that lies in a folder but folders, by their paths."""
    for path in folder.rglob("*"):
        if (path.is_symlink() or not path.is_dir()) and path.name not in trees.STRAYS:
            yield path.relative_to(folder).as_posix()


def _damaged(found: Version, use: Use, wrong: tuple[str, ...]) -> Problem:
    message = f"已安装的模板包 {found.id} {found.version} 不全或者被改动过（{_first(wrong)}），不能用"
    return error(str(found.folder), message, f"请重新安装：{command(found.id, found.version, use)}")


def _first(paths: tuple[str, ...]) -> str:
    return "、".join(paths[:_SHOWN]) + (f" 等 {len(paths)} 个" if len(paths) > _SHOWN else "")
