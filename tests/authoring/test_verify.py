"""What a Word file tells of its making, and whether it is as it was issued."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import api
from generator.api import provenance, workshop
from generator.bundles import home as homes
from generator.delivery import digest
from generator.library import built_in
from generator.word import provenance as marks
from tests import once
from tests.cli.running import run
from tests.conftest import DAY, ROOT
from tests.word import made
from tests.word.made import p

WORDS = "已改动（或在 Word 里另存过）"


@pytest.fixture(scope="module")
def letter(compiled: Path) -> api.File:
    client = once.record(ROOT / "examples" / "yunzhi-textile")
    return api.make(client, api.Order(DAY, ("letter_bureau",), cache=compiled, threads=1)).files[0]


def laid(folder: Path, data: bytes, name: str = "函.docx") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file written anew by another program, one part of it changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in reversed(old.namelist()):
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return target.getvalue()


def verified(file: Path, **choices: Path) -> provenance.Verdict:
    return provenance.verified(file, built_in(), choices.pop("home", file.parent / "home"), **choices)


def test_a_document_as_it_was_made(letter: api.File, tmp_path: Path) -> None:
    found = verified(laid(tmp_path, letter.data))
    assert (found.kind, found.state, found.template) == ("document", "unchanged", "letter_bureau")
    assert found.title == "开展安全生产技术服务的告知书（致属地应急管理部门）"
    assert (found.sha256, found.values) == (letter.template_hash, marks.values(letter.values))
    assert found.version.startswith("内置 ") and found.known.startswith("内置的")
    assert found.code == marks.code(found.sha256, found.values)


@pytest.mark.parametrize(
    ("part", "state"),
    [
        ("word/document.xml", "changed"),
        ("word/footer1.xml", "changed"),
        ("word/_rels/document.xml.rels", "changed"),
        ("docProps/core.xml", "unchanged"),
        ("[Content_Types].xml", "unchanged"),
    ],
)
def test_what_another_program_changed(letter: api.File, tmp_path: Path, part: str, state: str) -> None:
    data = changed(letter.data, part, lambda content: content + b"\n")
    assert verified(laid(tmp_path, data)).state == state


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (lambda content: content.replace(b"tuoguan.parts", b"tuoguan.other"), "unmarked"),
        (lambda content: content.replace(b"tuoguan.", b"other."), "unmarked"),
        (lambda content: content.replace(b"letter_bureau", b"letter_nobody"), "unchanged"),
    ],
)
def test_properties_that_somebody_changed(
    letter: api.File, tmp_path: Path, change: Callable[[bytes], bytes], state: str
) -> None:
    found = verified(laid(tmp_path, changed(letter.data, marks.PART, change)))
    assert found.state == state
    assert bool(found.title) == (b"letter_nobody" not in change(b"letter_bureau") and bool(found.template))


def test_a_file_without_marks(tmp_path: Path) -> None:
    found = verified(laid(tmp_path, made.docx(p("甲"))))
    assert (found.state, found.template, found.known, found.code) == ("unmarked", "", "", "")


def test_where_a_template_is_known(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    data = made.docx(p("{{ enterprise.name }}"))
    order = api.Order(DAY, ("letter_filing",), templates=own, threads=1)
    mine = laid(own, data, "letter_filing.docx")
    (file,) = api.make(api.load(ROOT / "examples" / "muyun-furniture"), order).files
    plan, home = laid(tmp_path, file.data), homes.Home(tmp_path / "home")
    assert verified(plan, home=home.folder).known == ""
    assert verified(plan, home=home.folder, templates=own).known == f"自有模板 {mine}"
    folder = home.bundle("某专委", "2") / "word"
    folder.mkdir(parents=True)
    shutil.copy(mine, folder)
    assert verified(plan, home=home.folder).known == ""  # lies there, and was not installed
    homes.write_state(home, {"某专委": homes.Use("2", "2", (), {"2": digest(b"")}, ("RW",))})
    assert verified(plan, home=home.folder).known == "已安装的模板包 某专委 2"


def test_a_deliverable_of_a_bundle_has_its_title(letter: api.File, tmp_path: Path) -> None:
    home = homes.Home(tmp_path / "home")
    shutil.copytree(ROOT / "tests/bundles/committee", home.bundle("某专委", "2"))
    homes.write_state(home, {"某专委": homes.Use("2", "2", (), {"2": digest(b"")}, ("RW",))})
    catalogue_ = home.bundle("某专委", "2") / "catalogue.yaml"
    row = catalogue_.read_text("utf-8").replace("\n- id: ", "\n- id: own_", 1)
    catalogue_.write_text(row, "utf-8")
    (name,) = re.findall("id: (own_.*)", row)
    data = changed(letter.data, marks.PART, lambda content: content.replace(b"letter_bureau", name.encode()))
    title = re.findall("title: (.*)", row)[0]
    assert verified(laid(tmp_path, data), home=home.folder).title == title


def test_an_exported_template_tells_what_it_is(tmp_path: Path) -> None:
    data = workshop.export("plan", built_in())
    assert data == workshop.export("plan", built_in())
    found = verified(laid(tmp_path, data))
    assert (found.kind, found.state, found.template, found.code) == ("template", "unchanged", "plan", "")
    assert found.known == "内置的安全生产技术服务方案模板"
    again = changed(data, "word/styles.xml", lambda content: content + b" ")
    assert verified(laid(tmp_path, again)).state == "changed"


def test_what_an_exported_template_tells_goes_into_no_document(tmp_path: Path) -> None:
    data = workshop.export("letter_bureau", built_in())
    laid(tmp_path, data, "letter_bureau.docx")
    client = api.load(ROOT / "examples" / "muyun-furniture")
    order = api.Order(DAY, ("letter_bureau",), templates=tmp_path, threads=1)
    found = verified(laid(tmp_path, api.make(client, order).files[0].data))
    assert (found.version, found.sha256) == ("自有", digest(data))
    assert found.state == "unchanged"


def test_the_command_tells_each_file(letter: api.File, tmp_path: Path) -> None:
    fine, edited, other, torn = (
        laid(tmp_path, letter.data, "好.docx"),
        laid(tmp_path, changed(letter.data, "word/document.xml", lambda data: data + b"\n"), "改.docx"),
        laid(tmp_path, made.docx(p("甲")), "外.docx"),
        laid(tmp_path, letter.data[:-40], "坏.docx"),
    )
    done = run("template", "verify", fine)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{fine}：与出具时一致\n  交付件  ")
    done = run("template", "verify", fine, edited, other, torn)
    assert done.returncode == 1
    assert f"{edited}：{WORDS}" in done.stdout and f"{other}：没有版本标识" in done.stdout
    (fault,) = done.stderr.splitlines()
    assert fault.startswith(f"错误：{torn}：不是 Word 文档（.docx），或文件已损坏")
    rows = json.loads(run("template", "verify", fine, edited, other, torn, "--json").stdout)
    assert [row["state"] for row in rows] == ["unchanged", "changed", "unmarked", "unreadable"]
    assert rows[0]["sha256"] == letter.template_hash


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.4", made.packed({"a.txt": "x"})])
def test_what_is_no_document_is_one_line(tmp_path: Path, content: bytes) -> None:
    done = run("template", "verify", laid(tmp_path, content))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = run("template", "verify", tmp_path / "无.docx")
    assert done.returncode == 1 and "无.docx" in done.stderr and "Traceback" not in done.stderr
