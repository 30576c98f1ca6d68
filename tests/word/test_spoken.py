"""Names in the language of a template's author mean the same as those of the contract."""

from __future__ import annotations

import pytest

from generator.word import lint, render, shapes, template, text
from generator.word.spoken import Names
from tests.rows import each
from tests.word import made
from tests.word.made import p, tbl, tr

CONTRACT = {
    "firm": {"name": "text", "boss": {"name": "text"}},
    "people": [{"name": "text", "tools": [{"name": "text"}]}],
    "laws": "text",
    "is_big": "flag",
    "count": "number",
}
ALIASES = {
    shapes.TOP: {"单位": "firm", "人员": "people", "大": "is_big", "人数": "count", "没有的": "nothing"},
    "": {"名称": "name", "负责人": "boss", "工具": "tools"},
}
NAMES = Names(b"1", lambda: shapes.aliased(shapes.names(CONTRACT, {}), ALIASES))
CONTEXT = {
    "firm": {"name": "甲厂", "boss": {"name": "张三"}},
    "people": ({"name": "李四", "tools": ({"name": "锤"},)}, {"name": "王五", "tools": ()}),
    "laws": "法",
    "is_big": True,
    "count": 3,
}
PAIRS = [
    ("{{ 单位.名称 }}", "{{ firm.name }}"),
    ("{{ firm.名称 }}{{ 单位.name }}", "{{ firm.name }}{{ firm.name }}"),
    ("{{ 单位.负责人.名称|blank }}", "{{ firm.boss.name|blank }}"),
    ("{% if 大 and 人数 > 2 or not 单位.名称 %}是{% endif %}",
     "{% if is_big and count > 2 or not firm.name %}是{% endif %}"),
    ('{% if 单位.名称 == "单位" %}是{% elif 人数 %}有{% else %}无{% endif %}',
     '{% if firm.name == "单位" %}是{% elif count %}有{% else %}无{% endif %}'),
    ("{% for 单位 in 人员 %}{{ 单位.名称 }}{% for 件 in 单位.工具 %}{{ 件.名称 }}{% endfor %}{% endfor %}",
     "{% for x in people %}{{ x.name }}{% for y in x.tools %}{{ y.name }}{% endfor %}{% endfor %}"),
    ("{% for x in 人员 %}{{ loop.index }}{% else %}{{ 单位.名称 }}{% endfor %}{{ 单位.名称 }}",
     "{% for x in people %}{{ loop.index }}{% else %}{{ firm.name }}{% endfor %}{{ firm.name }}"),
]  # fmt: skip


def loaded(words: str, names: Names | None = NAMES) -> template.Template:
    return template.load(made.docx(p(words), header=p(words)), "t", names=names)


@each(PAIRS)
def test_both_languages_make_the_same_program(chinese: str, english: str) -> None:
    ours, theirs = loaded(chinese), loaded(english, None)
    assert (ours.asked, ours.printed) == (theirs.asked, theirs.printed)
    assert render.render(ours, CONTEXT) == render.render(theirs, CONTEXT)
    assert lint_of(chinese) == lint_of(english) == ()


def test_rows_that_are_repeated() -> None:
    def body(*names: str) -> bytes:
        rows = tbl(
            tr(f"{{%tr for x in {names[0]} %}}", ""),
            tr(f"{{{{ x.{names[1]} }}}}", "乙"),
            tr("{%tr endfor %}", ""),
        )
        return render.render(template.load(made.docx(rows + p("尾")), "t", names=NAMES), CONTEXT)

    assert body("人员", "名称") == body("people", "name")
    assert "李四" in text.text(body("人员", "名称"))


def lint_of(words: str) -> tuple[str, ...]:
    found = lint.lint(made.docx(p(words)), "t", CONTRACT, {}, aliases=ALIASES)
    return tuple(one.message + "；" + one.hint for one in found)


@each(
    [
        ("{{ 单味.名称 }}", "没有名为 单味 的取值；是否应为 单位？"),
        ("{{ 单位.名字 }}", "单位 没有 名字 这一项；是否应为 名称？"),
        ("{{ firm.名 称 }}", "标签写法不对"),
        ("{{ frim.名称 }}", "没有名为 frim 的取值；是否应为 firm？"),
        ("{{ 单位.nane }}", "单位 没有 nane 这一项；是否应为 name？"),
        ("{{ 没有的 }}", "没有名为 没有的 的取值"),
        ("{{ 人员 }}", "人员 是列表，不能直接打印"),
        ("{{ 大 }}", "大 是“是否”项，不能打印"),
    ]
)
def test_lint_knows_both_languages(words: str, told: str) -> None:
    (fault, *_) = lint_of(words)
    assert fault.startswith(told)


def test_unknown_names_are_missing_as_they_are_written() -> None:
    with pytest.raises(Exception, match="没有的"):
        render.render(loaded("{{ 没有的 }}"), CONTEXT)


def test_names_count_in_what_is_kept() -> None:
    other = Names(b"2", lambda: shapes.aliased(shapes.names(CONTRACT, {}), {shapes.TOP: {"单位": "laws"}}))
    data = made.docx(p("{{ 单位 }}"))
    found = [template.load(data, "t", names=names).asked for names in (NAMES, other, NAMES)]
    assert found == [("firm",), ("laws",), ("firm",)]


def test_a_name_of_the_contract_comes_before_an_alias() -> None:
    shape = shapes.aliased(shapes.names({"甲": "text", "b": "text"}, {}), {shapes.TOP: {"甲": "b"}})
    assert shape.called("甲") == "甲"


def test_only_what_is_written_otherwise_asks_for_the_names() -> None:
    def never() -> shapes.Shape:
        raise AssertionError

    assert loaded('{% if firm.name == "甲" %}{{ firm.name }}{% endif %}', Names(b"3", never)).asked
