"""One client's pack, whole: complete, about this client alone, the same bytes twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import api
from generator.api import Order
from generator.errors import CatalogueError, DataError, TemplateError
from generator.library import built_in, catalogue
from generator.word import text
from tests import depth
from tests.conftest import DAY, ROOT, STUDIED, studied
from tests.once import Made, Packs, everything
from tests.word import check

_CODE = re.compile(r"(内置 [\d.]+\s)[0-9A-Z]{8}\b")


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _build(client: Path, out: Path, **choices: object) -> Path:
    return api.build(api.load(client), out, Order(DAY, **choices)).report.folder  # type: ignore[arg-type]


def _checked(made: Made) -> list[str]:
    """The documents that are looked into: at the desk the longest of each deliverable."""
    found = [(name, path) for name, path in made.rows if path.endswith(".docx")]
    if depth.is_thorough():
        return [path for _, path in found]
    by_size = sorted(found, key=lambda row: (made.folder / row[1]).stat().st_size)
    return list(dict(by_size).values())


@pytest.mark.parametrize("name", studied())
def test_example_is_complete_and_valid(packs: Packs, name: str) -> None:
    files = _tree(packs[name].folder)
    manifest = json.loads(files.pop("manifest.json"))
    assert {row["path"] for row in manifest["files"]} == set(files)
    facts = packs[name].facts
    chosen = catalogue.select(catalogue.load(built_in()), facts).chosen
    asked = [entry.id for entry in chosen for _ in catalogue.paths(entry, facts)]
    assert [row["id"] for row in manifest["files"]] == asked
    for path in _checked(packs[name]):
        assert check.check(files[path]) == (), path


@pytest.mark.parametrize("name", studied())
def test_example_speaks_of_its_own_client_alone(packs: Packs, name: str) -> None:
    names = {key: made.folder.name.removesuffix("（虚构）") for key, made in packs.items()}
    others = [other for key, other in names.items() if key != name]
    documents = {path: said for path, said in everything(packs[name]).items() if path.endswith(".docx")}
    assert documents
    for path, said in documents.items():
        of_the_agency = "工作牌" in path.rpartition("/")[2]  # badges are the advisors', whomever they serve
        assert of_the_agency or names[name] in said, path
        assert not [other for other in others if other in said]
        assert not re.search(r"\{\{|\{%|\bNone\b|Markup\(", said), path


@pytest.mark.parametrize("name", STUDIED)
def test_documents_read_as_accepted(packs: Packs, name: str, snapshot: Callable[[str, str], None]) -> None:
    seen: Counter[str] = Counter()
    for entry, path in packs[name].rows:
        # What lists the whole pack changes with each new deliverable: test_compliance.py reads those.
        if path.endswith(".docx") and entry not in ("pack_index", "compliance_table"):
            seen[entry] += 1
            tail = f"_{seen[entry]}" if seen[entry] > 1 else ""
            snapshot(f"{name}/{entry}{tail}.txt", _without_code(everything(packs[name])[path]))


def _without_code(text: str) -> str:
    """The text without the code of its stamp: it changes with all that document and template say."""
    return _CODE.sub(r"\1（编码）", text)


def test_same_input_gives_the_same_bytes(packs: Packs, tmp_path: Path) -> None:
    again = _build(ROOT / "examples/xinglan-cups", tmp_path)
    first = packs["xinglan-cups"].folder
    one, two = _tree(first), _tree(again)
    differing = [path for path in {*one, *two} if one.get(path) != two.get(path)]
    assert not differing, f"kept for a look: {first} and {again}"


def test_smallest_client_gives_a_sensible_pack(small: Path, tmp_path: Path) -> None:
    made = api.build(api.load(small), tmp_path / "out", Order(DAY))
    files = _tree(made.report.folder)
    assert [title for title, _ in made.left] == [
        "危险化学品使用安全管理制度",
        "危险化学品使用安全管理制度附表",
        "安全风险四色分布图（图片）",
        "安全风险四色分布图（打印用）",
        "安全风险四色分布图（图纸页）",
        "安全风险四色分布图（手机网页）",
        "车间安全风险告知牌",
        "岗位安全风险告知卡",
        "到场服务记录",
        "安全生产检查记录",
        "安全教育培训记录",
        "应急演练记录",
        "工作联系单",
        "隐患整改通知书",
        "隐患整改复查单",
        "隐患整改复查单（待复查）",
        "重大事故隐患告知单",
        "重大事故隐患治理方案",
        "重大事故隐患排查治理情况报告",
        "重大事故隐患督办单",
        "重大事故隐患治理验收表",
    ]
    assert all(check.check(data) == () for path, data in files.items() if path.endswith(".docx"))


def test_only_some_documents(small: Path, tmp_path: Path) -> None:
    folder = _build(small, tmp_path / "out", only=("letter_bureau",))
    assert [path for path in _tree(folder) if path.endswith(".docx")] == [
        "02 告知与备查/安全托管服务告知书（致应急管理部门）.docx"
    ]
    with pytest.raises(CatalogueError, match="letter_burea"):
        _build(small, tmp_path / "out", only=("letter_burea",))
    with pytest.raises(CatalogueError, match="尚未填报厂区范围"):
        _build(small, tmp_path / "out", only=("riskmap_png",))


def test_faulty_data_writes_nothing(small: Path, tmp_path: Path) -> None:
    file = small / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("headcount: 12", "headcount: 十二"), "utf-8")
    with pytest.raises(DataError):
        _build(small, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_own_template_is_used_after_it_is_checked(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    built_in = (ROOT / "templates/word/letter_bureau.docx").read_bytes()
    (own / "letter_enterprise.docx").write_bytes(built_in)
    folder = _build(small, tmp_path / "out", only=("letter_enterprise",), templates=own)
    row = json.loads((folder / "manifest.json").read_text("utf-8"))["files"][0]
    assert row["template"] == "letter_enterprise.docx"
    assert "予以监督指导" in text.text((folder / row["path"]).read_bytes()).replace("请予监督", "予以监督")
    (own / "letter_enterprise.docx").write_bytes(b"not a document")
    with pytest.raises(TemplateError, match="letter_enterprise.docx"):
        _build(small, tmp_path / "out2", templates=own)
    assert not (tmp_path / "out2").exists()


def test_own_template_of_no_deliverable_is_named(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "leter_bureau.docx").write_bytes(b"")
    with pytest.raises(TemplateError, match="是否应为 letter_bureau.docx"):
        _build(small, tmp_path / "out", templates=own)
    with pytest.raises(TemplateError, match="模板文件夹不存在"):
        _build(small, tmp_path / "out", templates=tmp_path / "none")
