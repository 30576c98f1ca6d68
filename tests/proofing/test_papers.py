"""Papers that the texts cite: all are in the pack; a number, annex or plan that is not is told by line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.library import built_in, catalogue, home
from generator.proofing import papers
from tests.conftest import ROOT

PACKS = sorted((ROOT / "tests/snapshots").iterdir())
# They name what does not apply as well.
LISTS = ("pack_index", "compliance_table", "letter_filing")
OUTSIDE = {
    "办法",
    "资料目录",
    "安全生产社会化服务公示牌",
    "安全生产托管服务协议",
    "安全生产技术服务（咨询）方案",
    "安全生产服务机构社会化服务自律管理办法",
}


def test_every_paper_that_the_shipped_texts_cite_is_there() -> None:
    assert [str(fault) for fault in papers.check(home.templates() / "text", built_in())] == []


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("record", "没有编号为 AQ-JL-04-99 的记录"),
        ("annex", "附表里没有附件60"),
        ("plan", "里没有“有限空间作业现场处置方案”"),
    ],
)
def test_a_paper_that_is_not_there_is_told_at_its_line(case: str, words: str, tmp_path: Path) -> None:
    texts = tmp_path / "text"
    shutil.copytree(home.templates() / "text", texts)
    training = texts / "systems/training.md"
    lines = training.read_text("utf-8").splitlines()
    bad = (ROOT / f"tests/refused/papers/{case}/systems/training.md").read_text("utf-8")
    training.write_text("\n".join([*lines, bad]), "utf-8")
    (fault,) = papers.check(texts, built_in())
    assert str(fault).startswith(f"templates/text/systems/training.md:{len(lines) + 1}：")
    assert words in str(fault)


def _documents(pack: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in pack.glob("*.txt")}


def _made(name: str, documents: dict[str, str]) -> bool:
    return any(one == name or one.startswith(f"{name}_") for one in documents)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_record_number_in_a_pack_stands_on_a_paper_of_it(pack: Path) -> None:
    words = "\n".join(_documents(pack).values())
    held = set(re.findall(r"记录编号[：| ]+(AQ-JL-\d\d-\d\d)", words))
    assert set(re.findall(r"AQ-JL-\d\d-\d\d", words)) <= held


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_annex_that_a_system_cites_is_in_its_book_of_forms(pack: Path) -> None:
    documents = _documents(pack)
    for name, words in documents.items():
        if name.startswith("system_"):
            book = documents.get(name.replace("system_", "forms_"), words)
            missing = set(re.findall(r"附件(\d+)", words)) - set(
                re.findall(r"^附件(\d+)", book, re.MULTILINE)
            )
            assert not missing, name


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_title_in_a_pack_is_a_law_or_a_paper_of_it(pack: Path) -> None:
    documents = _documents(pack)
    told = [words for name, words in documents.items() if name not in LISTS]
    words = "\n".join(told)
    laws = {
        title
        for law in built_in().table("laws").values()
        for title in (law["title"], *(one.get("title", "") for one in law["editions"]))
    }
    titles = {entry.title for entry in catalogue.load(built_in()) if _made(entry.id, documents)}
    annexes = "\n".join(re.findall(r"^附件.*$", words, re.MULTILINE))
    strange = [
        title
        for title in sorted(set(re.findall(r"《([^《》]+)》", words)) - laws - OUTSIDE - titles)
        if title not in annexes and not title.endswith(("现场处置方案", "安全生产方针和目标"))
    ]
    assert strange == []


def test_every_paper_that_texts_may_name_is_an_annex_or_stands_outside() -> None:
    texts = home.templates() / "text"
    words = "\n".join(path.read_text("utf-8") for path in sorted(texts.rglob("*.md")))
    annexes = "\n".join(re.findall(r"^@(?:sub)?title .*$|^@caption .*$", words, re.MULTILINE))
    papers_ = built_in().table("systems")["papers"]
    assert [name for name in papers_ if name not in OUTSIDE and name not in annexes] == []
