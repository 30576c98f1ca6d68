"""docxtpl is the oracle: what it renders correctly, we render the same, in text and structure."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from generator import facts, intake
from generator.domain import printing
from generator.library import built_in, catalogue
from generator.library.catalogue import Deliverable
from generator.making import compliance, contract
from generator.word import render, template, text, values
from tests.conftest import ROOT
from tests.word import made
from tests.word.made import p, tbl, tc, tr

W = f"{{{made.W}}}"
SHIPPED = sorted((ROOT / "templates" / "word").glob("*.docx"))
DAY = datetime.date(2026, 11, 23)


class Fields:
    """A record for docxtpl: attributes, as plain Jinja wants them."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.__dict__.update({name: oracle(value) for name, value in fields.items()})


class Words(list[str]):
    """A list of texts that prints as one, as the engine's ``values.Listed`` does."""

    def __init__(self, listed: values.Listed) -> None:
        super().__init__(listed.items)
        self._text = str(listed)

    def __str__(self) -> str:
        return self._text

    __html__ = __str__

    def __eq__(self, other: object) -> bool:
        return self._text == other

    def __ne__(self, other: object) -> bool:
        return self._text != other

    __hash__ = None  # type: ignore[assignment]


def oracle(value: object) -> Any:
    """A prepared value as docxtpl takes it: records as objects, pictures left out."""
    if isinstance(value, Mapping):
        return Fields(value)
    if isinstance(value, tuple):
        return [oracle(item) for item in value]
    if isinstance(value, values.Listed):
        return Words(value)
    if isinstance(value, float):
        return printing.number(value)
    return value if isinstance(value, (str, int)) else None


def by_docxtpl(data: bytes, context: Mapping[str, object]) -> bytes:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["blank"] = lambda value: value if value != "" else values.BLANK
    environment.filters["picture"] = lambda _value, _width, _height: Markup("")
    document = DocxTemplate(io.BytesIO(data))
    document.render({name: oracle(value) for name, value in context.items()}, environment)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def structure(data: bytes, part: str) -> list[str]:
    """The elements of a part in order, without what only one of the two keeps or renumbers."""
    root = etree.fromstring(made.read(data, part).encode())
    for drawing in list(root.iter(f"{W}drawing")):
        drawing.getparent().remove(drawing)
    for properties in root.iter(f"{W}tcPr"):  # docxtpl puts a cell's colour out of the schema's order
        properties[:] = sorted(properties, key=lambda item: str(item.tag))
    noise = {f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd")}
    found = []
    for item in root.iter():
        if item.tag in noise or (item.tag == f"{W}t" and not item.text):
            continue
        kept = sorted(
            (str(key), value)
            for key, value in item.attrib.items()
            if not re.search("rsid|Id$|space$", str(key))
        )
        found.append(f"{etree.QName(item).localname} {kept} {item.text or ''}")
    return found


def same(data: bytes, context: Mapping[str, object]) -> None:
    ours, theirs = render.render(template.load(data, "t"), context), by_docxtpl(data, context)
    assert pictureless(text.text(ours)) == pictureless(text.text(theirs))
    for part in (
        name for name in made.names(ours) if re.fullmatch(r"word/(?:document|header\d*|footer\d*)\.xml", name)
    ):
        assert structure(ours, part) == structure(theirs, part)


def pictureless(words: str) -> list[str]:
    """The lines without pictures, which the oracle is spared."""
    lines = re.sub("〔图：[^〕]*〕", "", words).splitlines()
    return [line.rstrip() for line in lines if line.strip(" /|")]


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
        ours, theirs = render.render(template.load(data, "t"), context), by_docxtpl(data, context)
        assert text.text(ours).splitlines()[:4] == ["一", "二", "三尾", '甲 & 乙 <重大> "引" | 乙']
        assert text.text(ours).count("二") == text.text(theirs).count("二") == 1
        return
    same(data, context)


@pytest.fixture(scope="module")
def clients() -> dict[str, Mapping[str, object]]:
    folders = sorted(path.parent for path in (ROOT / "examples").glob("*/client.yaml"))
    known = {folder.name: facts.derive(intake.read(folder), DAY) for folder in folders}
    no_map: dict[str, object] = {"site_map": "", "site_maps": ()}
    return {
        name: values.prepare(found, {**no_map, **compliance.context(found), **contract.context(found)})
        for name, found in known.items()
    }


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_templates_render_as_docxtpl_does(
    path: Path, clients: dict[str, Mapping[str, object]]
) -> None:
    entry = catalogue.find(path.stem, built_in())
    assert clients and entry
    for context in clients.values():
        for item in _items(entry, context)[:2]:
            same(path.read_bytes(), {**context, entry.item: item} if entry.each else context)


def _items(entry: Deliverable, context: Any) -> tuple[Any, ...]:
    if not entry.each:
        return (None,)
    for name in entry.items.split("."):
        context = context[name]
    return tuple(context)


def test_there_are_shipped_templates_to_compare() -> None:
    assert SHIPPED
