"""Rows of the compliance table and of the pack's index: what the Measures ask and which file answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the Measures towards this client.

    files are the titles that answer it, one a line, each with its number in the index; state is
    已完成, 进行中, 待填写 or 不适用; why says what is missing, or why it does not apply.
    """

    article: str
    duty: str
    files: str
    state: str
    why: str
    date: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A file of the pack by the article it answers; state is 已生成 or 不适用 with the reason."""

    no: int
    article: str
    title: str
    file: str
    state: str
