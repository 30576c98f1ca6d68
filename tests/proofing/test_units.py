"""Units of knowledge: each fault is told at its line; clashes of pairs; what is shipped is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.library import Library, built_in, knowledge
from generator.proofing import files, names, units, whole
from generator.word import freshness, parsing
from tests.conftest import DAY, ROOT
from tests.rows import each

FOLDER = ROOT / "tests/refused/units"
TOLD = {
    "Metal-Dust": ("文件名不能作键：Metal-Dust；文件名用小写英文字母、数字和下划线", ""),
    "both_ways": ("fire 写了，又说不写", "  fire: 不写"),
    "long_iron": ("铁律", "铝镁着火的时候绝对不能用水和泡沫"),
    "missing_aspect": ("缺少这一方面：focus", "title:"),
    "no_head": ("没有写在两行 --- 之间的头", ""),
    "not_shown": ("没有写凭什么有这个单元", "title:"),
    "unguarded": ("企业不一定有 ammonia.charge_t", "- 每班不超过"),
    "unguarded_field": ("企业不一定有 one.people", "{{ one.people }}"),
    "unknown_act": ("没有“吹风”这一种", "ban: [吹风]"),
    "unknown_command": ("命令不认识或写法不对：@pagebrek", "@pagebrek"),
    "unknown_evidence": ("没有名为“metal_dusts”的evidence.yaml 的键；是否应为“metal_dust”？", "metal_dusts"),
    "unknown_law": ("没有名为“dust_rulez”的法规", "dust_rulez"),
    "unknown_section": ("不认识的节：fires；是否应为 fire？", "@section fires"),
    "unknown_source": ("没有名为“ALMG_FIR”的来源", "[ALMG_FIR]"),
    "wrong_start": ("fire 这一节的第一行写法不对", "@section fire"),
}


@each(sorted(FOLDER.iterdir()))
def test_a_bad_unit_is_told_at_its_line(path: Path) -> None:
    words, stands = TOLD[path.stem]
    found = files.check(path, f"knowledge/{path.name}", path.name, built_in())
    told = next((one for one in found if words in str(one)), None)
    assert told, list(map(str, found))
    lines = path.read_text("utf-8").splitlines()
    wanted = next(at for at, line in enumerate(lines, 1) if stands in line)
    assert str(told).startswith(f"{path.name}:{wanted}"), str(told)


def _layer(folder: Path, **heads: str) -> Library:
    (folder / "knowledge").mkdir()
    for name, head in heads.items():
        (folder / f"knowledge/{name}.md").write_text(f"---\n{head}\n---\n", "utf-8")
    return Library((folder, *built_in().layers))


FIRST = "title: 甲\nfirst: [{say: 开风机, acts: [启停电器]}]"
NEVER = "title: 乙\nnever: [{say: 不动电器, ban: [启停电器]}]"
PAIR = "pair: [zz_a, zz_b]\ntitle: 甲遇乙"


def _told(library: Library) -> list[str]:
    return [str(one) for one in units.clashes(library) if "甲的第一步" in str(one) and "，乙禁止" in str(one)]


@pytest.mark.parametrize(
    ("first", "pair", "clash"),
    [
        (FIRST, "", True),
        (FIRST + "\napart: [zz_b]", "", False),
        (FIRST, PAIR, False),
        (FIRST.replace("启停电器", "撤离"), "", False),
    ],
)
def test_what_one_does_first_and_the_other_forbids_is_told_unless_decided(
    tmp_path: Path, first: str, pair: str, clash: bool
) -> None:
    heads = {"zz_a": first, "zz_b": NEVER, **({"zz_a__zz_b": pair} if pair else {})}
    assert bool(_told(_layer(tmp_path, **heads))) is clash


def test_no_two_shipped_units_clash() -> None:
    assert list(map(str, units.clashes(built_in()))) == []


def test_every_document_of_sections_places_them() -> None:
    words = "".join(path.read_text("utf-8") for path in (ROOT / "templates/text").rglob("*.md"))
    assert [name for name in knowledge.SECTIONS if f"@units {name}" not in words] == []


def _most(folder: str, names: list[str]) -> list[str]:
    """Units of other letters than the first: each is read as often as the one that is faulty."""
    is_unit = Path(folder).name == "knowledge"
    return [name for name in names if is_unit and name.endswith(".md") and not name.startswith("a")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: ", "title：", "templates/knowledge/ammonia.md:2:1：这里缺少冒号"),
        ("---\ntitle", "----\ntitle", "templates/knowledge/ammonia.md:1：没有写在两行 --- 之间的头"),
        ("accidents: [", "accidents: [氨气中毒, ", "没有名为“氨气中毒”的事故类型；是否应为“中毒”？"),
    ],
)
def test_a_faulty_unit_is_told_and_nothing_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    root = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", root, ignore=_most)
    unit, compiled = root / "knowledge/ammonia.md", root / knowledge.COMPILED
    before = compiled.read_bytes()
    unit.write_text(unit.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError) as refused:
        whole.refresh(Library((root,)))
    assert told in str(refused.value)
    assert compiled.read_bytes() == before
    monkeypatch.setattr(whole, "_cited", lambda *_: ())  # what reads all templates and texts anew
    monkeypatch.setattr(freshness, "stale", lambda *_: ())
    monkeypatch.setattr(parsing, "stale", lambda *_: ())
    monkeypatch.setattr(names, "check", lambda *_: ())
    assert any(told in str(one) for one in whole.check(Library((root,)), DAY))


def test_a_new_unit_without_a_head_is_told_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge/sample.md").write_text("@section fire\n## 示例\n", "utf-8")
    with pytest.raises(CatalogueError, match="sample.md：没有写在两行 --- 之间的头"):
        knowledge.heads(Library((tmp_path, *built_in().layers)))
