"""Templates of several layers together: compiled once, kept whole or not at all, believed when whole."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import api, proofing
from generator.bundles import mixed
from generator.delivery import disk
from generator.errors import BundleError, TemplateError
from generator.library import Library, built_in
from generator.proofing import bundle, compiling
from generator.word import text
from tests.bundles import folders
from tests.cli.running import run
from tests.conftest import DAY, ROOT

WORDS = "@title 服务方案备查函\n@plain {{ enterprise.name }}的方案已经备查。\n"
FILE = "text/letters/letter_filing.md"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """One text over the built-in library."""
    return bundle.opened(folders.bundle(tmp_path_factory.mktemp("own"), {FILE: WORDS}), DAY)


def _files(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()
    }


def test_nothing_is_mixed_where_nothing_differs(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert mixed.over(built_in(), home) is built_in()
    fees = {"reference/fees.yaml": folders.shipped("reference/fees.yaml")}
    other = bundle.opened(folders.bundle(tmp_path / "own", fees), DAY)
    assert mixed.over(other, home) is other
    assert not home.exists()


def test_only_what_differs_is_compiled_and_kept(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    found = mixed.over(library, home)
    place = found.layers[0]
    assert found.layers[1:] == library.layers and found.edition == "2026.11"
    assert sorted(_files(place)) == ["edition.yaml", "mixed.json", "word/letter_filing.docx"]
    monkeypatch.setattr(compiling, "made", None)  # nothing is compiled again
    assert mixed.over(Library(library.layers), home).layers == found.layers
    assert sorted(path.name for path in (home / "mixed").iterdir()) == [place.name]


def test_what_is_asked_for_is_worked_out_once(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    first = mixed.over(library.keeping(cache), tmp_path / "home", cache)
    monkeypatch.setattr(compiling, "needed", None)
    again = mixed.over(Library(library.layers).keeping(cache), tmp_path / "home", cache)
    assert again.layers == first.layers


def test_a_template_bears_the_version_of_the_uppermost_bundle(tmp_path: Path) -> None:
    upper = folders.bundle(tmp_path / "upper", {FILE: WORDS}, id="某专业委", edition="2026.11")
    layout = {"layout/letter.docx": folders.shipped("layout/plan.docx")}
    lower = folders.bundle(tmp_path / "lower", layout, id="某机构", edition="3")
    for layers, version in (((upper, lower), "某专业委 2026.11"), ((lower,), "某机构 3")):
        found = mixed.over(Library((*layers, *built_in().layers)), tmp_path / "home")
        assert proofing.find("letter_filing", found).version == version
        assert proofing.find("plan", found).version == built_in().version("word/plan.docx")


def test_documents_are_made_of_what_was_mixed(library: Library, tmp_path: Path) -> None:
    record = api.load(ROOT / "examples/xinglan-cups")
    order = api.Order(DAY, ("letter_filing",), library=mixed.over(library, tmp_path / "home"))
    (file,) = api.make(record, order).files
    assert "的方案已经备查。" in text.text(file.data)


@pytest.mark.parametrize("hurt", ["missing", "short", "record", "alien", "more"])
def test_what_is_not_whole_is_made_anew(hurt: str, library: Library, tmp_path: Path) -> None:
    place = mixed.over(library, tmp_path / "home").layers[0]
    whole = _files(place)
    file, record = place / "word/letter_filing.docx", place / "mixed.json"
    if hurt == "missing":
        file.unlink()
    elif hurt == "short":
        file.write_bytes(whole["word/letter_filing.docx"][:100])
    elif hurt == "record":
        record.write_text("{")
    elif hurt == "more":
        (place / "catalogue.yaml").write_text("[]")
    else:
        record.write_text(json.dumps({}))
    mixed.over(library, tmp_path / "home")
    assert _files(place) == whole


class _KilledError(BaseException):
    pass


def _fails_at(monkeypatch: pytest.MonkeyPatch, at: int, fault: BaseException) -> list[str]:
    """Let that change of the disk, and when killed every later one, fail; the changes that were asked for."""
    calls: list[str] = []

    def wrap(name: str, real: Callable[..., None]) -> Callable[..., None]:
        def call(path: Path, *rest: Any, **more: Any) -> None:
            calls.append(name)
            killed = isinstance(fault, _KilledError)
            if len(calls) == at or (killed and len(calls) > at):
                if name == "write" and killed:
                    with contextlib.suppress(OSError):
                        path.write_bytes(rest[0][: len(rest[0]) // 2])
                if killed or name != "clear":
                    raise fault
            real(path, *rest, **more)

        return call

    for name in ("write", "make_folder", "rename", "clear"):
        monkeypatch.setattr(disk, name, wrap(name, getattr(disk, name)))
    return calls


def test_killed_anywhere_the_next_finds_it_whole_or_makes_it(library: Library, tmp_path: Path) -> None:
    whole = _files(mixed.over(library, tmp_path / "whole").layers[0])
    for at in range(1, 20):
        home = tmp_path / f"home{at}"
        with pytest.MonkeyPatch.context() as patch:
            calls = _fails_at(patch, at, _KilledError())
            with contextlib.suppress(_KilledError):
                mixed.over(library, home)
        assert _files(mixed.over(library, home).layers[0]) == whole
        assert [path.name for path in (home / "mixed").iterdir()] == [next((home / "mixed").iterdir()).name]
        if len(calls) < at:
            break
    assert 6 < at < 19


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "没有写入权限"), (errno.EROFS, "TUOGUAN_HOME")],
)
def test_a_disk_that_refuses_is_told_and_nothing_stays(
    number: int, words: str, library: Library, tmp_path: Path
) -> None:
    for at in range(1, 8):
        home = tmp_path / f"home{at}"
        with pytest.MonkeyPatch.context() as patch:
            calls = _fails_at(patch, at, OSError(number, os.strerror(number)))
            try:
                mixed.over(library, home)
            except BundleError as exc:
                assert words in str(exc) and len(exc.problems) == 1
                assert not _files(home)
            else:
                assert len(calls) < at or calls[at - 1] == "clear"


def test_where_nobody_gave_a_home_the_cache_keeps_them(library: Library, tmp_path: Path) -> None:
    assert mixed.over(library, None, tmp_path).layers[0].is_relative_to(tmp_path)
    passing = mixed.over(library, None)
    assert _files(passing.layers[0]) and not passing.layers[0].is_relative_to(tmp_path)


def test_an_unknown_name_is_told_at_its_text_and_nothing_is_kept(tmp_path: Path) -> None:
    own = folders.bundle(tmp_path / "own", {FILE: WORDS.replace("name", "nmae")})
    library = bundle.opened(own, DAY)
    for _ in range(2):
        with pytest.raises(TemplateError, match="nmae") as refused:
            mixed.over(library, tmp_path / "home")
        assert str(refused.value).startswith(f"{own / FILE} ")
        assert not _files(tmp_path / "home")


def test_another_tool_compiles_anew(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = mixed.over(library, tmp_path / "home").layers[0]
    monkeypatch.setattr("generator.bundles.mixed.tool.digest", lambda: "other")
    assert mixed.over(library, tmp_path / "home").layers[0] != first


def test_mixed_templates_are_found_before_all_others(library: Library, tmp_path: Path) -> None:
    found = mixed.over(library, tmp_path / "home")
    source = proofing.find("letter_filing", found)
    assert source.own and source.data == (found.layers[0] / "word/letter_filing.docx").read_bytes()


def test_an_own_deliverable_is_made_of_a_text_and_a_row(tmp_path: Path) -> None:
    row = (
        "- {id: own_note, title: 提示函, basis: 第十五条, source: text/own/note.md, layout: letter,"
        " folder: 02 告知与备查, file: '{enterprise.name}提示函'}\n"
    )
    words = '@title 提示函\n@salutation {{ enterprise.name }}：\n{% include "_parts/dated.md" %}\n'
    own = folders.bundle(tmp_path / "own", {"catalogue.yaml": row, "text/own/note.md": words})
    client, out = ROOT / "examples/xinglan-cups", tmp_path / "out"
    done = run("build", client, "-o", out, "--date", DAY, "--only", "own_note", "--templates", own)
    assert done.returncode == 0, done.stderr
    (made,) = out.rglob("*提示函.docx")
    assert "永康市示例星澜杯业有限公司（虚构）：" in text.text(made.read_bytes())
