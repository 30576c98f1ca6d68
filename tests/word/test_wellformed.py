"""What is taken for sound XML: on both sides of each limit, and nothing that declares or hides something."""

from __future__ import annotations

import pytest

from generator.errors import TemplateError
from generator.word import archive, wellformed
from tests.rows import each


def _deep(levels: int) -> bytes:
    return b"<a>" * levels + b"</a>" * levels


def _wide(attributes: int) -> bytes:
    return b"<a%s/>" % b"".join(b' b%d=""' % number for number in range(attributes))


@pytest.mark.parametrize(
    "data",
    [
        b"<a/>",
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>',
        b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?><a/>',
        _deep(archive.MAX_DEPTH),
        _wide(archive.MAX_ATTRIBUTES),
        b"<a>" + b"x" * 20_000_000 + b"</a>",
    ],
    ids=["plain", "declared", "marked", "deep", "wide", "long"],
)
def test_sound_parts_are_taken(data: bytes) -> None:
    wellformed.check(data, "x.xml", "t")


@each(
    [
        (_deep(archive.MAX_DEPTH + 1), "嵌套过深"),
        (_deep(10_000), "嵌套过深"),
        (_wide(archive.MAX_ATTRIBUTES + 1), "属性过多"),
        (b'<a b=">">' + _wide(archive.MAX_ATTRIBUTES + 1) + b"</a>", "属性过多"),
        (b"<!DOCTYPE a><a/>", "DOCTYPE"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        ("<a/>".encode("utf-16"), "UTF-8"),
        ("<?xml version='1.0'?><!DOCTYPE a><a/>".encode("utf-16-le"), "DOCTYPE|UTF-8|完好"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "UTF-8"),
        (b'<?xml version="1.0" encoding="gb18030"?><a/>', "UTF-8"),
        (b"<a>", "完好"),
        (b"<a></b>", "完好"),
        (b"<b:a/>", "完好"),
        (b'<a b="1" b="2"/>', "完好"),
        (b"<a>\x01</a>", "完好"),
        (b"", "完好"),
    ]
)
def test_all_others_are_refused_each_time(data: bytes, message: str) -> None:
    for _ in range(2):  # nothing refused is remembered as sound
        with pytest.raises(TemplateError, match=message):
            wellformed.check(data, "x.xml", "t")
