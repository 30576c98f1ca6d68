"""Templates compiled once: docxtpl's rewriting held fixed, the XML proved, the cache lean and safe."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from generator import kept
from generator.errors import TemplateError
from generator.word import grammar, outline, render, structure, template, values
from tests.conftest import ROOT
from tests.rows import each
from tests.word import made
from tests.word.made import p, tbl, tc, tr

CODE = compile("", "x", "exec")


def _refused(body: str, match: str | None) -> None:
    with pytest.raises(TemplateError, match=match) as caught:
        template.load(made.docx(body), "坏.docx")
    assert all(
        str(problem).startswith(("坏.docx 正文", "坏.docx 表格1 ")) for problem in caught.value.problems
    )


def test_a_condition_may_reach_over_paragraphs_when_it_leaves_them_as_they_were() -> None:
    body = p("甲{% if x %}乙") + p("丙{% endif %}丁")
    loaded = template.load(made.docx(body), "跨段.docx")
    for flag, paragraphs in ((True, 2), (False, 1)):
        document = made.read(render.render(loaded, {"x": flag}))
        assert document.count("<w:p>") == document.count("</w:p>") == paragraphs


def test_a_condition_may_not_reach_over_cells() -> None:
    _refused(tbl(tr("{% if x %}甲", "乙{% endif %}")) + p("完"), "不在同一单元格")
    _refused(p("{%p if x %}") + tbl(tr("{%p endif %}", "")) + p("完"), "不在同一单元格")


def test_the_proof_refuses_what_the_scan_lets_pass() -> None:
    """The proof stands alone: it reads sources that no scan has seen."""
    for source in (
        "<w:p>{% if x %}</w:p>{% endif %}",
        "<w:tc>{% if x %}</w:tc><w:tc>{% endif %}</w:tc>",
        "<w:p>{% for a in x %}<w:r>{% endfor %}</w:r></w:p>",
        "<w:p>{{ x }}</w:p>",
        '<w:x w:y="{% if x %}"/><w:z w:y="{% endif %}"/>',
        "<w:p><w:r><w:t>{{ loop.index }}</w:t></w:r></w:p>",
    ):
        with pytest.raises(TemplateError):
            structure.Builder([], ()).build(outline.read(source))


def test_tags_outside_of_text_are_refused() -> None:
    code = '<w:p><w:r><w:instrText>HYPERLINK "{{ x }}"</w:instrText></w:r></w:p>'
    _refused(code + p("完"), "域代码")
    _refused("<w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>" + p("完"), "DDEAUTO")


def test_deep_nesting_is_refused_not_crashed() -> None:
    many = 40
    body = (
        "".join(p("{%p if x %}") for _ in range(many))
        + p("甲")
        + "".join(p("{%p endif %}") for _ in range(many))
    )
    _refused(body, "嵌套过深")
    _refused(p("{% if " + "not " * 900 + "x %}{% endif %}"), "过长")
    _refused(p("{{ " + "(" * 600 + "x" + ")" * 600 + " }}"), "写法不对")


@each(
    [
        "{{ x.__class__ }}",
        "{{ x['__class__'] }}",
        "{{ x.mro() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ x|attr('y') }}",
        "{{ x|e }}",
        "{{ x[0] }}",
        "{{ x ~ y }}",
        "{{ 1 + 1 }}",
        "{{ x if y else z }}",
        "{{ [x] }}",
        "{{ x is defined }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro x() %}{% endmacro %}",
        "{% raw %}{% endraw %}",
        "{% for a, b in x %}{% endfor %}",
        "{% for a in x if a %}{% endfor %}",
        "{% for a in range(9) %}{% endfor %}",
        "{% for loop in x %}{% endfor %}",
        "{% if x in y %}{% endif %}",
        "{% if 1 < x < 3 %}{% endif %}",
        "{% if x == none %}{% endif %}",
        "{{ loop.length }}",
        "{{ loop }}",
        "{{ x|picture(1,2,3) }}",
        "{{ x|picture(0,90000) }}",
        "{{ x|picture(a,b) }}",
    ]
)
def test_nothing_but_names_conditions_and_loops_is_compiled(tag: str) -> None:
    _refused(p(tag), None)


NAMES = [
    *(
        "a",
        "a.b.c",
        "for",
        "a.if",
        "true",
        "True",
        "none",
        "not",
        "a.none",
        "loop",
        "loop.index",
        "loop.b",
    ),
    *(
        "a.loop",
        "_a",
        "a._b",
        "a.b_",
        "1a",
        "a.1",
        "a.",
        ".a",
        "a b",
        "名",
        "a.b.c.d.e.f.g.h.i.j.k",
        "a\n",
    ),
    *("a|blank", "a.b|blank", "loop.index|blank", "a|blank|blank", "a |blank", "not a|blank", "|blank"),
    *("not a", "not not a", "not a.b", "not loop.last", "not", "not ", "nota", "a and not", "not 1"),
    *(
        "a and b",
        "a and not b.c and loop.first",
        "a and b or c",
        "a  and b",
        "a and",
        " and a",
        "a and 1",
    ),
    *(
        "a or b",
        "a or not b.c or loop.first",
        "a and b or c and not d",
        "a or",
        " or a",
        "a or b and",
        "(a or b)",
    ),
    *(
        'a == "b"',
        'a.b != "乙"',
        "a > 1",
        "a.b <= 0",
        "loop.index >= 12",
        "a < 01",
        "a == 1.5",
        "a == 1 == 2",
    ),
    *(
        'a == "b" or c and d > 3',
        'a == ""',
        "a == 'b'",
        'a == "b\\n"',
        'a == "&amp;"',
        'a == "<"',
        'a == "b',
        "a == b",
    ),
    *(
        'a == " and "',
        'a == "b or c"',
        'a == "b" and c == "d or e"',
        'not a == "b"',
        'true == "b"',
        'a._b == "c"',
    ),
    *("1 == a", "a == -1", "a == 1000000000", "a == 1_0", "a => 1", "a is 1", 'a ==  "b"', 'a == "b\nc"'),
    *(" or ".join("abcdefgh"), " or ".join("abcdefghi"), " and ".join("a" * 60), " or ".join("a" * 60)),
    *("a and b and c and d", "a and b and c and d and e", "and and and"),
    *(
        "a in b",
        "a in b.c",
        "a.b in c",
        "_a in b",
        "loop in a",
        "a in loop.index",
        "a in b in c",
        "in in a",
    ),
    *("a in b if c", "a, b in c", "true in a", "a in not b", "a in ", " in a", "a in true"),
]


@each(product(NAMES, (grammar.printed, grammar.condition, grammar.loop)))
def test_a_tag_of_a_usual_form_means_what_the_parser_says(name: str, read: Callable[[str], object]) -> None:
    def told() -> object:
        for reader in (grammar.printed, grammar.condition, grammar.loop):
            reader.cache_clear()
        try:
            return read(name)
        except grammar.RefusedError as exc:
            return str(exc)

    at_once = told()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "_plain_path", lambda _: None)
        assert told() == at_once


def test_no_text_of_a_template_becomes_code() -> None:
    words = "'\"\\ \n {x} %s '''\"\"\" \\N{BULLET} )\nimport os # 文字"
    loaded = template.load(made.docx(p(words + "{{ x }}")), "引号.docx")
    assert "import os # 文字甲" in made.read(render.render(loaded, {"x": "甲"}))


def test_a_hostile_template_is_judged_quickly() -> None:
    """Unclosed braces make docxtpl's rewriting quadratic; they are refused before it."""
    _refused(p("{{ " * 20_000), "没有写完整")
    _refused("".join(p("{% ") for _ in range(4000)), "没有写完整")


def test_memory_keeps_templates_by_content_and_name() -> None:
    data = made.docx(p("{{ x }}"))
    assert template.load(data, "一.docx") is template.load(bytes(data), "一.docx")
    assert template.load(data, "二.docx").name == "二.docx"


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing compiled by another test is in memory."""
    monkeypatch.setattr(template, "_kept", {})


def test_the_cache_gives_the_same_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.docx(
        tbl(tr("{%tr for a in x %}"), tr("{{ a }}", "乙"), tr("{%tr endfor %}")) + p("完"), title="{{ t }}"
    )
    context = values.prepare({"x": ["甲"], "t": "题"}, {})
    first = render.render(template.load(data, "t", tmp_path), context)
    assert len(list(tmp_path.iterdir())) == 1
    template._kept.clear()
    monkeypatch.setattr(template, "_compile", None)
    assert render.render(template.load(data, "t", tmp_path), context) == first


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"\0" * 32 + b"junk"])
def test_a_damaged_cache_is_not_believed(tmp_path: Path, damage: bytes) -> None:
    data = made.docx(p("{{ x }}"))
    template.load(data, "t", tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for content in (damage, whole[:-3], whole + b"x"):
        path.write_bytes(content)
        template._kept.clear()
        assert template.load(data, "t", tmp_path).parts
        assert path.read_bytes() == whole


@pytest.mark.parametrize(
    "payload",
    [
        None,
        7,
        (),
        ((), ()),
        ((), (), "code"),
        (((1, 2),), (), CODE),
        ((("word/x.xml", 8, "text", 0, 0),), (), CODE),
        ((), (("word/document.xml", (), "", b""),), CODE),
    ],
)
def test_an_odd_payload_with_a_valid_hash_is_compiled_anew(tmp_path: Path, payload: object) -> None:
    data = made.docx(p("{{ x }}"))
    template.load(data, "t", tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    kept.write(path, bytes.fromhex(path.stem), marshal.dumps(payload))
    template._kept.clear()
    assert template.load(data, "t", tmp_path).parts
    assert path.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="pipes and owners are of POSIX")
def test_a_pipe_or_a_foreign_file_in_the_cache_is_passed_over(tmp_path: Path) -> None:
    data = made.docx(p("{{ x }}"))
    template.load(data, "t", tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.chmod(0o666)
    template._kept.clear()
    assert template.load(data, "t", tmp_path).parts
    assert not path.stat().st_mode & 0o022, "compiled anew and kept as ours"
    path.unlink()
    os.mkfifo(path)
    template._kept.clear()
    assert template.load(data, "t", tmp_path).parts
    assert path.read_bytes() == whole


def test_another_version_does_not_use_what_this_one_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = made.docx(p("{{ x }}"))
    template.load(data, "t", tmp_path)
    template._kept.clear()
    monkeypatch.setattr(template, "versions", lambda: b"other")
    template.load(data, "t", tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_cache_that_is_missing_or_cannot_be_written_changes_no_document(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    data = made.docx(tbl(tr("{%tr for a in x %}"), tr("{{ a }}"), tr("{%tr endfor %}")) + p("完"), title="题")
    context = values.prepare({"x": ["甲", "乙"]}, {})
    documents = set()
    for cache in (None, tmp_path / "file" / "cache", tmp_path / "kept", tmp_path / "kept"):
        template._kept.clear()
        documents.add(render.render(template.load(data, "t", cache), context))
    assert len(documents) == 1


def test_a_warm_start_imports_neither_docxtpl_nor_lxml_nor_jinja(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(
        made.docx(p("{% if x != '' %}{{ x }}{% endif %}") + tbl(tr("{{ x }}", "")) + p("完"), title="{{ x }}")
    )
    script = (
        "import sys; from pathlib import Path; from generator.word import render, template, values\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "loaded = template.load((folder / 't.docx').read_bytes(), 't', folder)\n"
        "render.render(loaded, values.prepare({'x': '甲'}, {}))\n"
        "heavy = ('docxtpl', 'docx', 'lxml', 'jinja2', 'PIL')\n"
        "sys.stdout.write(' '.join(name for name in heavy if name in sys.modules))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
        ).stdout
        for _ in range(2)
    ]
    assert runs == ["lxml jinja2", ""]


def test_cells_of_static_templates_need_no_repair() -> None:
    """What is sure to be there costs nothing at each rendering."""
    data = made.docx(tbl(tr(tc(p("{{ x }}")), "乙")) + p("完"))
    (part,) = template.load(data, "t").parts.values()
    assert {operation[0] for operation in part.operations} == {"text", "print"}


@pytest.mark.parametrize("name", ["_row", "loop"])
def test_a_loop_has_a_name_that_is_free(name: str) -> None:
    _refused(p(f"{{%p for {name} in rows %}}") + p("甲") + p("{%p endfor %}"), f"循环的名称不能是 {name}")
