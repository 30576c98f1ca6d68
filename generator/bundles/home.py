"""The home of installed bundles: what lies where in the user's folder, and the two records in it.

``trust.json`` tells whose bundles may come in, ``state.json`` which of them are in use. Each is replaced by
one rename, so whoever reads meets the old or the new, whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

from generator import sidefile
from generator.bundles import manifest, versions
from generator.delivery import disk, lock
from generator.errors import BundleError
from generator.library import BUNDLES
from generator.problems import error

T = TypeVar("T")
Role = Literal["committee", "agency"]

FORMAT = 1
_LARGEST = 4 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEPT = "原来安装的模板包照旧"
_CAUSES = {
    "full": ("磁盘空间不足", "请清理磁盘后再试"),
    "denied": ("没有写入权限", "请核对文件夹的权限，或用环境变量 TUOGUAN_HOME 换一个文件夹"),
    "occupied": ("这里已被其他东西占用", "请移走后再试，或用环境变量 TUOGUAN_HOME 换一个文件夹"),
}


def folder(environment: Mapping[str, str]) -> Path:
    """Where this user's bundles are installed: TUOGUAN_HOME, else the folder for data of programs."""
    import platformdirs  # only here: a library without bundles needs none of it

    chosen = environment.get("TUOGUAN_HOME")
    return Path(chosen or platformdirs.user_data_dir("tuoguan", appauthor=False)).absolute()


@dataclass(frozen=True, slots=True)
class Home:
    """Where things lie in the folder, which need not be there yet."""

    folder: Path

    @property
    def trust(self) -> Path:
        """The keys that were registered."""
        return self.folder / "trust.json"

    @property
    def state(self) -> Path:
        """Which bundles are in use."""
        return self.folder / "state.json"

    @property
    def mixed(self) -> Path:
        """Word templates compiled anew for bundles that lie over one another."""
        return self.folder / "mixed"

    @property
    def stage(self) -> Path:
        """Where a bundle is unpacked and proven; what a killed install left there is deleted by the next."""
        return self.folder / ".new"

    @property
    def aside(self) -> Path:
        """Where a damaged or half installed folder goes before it is deleted."""
        return self.folder / ".old"

    @property
    def bundles(self) -> Path:
        """The bundles, each version in its folder."""
        return self.folder / BUNDLES

    def bundle(self, name: str, version: str) -> Path:
        """The unpacked folder of a version of a bundle."""
        return self.bundles / name / version


@dataclass(frozen=True, slots=True)
class Trusted:
    """The publisher of a bundle: what he may do, and the public key by which he was registered (base64)."""

    role: Role
    key: str


@dataclass(frozen=True, slots=True)
class Use:
    """What is installed of a bundle.

    ``use`` is the version in use, ``seen`` the highest that ever was, ``before`` those that were in use
    before, the last at the end. ``digests`` are the SHA-256 (hex) of the manifest of each installed version;
    ``keys`` the keys of its publisher, each announced by the one before it, the last in force; ``turns`` the
    versions that announced them, one for each but the first.
    """

    use: str
    seen: str
    before: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()


Trust = Mapping[str, Trusted]
State = Mapping[str, Use]


def trust(home: Home) -> Trust:
    """Who is trusted, by the ids of their bundles, one the committee; BundleError when it cannot be read."""
    mend = "删去这个文件，再逐个登记公钥（tuoguan template trust）"
    found = _read(home.trust, _trusted, mend)
    if sum(one.role == "committee" for one in found.values()) > 1:
        raise _unusable(home.trust, "登记了几个专业委", mend)
    return found


def state(home: Home) -> State:
    """What is installed, by the ids of bundles; BundleError when the record cannot be read."""
    return _read(home.state, _use, "删去这个文件，再逐个安装模板包（tuoguan template install）")


def refuse_lost(home: Home) -> None:
    """Refuse a home in which bundles are installed and nobody is trusted: whose they are is not known."""
    if state(home):
        mend = "逐个登记公钥（tuoguan template trust）"
        raise _unusable(home.trust, "这个文件不见了，或者一把公钥也没有", mend)


def write_trust(home: Home, found: Trust) -> None:
    """Replace the record of who is trusted; OSError as it comes."""
    rows = {name: {"role": one.role, "key": one.key} for name, one in sorted(found.items())}
    _write(home.trust, rows)


def write_state(home: Home, found: State) -> None:
    """Replace the record of what is in use: the moment at which an install is done. OSError as it comes."""
    _write(home.state, {name: _row(one) for name, one in sorted(found.items())})


def _row(one: Use) -> dict[str, object]:
    return {
        "use": one.use,
        "seen": one.seen,
        "before": list(one.before),
        "digests": dict(sorted(one.digests.items())),
        "keys": list(one.keys),
        "turns": list(one.turns),
    }


@contextlib.contextmanager
def changing(home: Home) -> Iterator[None]:
    """Hold the home for a change of it; what the disk refuses is one clear line, and the lock's is too.

    The folder is made where there is none.
    """
    with telling(home):
        disk.make_folder(home.folder)
        _refuse_open(home.folder)
        with lock.held(home.folder / ".lock", home.folder, "已安装的模板包"):
            yield


def _refuse_open(folder: Path) -> None:
    """A folder in which anybody may write keeps no keys; Windows tells such rights in another way."""
    if os.name == "posix" and folder.stat().st_mode & stat.S_IWOTH:
        hint = "请运行 chmod o-w 改好权限，核对登记的公钥；或用环境变量 TUOGUAN_HOME 换一个文件夹"
        raise BundleError(error(str(folder), "这个文件夹谁都能改写，登记的公钥不可信", hint))


@contextlib.contextmanager
def telling(home: Home) -> Iterator[None]:
    """What the disk refuses inside is one clear line: BundleError."""
    try:
        yield
    except OSError as exc:
        message, hint = _words(exc)
        raise BundleError(error(str(home.folder), message, f"{hint}；{_KEPT}")) from exc


def _words(exc: OSError) -> tuple[str, str]:
    other = (f"写入失败（{exc.strerror or exc}）", "请检查磁盘和文件夹")
    return _CAUSES.get(disk.cause(exc), other)


def _write(path: Path, rows: Mapping[str, object]) -> None:
    beside = path.with_name(f".{path.name}")
    text = _told(rows)
    try:
        disk.write(beside, text.encode(), lasting=True)
        disk.replace(beside, path)
    finally:
        disk.clear(beside)


def _told(rows: Mapping[str, object]) -> str:
    return json.dumps({"format": FORMAT, "bundles": rows}, ensure_ascii=False, indent=1) + "\n"


def _read(path: Path, made: Callable[[Any], T], mend: str) -> Mapping[str, T]:
    """The rows of a record; ``mend`` is what to do when it cannot be read."""
    if not _is_there(path):
        return MappingProxyType({})
    try:
        found = sidefile.json_value(sidefile.read(path, _LARGEST))
    except sidefile.SideFileError as exc:
        raise _unusable(path, exc.message, mend) from exc
    if isinstance(found, dict) and isinstance(later := found.get("format"), int) and later > FORMAT:
        raise BundleError(error(str(path), "由更新的工具写成，本工具认不得", "请升级工具"))
    try:
        return MappingProxyType(_rows(found, made))
    except (KeyError, TypeError, ValueError, AttributeError) as exc:
        raise _unusable(path, "内容不是本工具写的样子", mend) from exc


def _rows(found: Any, made: Callable[[Any], T]) -> dict[str, T]:
    if found["format"] != FORMAT:
        raise ValueError(found["format"])
    return {_safe(name): made(row) for name, row in found["bundles"].items()}


def _is_there(path: Path) -> bool:
    """Whether anything bears the name: a link that leads nowhere is a record that was lost, not none."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # reading it will tell why
    return True


def _unusable(path: Path, message: str, mend: str) -> BundleError:
    return BundleError(
        error(str(path), f"{message}，不能确定装了什么、信任谁", f"请从备份恢复；没有备份就{mend}")
    )


def _safe(name: str) -> str:
    """An id that is a name of one folder."""
    if not manifest.is_id(name):
        raise ValueError(name)
    return name


def _trusted(row: Mapping[str, Any]) -> Trusted:
    if row["role"] not in get_args(Role):
        raise ValueError(row["role"])
    return Trusted(row["role"], _text(row["key"]))


def _use(row: Mapping[str, Any]) -> Use:
    digests = {_version(version): _digest(one) for version, one in row["digests"].items()}
    before, turns = (tuple(map(_version, row[part])) for part in ("before", "turns"))
    keys = tuple(map(_text, row["keys"]))
    made = Use(_version(row["use"]), _version(row["seen"]), before, digests, keys, turns)
    if not _is_sound(made):
        raise ValueError(made.use)
    return made


def _is_sound(use: Use) -> bool:
    """Whether what is told of a bundle goes together."""
    if not use.digests.keys() >= {use.use, *use.before} or len(use.keys) != len(use.turns) + 1:
        return False
    return versions.order(use.seen) >= max(map(versions.order, use.digests))


def _text(found: Any) -> str:
    if not isinstance(found, str) or not found:
        raise TypeError(found)
    return found


def _version(found: Any) -> str:
    if not versions.is_version(_text(found)):
        raise ValueError(found)
    return str(found)


def _digest(found: Any) -> str:
    if not _DIGEST.fullmatch(_text(found)):
        raise ValueError(found)
    return str(found)
