"""The stamp of a document: what it tells of its template, and that nothing else takes notice of it."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import api, delivery
from generator.library import Library, built_in
from generator.word import provenance, text
from tests.conftest import DAY, ROOT
from tests.word import made
from tests.word.made import p


@pytest.fixture(scope="module")
def record() -> api.Record:
    return api.load(ROOT / "examples" / "muyun-furniture")


def files(record: api.Record, words: str, folder: Path, **choices: object) -> tuple[delivery.File, ...]:
    (folder / "letter_filing.docx").write_bytes(made.docx(p(words)))
    order = api.Order(DAY, ("letter_filing",), templates=folder, threads=1)
    return api.make(record, replace(order, **choices)).files  # type: ignore[arg-type]


def told(file: delivery.File) -> dict[str, str]:
    rows = re.findall(r'name="([^"]+)"><vt:lpwstr>([^<]*)<', made.read(file.data, provenance.PART))
    return dict(rows)


def test_document_tells_its_template_and_what_it_printed(record: api.Record, tmp_path: Path) -> None:
    (file,) = files(record, "{{ enterprise.name }}", tmp_path)
    assert told(file) | {provenance.PARTS: ""} == {
        provenance.TEMPLATE: "letter_filing",
        provenance.VERSION: "自有",
        provenance.SHA256: file.template_hash,
        provenance.VALUES: provenance.values(file.values),
        provenance.PARTS: "",
    }


def test_document_of_the_built_in_library_tells_its_edition(record: api.Record) -> None:
    (file,) = api.make(record, api.Order(DAY, ("letter_filing",), threads=1)).files
    assert re.fullmatch(r"内置 \d{4}\.\d\d(\.\d+)?", told(file)[provenance.VERSION])
    assert built_in().edition == ""


def test_stamp_is_printed_and_is_no_value(record: api.Record, tmp_path: Path) -> None:
    (file,) = files(record, "{{ enterprise.name }}|{{ stamp.version }}|{{ stamp.code }}", tmp_path)
    _, version, code = text.text(file.data).strip().split("|")
    assert version == "自有"
    assert code == provenance.code(file.template_hash, provenance.values(file.values))
    assert set(file.values) == {"enterprise.name"}


def test_code_changes_with_what_is_printed_alone(record: api.Record, tmp_path: Path) -> None:
    words = "{{ enterprise.headcount }}{{ stamp.code }}"
    (before,) = files(record, words, tmp_path)
    data = dict(record.data)
    data["enterprise"] = {**data["enterprise"], "headcount": 61}
    (after,) = files(replace(record, data=data), words, tmp_path)
    assert text.text(before.data)[-9:] != text.text(after.data)[-9:]


def test_a_version_alone_makes_the_file_anew_and_keeps_its_day(
    record: api.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = api.Order(DAY, ("board_large",), threads=1)
    pack = api.make(record, order)
    api.deliver(pack, tmp_path / "pack", DAY)
    past, later = delivery.past(tmp_path / "pack"), replace(order, day=DAY + datetime.timedelta(days=1))
    (same,) = api.make(record, later, past).files
    assert same.known == pack.files[0].hash
    monkeypatch.setattr(Library, "version", lambda *_: "内置 2099.01")
    (made_anew,) = api.make(record, replace(later, library=Library(built_in().layers)), past).files
    assert not made_anew.known and told(made_anew)[provenance.VERSION] == "内置 2099.01"
    assert made_anew.day == pack.files[0].day
    assert made_anew.values == pack.files[0].values
