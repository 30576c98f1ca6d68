"""What a bundle file says of itself: ``bundle.json``, over which its signature stands."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from generator import names, sidefile
from generator.bundles import versions
from generator.errors import BundleError
from generator.library import CATALOGUE, EDITION
from generator.problems import Origin, Problem, error
from generator.schema import reference

FORMAT = 1
NAME = "bundle.json"
SIGNATURE = "bundle.json.minisig"
ENDING = ".tgb.zip"  # of the file of a bundle
SAMPLES = "samples"
LARGEST = 1024 * 1024  # bytes
SHOWN = 16  # digits of a digest that people compare
_ID = re.compile(r"[\w-]{1,40}")
# Where the files of a bundle lie, and how their names end there.
_FILES = (EDITION, CATALOGUE)
_FOLDERS: Mapping[str, tuple[str, ...]] = {
    "reference": (".yaml", ".json"),
    "knowledge": (".md",),
    "text": (".md",),
    "layout": (".docx",),
    "word": (".docx", ".json"),
    "form": (".docx",),
    SAMPLES: (".docx", ".pdf", ".png"),
}
_UNSHOWN = ("Cc", "Cf", "Cs")  # controls, marks that turn the direction, halves of characters
_SPOILT = "请向发布人重新要这个文件"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A bundle: who it is, when it applies, which tools may use it, the SHA-256 (hex) of each of its files.

    ``applies_from`` and ``applies_until`` (both included) are None where there is no such day; ``tool_from``
    (included) and ``tool_before`` are "" where any will do. ``lint`` are the warnings that publishing told, a
    row of texts each; ``next_key`` is the public key (one line) that the old one announces, "" for none.
    """

    id: str
    version: str
    title: str
    article: str = ""
    applies_from: datetime.date | None = None
    applies_until: datetime.date | None = None
    tool_from: str = ""
    tool_before: str = ""
    changes: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    lint: tuple[Mapping[str, str], ...] = ()
    next_key: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, words: bytes, place: str) -> Manifest:
        """The manifest that its bytes say; BundleError with every fault, one line for a newer format."""
        data = _data(words, place)
        faults = reference.faults("bundle", data, lambda _: Origin(place)) or tuple(_faults(data, place))
        if faults:
            raise BundleError(faults)
        tool = data["tool"]
        return cls(
            data["id"],
            data["version"],
            data["title"],
            data.get("article", ""),
            _day(data.get("applies_from")),
            _day(data.get("applies_until")),
            tool.get("from", ""),
            tool.get("before", ""),
            tuple(data["changes"]),
            tuple(data["samples"]),
            tuple(data["lint"]),
            data.get("next_key", ""),
            data["files"],
        )

    def words(self) -> bytes:
        """The bytes of ``bundle.json``, the same every time."""
        tool = {"from": self.tool_from, "before": self.tool_before}
        data = {
            "format": FORMAT,
            "id": self.id,
            "version": self.version,
            "title": self.title,
            "article": self.article,
            "applies_from": _written(self.applies_from),
            "applies_until": _written(self.applies_until),
            "tool": {key: value for key, value in tool.items() if value},
            "changes": list(self.changes),
            "samples": list(self.samples),
            "lint": [dict(row) for row in self.lint],
            "next_key": self.next_key,
            "files": dict(sorted(self.files.items())),
        }
        given = {key: value for key, value in data.items() if value != ""}
        return (json.dumps(given, ensure_ascii=False, indent=1) + "\n").encode()

    def applies_on(self, day: datetime.date) -> bool:
        """Whether the bundle applies on a day."""
        return (self.applies_from or day) <= day <= (self.applies_until or day)

    def usable(self, day: datetime.date) -> datetime.date:
        """The day itself, or the nearest on which the bundle applies."""
        day = max(day, self.applies_from or day)
        return min(day, self.applies_until or day)

    def suits(self, tool: str) -> bool:
        """Whether a version of the tool may use the bundle."""
        before = versions.order(self.tool_before)
        return versions.order(self.tool_from) <= versions.order(tool) and (
            not self.tool_before or versions.order(tool) < before
        )


def digest(words: bytes) -> str:
    """SHA-256 (hex) of the bytes of a ``bundle.json``: it stands for the whole bundle."""
    return sha256(words).hexdigest()


def line(name: str, version: str, sum_: str) -> str:
    """What ``agency.yaml`` writes to use a bundle of that digest and no other: 编号@版次#摘要前 16 位."""
    return f"{name}@{version}#{sum_[:SHOWN]}"


def is_id(text: str) -> bool:
    """Whether a text can be the id of a bundle, which is the name of a folder too."""
    return bool(_ID.fullmatch(text)) and names.is_inside(text) and unicodedata.is_normalized("NFC", text)


def is_part(path: str) -> bool:
    """Whether a path can be that of a file of a bundle."""
    known = path in _FILES or _is_in_folder(PurePosixPath(path))
    return known and names.is_inside(path) and unicodedata.is_normalized("NFC", path)


def _is_in_folder(place: PurePosixPath) -> bool:
    """Whether a path leads into one of the folders and ends as names do there."""
    return len(place.parts) > 1 and place.suffix in _FOLDERS.get(place.parts[0], ())


def _data(words: bytes, place: str) -> Any:
    """The plain data; BundleError for what is no JSON, or of a format that a later tool writes."""
    try:
        data = sidefile.json_value(words)
    except sidefile.SideFileError as exc:
        raise BundleError(error(place, f"清单 {NAME} 无法识别：{exc.message}", _SPOILT)) from exc
    later = data.get("format") if isinstance(data, dict) else None
    if isinstance(later, int) and later > FORMAT:
        message = f"模板包的格式是 {later}，本工具只认到 {FORMAT}"
        raise BundleError(error(place, message, "请升级工具"))
    return data


def _faults(data: Mapping[str, Any], place: str) -> list[Problem]:
    """What the schema does not tell."""
    days = [data[key] for key in ("applies_from", "applies_until") if key in data]
    found = [*_strange(data), *(f"没有这一天：{day}" for day in days if not _is_day(day))]
    if not found and sorted(days) != days:
        found.append(f"停用日期 {days[1]} 早于启用日期 {days[0]}")
    return [error(place, message, _SPOILT) for message in found]


def _strange(data: Mapping[str, Any]) -> Iterator[str]:
    """An id, paths and texts that no bundle may have, and samples that are not there."""
    if not is_id(data["id"]):
        yield f"编号不能用：{data['id']}"
    yield from (f"文件放的地方不对：{path}" for path in data["files"] if not is_part(path))
    texts = (data["title"], data.get("article", ""), *data["changes"])
    yield from (f"有不能显示的字符：{text!a}" for text in texts if not _is_shown(text))
    yield from (f"没有这份样张：{path}" for path in data["samples"] if path not in data["files"])


def _is_shown(text: str) -> bool:
    """Whether a text tells a terminal nothing but what to show."""
    return not any(unicodedata.category(char) in _UNSHOWN and char != "\n" for char in text)


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _written(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
