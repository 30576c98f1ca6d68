"""docxtpl is the oracle: what it renders correctly, we render the same, in text and structure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.word import render, template, text, values
from tests import depth
from tests.word import made, oracle
from tests.word.made import p, tbl, tc, tr
from tests.word.oracle import Case


def same(data: bytes, context: Mapping[str, object]) -> None:
    ours, theirs = render.render(template.load(data, "t"), context), oracle.by_docxtpl(data, context)
    assert oracle.pictureless(text.text(ours)) == oracle.pictureless(text.text(theirs))
    for part in oracle.compared(ours):
        assert oracle.structure(ours, part) == oracle.structure(theirs, part)


BODIES = {
    "values": p("甲{{ name }}乙{{ n }}丙{{ person.name }}") + p("{{ empty|blank }}"),
    "split runs": "<w:p><w:r><w:t>前{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ na</w:t></w:r>"
    '<w:proofErr w:type="spellStart"/><w:r><w:t>me }</w:t></w:r><w:r><w:t>}后</w:t></w:r></w:p>',
    "paragraphs": p("{%p if yes %}")
    + p("有")
    + p("{%p elif no %}")
    + p("另")
    + p("{%p else %}")
    + p("无")
    + p("{%p endif %}"),
    "rows": tbl(
        tr("序", "名"),
        tr("{%tr for row in rows %}", ""),
        tr("{{ loop.index }}", "{{ row.name }}"),
        tr("{%tr endfor %}", ""),
    )
    + p("完"),
    "cells": tbl(
        f"<w:tr>{tc('{%tc for row in rows %}')}{tc('{{ row.name }}')}{tc('{%tc endfor %}')}</w:tr>", columns=3
    )
    + p("完"),
    "inline": p("{% for row in rows %}{{ row.name }}{% if not loop.last %}、{% endif %}{% endfor %}。"),
    "compare": p(
        "{% if n > 2 and name != '丙' or no %}大{% else %}小{% endif %}{% if kind == \"A\" %}甲{% endif %}"
    ),
    "smart quotes": p("{% if kind == “A” %}甲{% endif %}"),
    "comments": p("前{# 说明 {{ x }} #}后"),
    "nested": p("{%p for row in rows %}")
    + tbl(tr("{%tr for item in row.items_ %}"), tr("{{ item }}"), tr("{%tr endfor %}"), columns=1)
    + p("{{ row.name }}")
    + p("{%p endfor %}"),
    "lines": p("{{ lines }}尾") + tbl(tr(tc(p("{{ name }}")), "乙")) + p("完"),
    "merged": tbl(
        tr("{%tr for row in rows %}", ""),
        tr("{% vm %}{{ name }}", "{{ row.name }}"),
        tr("{%tr endfor %}", ""),
    )
    + p("完"),
    "coloured": tbl(tr("{% cellbg colour %}{{ name }}", "乙")) + p("完"),
}
CONTEXT = {
    "name": '甲 & 乙 <重大> "引"',
    "n": 3,
    "kind": "A",
    "empty": "",
    "yes": True,
    "no": False,
    "colour": "FF0000",
    "lines": "一\n二\n三",
    "person": {"name": "丁"},
    "rows": [
        {"name": "子", "items_": ["1", "2"]},
        {"name": "丑", "items_": ["3"]},
        {"name": "寅", "items_": ["4"]},
    ],
}


@pytest.mark.parametrize("name", BODIES)
def test_small_templates_render_as_docxtpl_does(name: str) -> None:
    context = values.prepare(CONTEXT, {})
    data = made.docx(BODIES[name], header=p("眉{{ name }}"), footer=p("{% if yes %}脚{% endif %}"))
    if name == "lines":  # docxtpl breaks a line by splitting runs: the same words in the same paragraphs
        ours, theirs = render.render(template.load(data, "t"), context), oracle.by_docxtpl(data, context)
        assert text.text(ours).splitlines()[:4] == ["一", "二", "三尾", '甲 & 乙 <重大> "引" | 乙']
        assert text.text(ours).count("二") == text.text(theirs).count("二") == 1
        return
    same(data, context)


@pytest.fixture(scope="module")
def committed() -> dict[str, tuple[str, str]]:
    return oracle.committed()


@pytest.mark.parametrize("path", depth.some(oracle.SHIPPED, desk=12), ids=lambda path: path.stem)
def test_shipped_templates_render_as_docxtpl_does(
    path: Path, committed: dict[str, tuple[str, str]], compiled: Path
) -> None:
    for case in oracle.cases(path):
        key, theirs = committed.get(case.name, ("", ""))
        ours = render.render(template.load(case.template, "t", compiled), case.context)
        if key == case.key and theirs == oracle.digest(ours) and not depth.is_thorough():
            continue
        same(case.template, case.context)
        _up_to_date(case, oracle.digest(ours), (key, theirs), every=depth.is_thorough())


def _up_to_date(case: Case, agreed: str, on_record: tuple[str, str], *, every: bool) -> None:
    """A digest of the same input must be right; that there is one is asked when all are made anew."""
    stale = f"{case.name}: not what docxtpl makes today; python -m tests.word.oracle"
    if every or on_record[0] == case.key:
        assert on_record == (case.key, agreed), stale


def test_no_digest_is_kept_that_nothing_asks_for(committed: dict[str, tuple[str, str]]) -> None:
    asked = {case.name for path in oracle.SHIPPED for case in oracle.cases(path)}
    assert asked and set(committed) - asked == set()
