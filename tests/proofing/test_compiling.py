"""Which Word templates layers ask for only together: those whose recipe differs, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import GeneratorError, TemplateError
from generator.library import Library, built_in
from generator.proofing import bundle, compiled, compiling
from tests.bundles import folders
from tests.conftest import DAY
from tests.rows import each


def _over(*layers: Path) -> Library:
    return Library((*layers, *built_in().layers))


def _needed(*layers: Path) -> set[str]:
    return {entry.id for entry in compiling.needed(_over(*layers))}


def test_the_built_in_library_asks_for_nothing() -> None:
    assert compiling.needed(built_in()) == ()


def _changed(name: str) -> bytes:
    """A built-in file with a paragraph more; a layout with another title."""
    if name.endswith(".md"):
        return folders.shipped(name) + "\n加一段。\n".encode()
    return folders.shipped("layout/plan.docx" if name != "layout/plan.docx" else "layout/letter.docx")


@each(
    [
        ("text/letters/letter_filing.md", {"letter_filing"}),
        ("layout/map.docx", {"riskmap_sheet", "risk_list"}),
        ("reference/fees.yaml", set()),
    ]
)
def test_what_rests_on_a_brought_file_is_asked_for(name: str, wanted: set[str], tmp_path: Path) -> None:
    data = folders.shipped(name) if name.endswith(".yaml") else _changed(name)
    assert _needed(folders.bundle(tmp_path / name.replace("/", "_"), {name: data})) == wanted


def test_the_same_words_ask_for_nothing(tmp_path: Path) -> None:
    names = ("text/letters/letter_filing.md", "text/_parts/dated.md", "layout/plan.docx")
    assert _needed(folders.bundle(tmp_path, {name: folders.shipped(name) for name in names})) == set()


def test_all_that_include_a_changed_part_are_asked_for(tmp_path: Path) -> None:
    own = folders.bundle(tmp_path, {"text/_parts/dated.md": _changed("text/_parts/dated.md")})
    texts = folders.TEMPLATES / "text"
    including = {path.stem for path in texts.rglob("*.md") if "_parts/dated.md" in path.read_text("utf-8")}
    found = _needed(own)
    assert {"plan", "letter_filing"} & including <= found
    assert len(found) >= len(including - {path.stem for path in (texts / "_parts").iterdir()})


def test_the_list_of_laws_follows_from_all_texts(tmp_path: Path) -> None:
    text = folders.shipped("text/letters/letter_filing.md") + "\n依据{{ law.gb6514.cite }}。\n".encode()
    assert "plan" in _needed(folders.bundle(tmp_path, {"text/letters/letter_filing.md": text}))


def test_a_drawn_template_stays(tmp_path: Path) -> None:
    part = folders.bundle(tmp_path / "part", {"layout/letter.docx": _changed("layout/letter.docx")})
    drawn = folders.bundle(tmp_path / "drawn", {"word/letter_filing.docx": b"drawn in Word"})
    assert _needed(part) - _needed(part, drawn) == {"letter_filing"}


def _completed(own: Path) -> Path:
    for name, data in compiling.completed(_over(own)).items():
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_bytes(data)
    return own


def test_a_completed_bundle_asks_for_nothing_alone_and_for_both_together(tmp_path: Path) -> None:
    look = folders.bundle(tmp_path / "look", {"layout/letter.docx": folders.shipped("layout/plan.docx")})
    words = folders.bundle(tmp_path / "words", {"text/letters/letter_filing.md": "@title 备查函\n正文。\n"})
    for own in (look, words):
        assert _needed(_completed(own)) == set()
        assert bundle.opened(own, DAY).layers[0] == own  # its own edition does not list what was compiled
        assert compiling.completed(_over(own)) == {}
    assert _needed(words, look) == {"letter_filing"} == _needed(look, words)


def test_a_completed_template_that_was_edited_by_hand_stays(tmp_path: Path) -> None:
    own = _completed(folders.bundle(tmp_path / "a", {"text/letters/letter_filing.md": "@title 甲\n"}))
    below = folders.bundle(tmp_path / "b", {"layout/letter.docx": folders.shipped("layout/plan.docx")})
    (name,) = json.loads((own / compiled.RECORD).read_bytes())
    assert name in _needed(below, own)
    (own / f"word/{name}.docx").write_bytes(b"edited")
    assert name not in _needed(below, own)


def test_an_own_deliverable_is_compiled_from_its_text(tmp_path: Path) -> None:
    row = (
        "- {id: own_note, title: 提示函, basis: 第十五条, source: text/own/note.md, layout: letter,"
        " folder: 02 告知与备查, file: 提示函}\n"
    )
    text = '@title 提示函\n{{ enterprise.name }}：\n{% include "_parts/dated.md" %}\n'
    own = folders.bundle(tmp_path, {"catalogue.yaml": row, "text/own/note.md": text})
    assert _needed(own) == {"own_note"}
    bundle.opened(own, DAY)
    assert set(compiling.completed(_over(own))) == {"word/own_note.docx", compiled.RECORD}


def test_every_fault_is_told_where_it_stands(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "text/letters/letter_filing.md": "#题\n",
        "text/letters/letter_bureau.md": "@title 题\n{{ a\n",
    }
    own = folders.bundle(tmp_path, files)
    with pytest.raises(TemplateError) as refused:
        compiling.made(compiling.needed(_over(own)), _over(own))
    assert sorted(one.where for one in refused.value.problems) == [
        f"{own}/text/letters/letter_bureau.md:2",
        f"{own}/text/letters/letter_filing.md:1",
    ]


def test_a_text_in_another_encoding_is_one_line(tmp_path: Path) -> None:
    own = folders.bundle(tmp_path, {"text/letters/letter_filing.md": "@title 备查函\n".encode("gbk")})
    with pytest.raises(GeneratorError, match=f"{own}/text/letters/letter_filing.md：文稿读不出来"):
        bundle.opened(own, DAY)


@pytest.mark.parametrize(("depth", "sound"), [(9, True), (10, False), (40, False)])
def test_parts_that_include_one_another_without_end_are_refused(
    depth: int, sound: bool, tmp_path: Path
) -> None:
    """Each includes the next one twice: 1,022 and 2,046 parts, and as many as would take years."""
    twice = '{{% include "_parts/p{0}.md" %}}\n{{% include "_parts/p{0}.md" %}}\n'
    files: dict[str, str | bytes] = {f"text/_parts/p{at}.md": twice.format(at + 1) for at in range(1, depth)}
    files |= {f"text/_parts/p{depth}.md": "段。\n", "text/letters/letter_filing.md": twice.format(1)}
    own = folders.bundle(tmp_path, files)
    if sound:
        assert _needed(own) == {"letter_filing"}
        bundle.opened(own, DAY)
    else:
        with pytest.raises(GeneratorError, match="共用段落引用得太多"):
            _needed(own)
        with pytest.raises(GeneratorError, match="共用段落引用得太多"):
            bundle.opened(own, DAY)
