"""A file whose hash is known is made only when it must be written; what is written is what was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import delivery
from generator.delivery import File, Terms
from generator.errors import TemplateError
from generator.problems import error
from tests.delivery.packs import ABOUT, FORCE, TERMS, deliver, everything, tree

PLACE = "甲/a.docx"


def _later(make: Callable[[], bytes], known: bytes = b"1") -> tuple[File, ...]:
    return (File(PLACE, make, "a", "word/x.docx", "0", by="x", known=delivery.digest(known)),)


def _never() -> bytes:
    raise AssertionError("nobody may ask for these bytes")


def _broken() -> bytes:
    raise TemplateError(error(PLACE, "打不开"))


@pytest.mark.parametrize("terms", [TERMS, FORCE])
def test_what_lies_there_is_not_made(tmp_path: Path, terms: Terms) -> None:
    deliver(tmp_path / "p", a="1")
    for go in (delivery.preview, delivery.deliver):
        report = go(tmp_path / "p", _later(_never), ABOUT, terms)
        assert report.actions == (("未变", PLACE),)
    assert delivery.past(tmp_path / "p")["a", ""].by == "x"


def test_what_somebody_edited_is_not_made_again(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / PLACE).write_text("手改", "utf-8")
    report = delivery.deliver(tmp_path / "p", _later(_never), ABOUT, TERMS)
    assert report.actions == (("保留手改", PLACE),)


@pytest.mark.parametrize("made", [b"1", b"2"])
def test_what_was_deleted_is_made_and_known_by_its_own_hash(tmp_path: Path, made: bytes) -> None:
    deliver(tmp_path / "p", a="1")
    (tmp_path / "p" / PLACE).unlink()
    asked: list[bytes] = []

    def make() -> bytes:
        asked.append(made)
        return made

    delivery.deliver(tmp_path / "p", _later(make), ABOUT, TERMS)
    assert (tree(tmp_path / "p"), asked) == ({PLACE: made.decode()}, [made])
    assert delivery.past(tmp_path / "p")["a", ""].hash == delivery.digest(made)
    again = (File(PLACE, made, "a", "word/x.docx", "0"),)
    assert delivery.deliver(tmp_path / "p", again, ABOUT, TERMS).actions == (("未变", PLACE),)


def test_what_cannot_be_made_is_told_before_anything_is_touched(tmp_path: Path) -> None:
    deliver(tmp_path / "p", a="1", b="1")
    (tmp_path / "p" / PLACE).unlink()
    before = everything(tmp_path)
    with pytest.raises(TemplateError):
        delivery.deliver(tmp_path / "p", _later(_broken), ABOUT, TERMS)
    assert everything(tmp_path) == before
