"""On what a paper of an earlier day rests: where that is as it was, nothing is derived of that day again."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator import intake
from generator.library import Library
from generator.record import Record

if TYPE_CHECKING:
    from generator.making.draft import Draft

_WORD, _DATA = "word", "data"
_LISTS = frozenset({"index", "duties"})  # they tell of the whole pack, not of the day alone
_SERVED = ("advisors", "agency")


class Grounds:
    """Digests of a client's data as known on its days; what is the same on several days is digested once."""

    def __init__(self, record: Record, library: Library) -> None:
        self._record, self._library = record, library
        self._files = intake.named(record)
        self._marks: dict[int, tuple[object, str]] = {}

    def of(self, draft: Draft) -> str:
        """A short digest of all that decides what a paper prints, but its template.

        "" where more than that does, or nobody knows what the files are that the data name.
        """
        if self._files is None or not _is_of_its_day(draft):
            return ""
        return _digest("\n".join(self._told(draft)))

    def _told(self, draft: Draft) -> Iterator[str]:
        """The data as known on its day and on the plan's, who served before, what it says of itself."""
        yield self._library.digest
        for asof in (draft.asof, draft.planned):
            yield self._mark(asof.record.data)
        for name in _SERVED:
            yield self._mark(self._record.data.get(name))
        yield repr((draft.piece.name, draft.day, draft.dated, draft.control.version, draft.control.revisions))

    def _mark(self, value: object) -> str:
        """What tells a value from others, a file that it names by its bytes."""
        if isinstance(value, str):
            return f"{value!r}{self._file(value)}"
        if not isinstance(value, (Mapping, list)):
            return repr(value)
        held = self._marks.get(id(value))
        if held is None:
            held = self._marks[id(value)] = (value, _digest(self._words(value)))
        return held[1]

    def _words(self, value: Mapping[object, object] | list[object]) -> str:
        rows = value.items() if isinstance(value, Mapping) else enumerate(value)
        words = ",".join(f"{key}:{self._mark(item)}" for key, item in rows)
        return f"{type(value).__name__} {words}"

    def _file(self, text: str) -> str:
        """The file that a text names, in words; "" where it names none."""
        files = self._files or {}
        if "/" not in text or text in files:
            return files.get(text, "")
        return next((files[name] for name in _plain(text) if name in files), "")


def _is_of_its_day(draft: Draft) -> bool:
    """Whether the paper bears the day of an act and prints what the data tell of that day alone."""
    if not draft.piece.acted or draft.piece.entry.kind not in (_WORD, _DATA):
        return False
    return draft.piece.entry.kind == _DATA or not _lists_the_pack(draft)


def _lists_the_pack(draft: Draft) -> bool:
    asked = (name.partition("[")[0].partition(".")[0] for name in draft.template.loaded.asked)
    return not _LISTS.isdisjoint(asked)


def _plain(path: str) -> tuple[str, str]:
    """A path without what leads nowhere; the second also without what leads back."""
    return PurePosixPath(path).as_posix(), posixpath.normpath(path)


def _digest(words: str) -> str:
    return blake2b(words.encode(), digest_size=8).hexdigest()
