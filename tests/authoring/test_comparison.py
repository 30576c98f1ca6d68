"""Two templates, two bundles: what is added, dropped and changed, and whether it is breaking."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.api import workshop
from generator.authoring import comparison, difference, layers
from generator.authoring.comparison import Comparison
from generator.errors import BundleError, TemplateError
from generator.library import built_in, home
from tests.rows import each
from tests.word import made
from tests.word.made import p, tbl, tr

IF = p("{% if has.chemicals %}甲{% endif %}")
IF_PHONE = p("{% if agency.complaint_phone %}有{% endif %}")


def documents(before: str, after: str, entry: str = "appointments") -> difference.Documents:
    return difference.documents(("旧", made.docx(before)), ("新", made.docx(after)), entry, built_in())


def test_language_and_marks_of_an_exported_template_are_no_difference() -> None:
    shipped = (home.templates() / "word/letter_filing.docx").read_bytes()
    exported = workshop.export("letter_filing", built_in(), chinese=True)
    assert not difference.documents(("旧", shipped), ("新", exported), "letter_filing", built_in())
    marked = workshop.export("letter_filing", built_in())
    assert not difference.documents(("旧", marked), ("新", shipped), "letter_filing", built_in())
    said = documents(p("甲{{ enterprise.name }}"), p("乙{{ 被托管单位.名称 }}"))
    assert said.text == ("改动段落 “甲{{ 被托管单位…”→“乙{{ 被托管单位…”",) and not said.fields


@each(
    [
        (p("甲"), p("甲"), ()),
        (p("{{ enterprise.name }}"), p("甲"), ("删去取值 被托管单位·名称（enterprise.name）",)),
        (p("甲"), p("{{ enterprise.name }}"), ("增加取值 被托管单位·名称（enterprise.name）",)),
        (p("甲"), p("{{ nix }}"), ("增加取值 nix——不兼容：本工具没有这个取值",)),
        (p("甲"), p("{{ enterprise.nix }}"), ("增加取值 enterprise.nix——不兼容：本工具没有这个取值",)),
        (p("甲"), p("{{ law.nix.cite }}"), ("增加取值 law.nix.cite——不兼容：本工具没有这个取值",)),
        (IF, p("甲"), ("删去取值 有没有·危险化学品（has.chemicals）",)),
    ]
)  # fmt: skip
def test_values_are_told_by_their_titles(before: str, after: str, expected: tuple[str, ...]) -> None:
    found = documents(before, after)
    assert tuple(map(str, found.fields)) == expected
    assert found.breaking == tuple(line for line in expected if "不兼容" in line)


def test_values_of_the_items_of_a_list_are_known() -> None:
    loop = p("{% for one in departments %}{{ one.name }}{% endfor %}")
    found = documents(p("甲"), loop)
    assert [field.name for field in found.fields] == ["departments", "departments[].name"]
    assert not found.breaking


def test_the_item_of_a_deliverable_is_known_to_it_and_where_no_deliverable_is_named() -> None:
    said = p("{{ sheet.planned }}")
    assert not documents(p("甲"), said, "record_visit").breaking
    assert not documents(p("甲"), said, "").breaking
    assert documents(p("甲"), said, "plan").breaking


def test_text_and_look_are_told_in_words() -> None:
    found = documents(p("甲乙丙") + tbl(tr("丁", "戊")), p("甲乙己", bold=True) + tbl(tr("丁", "庚")))
    assert found.text == ("改动段落 “甲乙丙”→“甲乙己”", "改动表行 “丁 | 戊”→“丁 | 庚”")
    assert found.look == ("“甲乙己”：加粗 否 → 是",)


def test_a_template_that_cannot_be_compiled_is_still_compared_in_words() -> None:
    found = documents(p("甲"), p("乙{% if has.chemicals %}"))
    assert found.text and found.unread and not found.fields
    with pytest.raises(TemplateError):
        difference.documents(("旧", b"PK"), ("新", made.docx(p("甲"))), "", built_in())


def bundle(folder: Path, files: dict[str, str | bytes], edition: str = "1") -> Path:
    """A bundle folder of these files."""
    listed = "".join(f"  - {name}\n" for name in files if "/" in name or name == "catalogue.yaml")
    head = (
        f'edition: "{edition}"\nneeds: 1\nfiles:\n{listed}'
        if listed
        else f'edition: "{edition}"\nfiles: []\n'
    )
    for name, content in {"edition.yaml": head, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def laws(change: tuple[str, str] = ("", "")) -> str:
    return (home.templates() / "reference/laws.yaml").read_text("utf-8").replace(*change)


def told(before: Path, after: Path) -> list[str]:
    return list(comparison.lines(Comparison(None, layers.bundles(before, after))))


def test_bundles_that_say_the_same_do_not_differ(tmp_path: Path) -> None:
    old = bundle(tmp_path / "old", {"reference/laws.yaml": laws()})
    new = bundle(tmp_path / "new", {"reference/laws.yaml": "# 注释\n" + laws()})
    assert told(old, new) == []
    assert told(old, bundle(tmp_path / "none", {})) == []  # the same as what is built in
    sample = {"reference/laws.yaml": laws(), "samples/plan.docx": made.docx(p("甲"))}
    assert told(old, bundle(tmp_path / "sample", sample)) == []


def test_rows_are_added_dropped_and_changed(tmp_path: Path) -> None:
    edition = "{number: 甲1, since: '2026-01-01', until: '', sources: [SB]}"
    row = f"our_rule:\n  title: 自律办法\n  editions:\n    - {edition}\n"
    old = bundle(tmp_path / "old", {"reference/laws.yaml": row})
    change = ("title: 中华人民共和国安全生产法", "title: 安全法")
    new = bundle(tmp_path / "new", {"reference/laws.yaml": laws(change)}, "2")
    assert told(old, new) == [
        "改动 edition.yaml（模板包）",
        "  改动 edition（版次）：1 → 2",
        "改动 reference/laws.yaml（法规与标准）",
        "  删去 our_rule（自律办法）",
        "  改动 safety（安全法）：名称 中华人民共和国安全生产法 → 安全法",
    ]
    changed = bundle(tmp_path / "changed", {"reference/laws.yaml": row.replace("甲1", "甲2")})
    assert told(old, changed)[-1] == "  改动 our_rule（自律办法）：版本[1].文号 甲1 → 甲2"


def test_a_template_that_only_one_has_is_set_against_the_built_in_one(tmp_path: Path) -> None:
    data = (home.templates() / "word/letter_bureau.docx").read_bytes()
    old, same = bundle(tmp_path / "old", {}), bundle(tmp_path / "same", {"word/letter_bureau.docx": data})
    assert told(old, same) == []
    new = bundle(tmp_path / "new", {"word/letter_bureau.docx": made.docx(p("{{ nix }}"))})
    lines = told(old, new)
    assert (
        lines[0]
        == "增加 word/letter_bureau.docx（开展安全生产技术服务的告知书（致属地应急管理部门）），原来用内置的"
    )
    assert "  增加取值 nix——不兼容：本工具没有这个取值" in lines
    assert (
        told(new, old)[0]
        == "删去 word/letter_bureau.docx（开展安全生产技术服务的告知书（致属地应急管理部门）），改用内置的"
    )
    own = bundle(tmp_path / "own", {"letter_bureau.docx": made.docx(p("甲"))})
    assert (
        told(old, own)[0]
        == "增加 letter_bureau.docx（开展安全生产技术服务的告知书（致属地应急管理部门）），原来用内置的"
    )


def test_a_deliverable_that_is_gone_breaks(tmp_path: Path) -> None:
    named = "id: our_paper, title: 我们的文书, basis: 第二十条, folder: 其他, file: 文书"
    row = f"- {{{named}, source: text/our.md, layout: letter}}\n"
    old, new = bundle(tmp_path / "old", {"catalogue.yaml": row}), bundle(tmp_path / "new", {})
    found = Comparison(None, layers.bundles(old, new))
    assert found.breaking == ("删去 our_paper（我们的文书）——不兼容：做不出这件交付件了",)


def test_texts_and_units_are_told_line_by_line(tmp_path: Path) -> None:
    old = bundle(tmp_path / "old", {"text/our.md": "# 总则\n甲乙丙\n"})
    new = bundle(tmp_path / "new", {"text/our.md": "# 总则\n\n甲乙丁\n"})
    assert told(old, new) == ["改动 text/our.md", "  改动段落 “甲乙丙”→“甲乙丁”"]


def test_what_cannot_be_compared_is_told(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(made.docx(p("甲")))
    (tmp_path / "空").mkdir()
    for given, expected in (
        ((str(tmp_path), str(file)), "一个是模板包，一个不是"),
        ((str(tmp_path / "nix"), str(file)), "没有这个文件或者文件夹"),
        ((str(tmp_path / "空"), str(tmp_path / "空")), "没有模板包的文件"),
        (("甲@1", "甲@2"), "甲@1：没有安装这个版次的模板包"),
    ):
        with pytest.raises(BundleError, match=expected):
            comparison.compare(*given, "", built_in(), tmp_path / "home")


@each(
    [
        (p("{{ agency.complaint_phone }}"), p("甲"), "第二十条第3项要求写明企业投诉电话"),
        (p("{{ agency.complaint_phone }}"), IF_PHONE + p("甲"), "第二十条第3项要求写明企业投诉电话"),
        (p("{{ service_items.count }}{{ regulator.phone }}"), p("甲"), ""),
    ]
)
def test_what_the_measures_list_must_not_be_dropped(before: str, after: str, why: str) -> None:
    found = documents(before, after, "board_large")
    assert {field.breaking for field in found.fields if not field.added} == {why}
    assert not documents(before, after, "plan").breaking


def test_what_words_may_say_as_well_may_go() -> None:
    assert not documents(p("{{ agency.principal.name }}"), p("机构负责人："), "plan").breaking
    assert documents(p("{{ lead_advisor.name }}"), p("咨询人员："), "plan").breaking


def test_one_of_several_values_that_show_the_same_may_go() -> None:
    loop = "{{% for one in advisors %}}{{{{ one.{} }}}}{{% endfor %}}"
    other = "{{% for row in board.rows %}}{{{{ row.first.{} }}}}{{% endfor %}}"
    old, new = (p(text.format("name")) for text in (loop, other))
    assert not documents(old, new, "board_large").breaking
    assert documents(old, p("甲"), "board_large").breaking
