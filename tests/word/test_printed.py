"""What a document printed: which names, and a digest of each value that is the same everywhere."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.assets import Asset, File, State
from generator.pictures import Picture
from generator.word import printed, render, template
from generator.word import values as prepared
from tests import depth
from tests.conftest import ROOT
from tests.rows import each
from tests.word import made
from tests.word.made import p, tbl, tr

BODY = (
    p("{{ enterprise.name }}{{ phone|blank }}{% if grade == '红' and not enterprise.small %}红{% endif %}")
    + tbl(tr("{%tr for row in hazards %}"), tr("{{ loop.index }}", "{{ row.level }}"), tr("{%tr endfor %}"))
    + p("{% for point in points %}{% for word in point.words %}{{ word }}{% endfor %}{% endfor %}")
    + p("{% if notes %}有{% endif %}完")
)
CLIENT: dict[str, Any] = {
    "enterprise": {"name": "甲厂", "small": True, "never": "1"},
    "phone": "",
    "grade": "红",
    "hazards": [{"level": "一般", "place": "东"}, {"level": "重大", "place": "西"}],
    "points": [{"words": ["火", "电"]}, {"words": ["水"]}],
    "notes": [],
}


@dataclass(frozen=True)
class Photo:
    asset: Asset
    caption: str


def _found(client: dict[str, Any], body: str = BODY) -> dict[str, str]:
    return printed.values(template.load(made.docx(body), "t"), prepared.prepare(client, {}))


def test_every_name_that_is_printed_asked_or_repeated_over_is_there_once() -> None:
    assert sorted(_found(CLIENT)) == [
        *("enterprise.name", "enterprise.small", "grade", "hazards", "hazards[].level", "notes", "phone"),
        *("points", "points[].words", "points[].words[]"),
    ]


def test_names_tell_what_is_printed_and_call_an_item_as_its_list() -> None:
    loaded = template.load(made.docx(BODY), "t")
    assert printed.names(loaded) == {"enterprise.name", "phone", "hazards.level", "points.words"}


@each(
    [
        ({"phone": "1"}, {"phone"}),
        ({"enterprise": {"name": "乙厂", "small": True}}, {"enterprise.name"}),
        ({"enterprise": {"name": "甲厂", "small": True, "never": "2"}}, set()),
        ({"enterprise": {"name": "甲厂", "small": False}}, {"enterprise.small"}),
        ({"hazards": [{"level": "一般"}, {"level": "重大", "place": "北"}]}, set()),
        ({"hazards": [{"level": "重大"}, {"level": "一般"}]}, {"hazards[].level"}),
        ({"hazards": [{"level": "一般"}]}, {"hazards", "hazards[].level"}),
        ({"points": [{"words": ["火"]}, {"words": ["电", "水"]}]}, {"points[].words"}),
        ({"points": [{"words": ["火电"]}, {"words": ["水"]}]}, {"points[].words", "points[].words[]"}),
        ({"notes": ["话"]}, {"notes"}),
    ]
)
def test_a_digest_moves_with_what_is_printed_and_with_nothing_else(
    change: dict[str, Any], moved: set[str]
) -> None:
    before, after = _found(CLIENT), _found({**CLIENT, **change})
    assert {name for name in before if before[name] != after[name]} == moved


def test_a_digest_is_short_and_the_same_in_every_process() -> None:
    script = (
        "import sys; from tests.word import test_printed as t\n"
        "sys.stdout.write(' '.join(f'{name}={word}' for name, word in sorted(t._found(t.CLIENT).items())))"
    )
    here = _found(CLIENT)
    for seed in depth.some("12", desk=1):
        told = subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        ).stdout
        assert told == " ".join(f"{name}={word}" for name, word in sorted(here.items()))
    assert here["enterprise.name"] == "09b26b0fc6fb"
    assert {len(word) for word in here.values()} == {12}


@dataclass(frozen=True)
class Machine:
    media: tuple[str, ...]


def test_a_list_that_has_words_counts_by_its_words_and_by_its_items() -> None:
    body = p("{{ x.media }}{% for medium in x.media %}{{ medium }}{% endfor %}")
    one, two = (_found({"x": Machine(media)}, body) for media in (("油", "气"), ("油、气",)))
    assert set(one) == {"x.media", "x.media[]"}
    assert {name for name in one if one[name] != two[name]} == {"x.media[]"}


def test_what_only_a_branch_not_taken_asks_for_is_left_out() -> None:
    body = p("{% if a %}{{ b.c }}{% endif %}{{ d }}")
    assert set(_found({"a": False, "d": "1"}, body)) == {"a", "d"}
    assert set(_found({"a": False, "b": "文字", "d": "1"}, body)) == {"a", "d"}


def test_what_some_items_lack_the_others_tell() -> None:
    body = p("{% for one in x %}{% if one.y %}{{ one.y.z }}{% endif %}{% endfor %}")
    one, two, none = (
        _found({"x": [{"y": ""}, {"y": {"z": word}}, {"y": {}}]}, body) for word in ("甲", "乙", "丙")
    )
    assert len({one["x[].y.z"], two["x[].y.z"], none["x[].y.z"]}) == 3
    assert set(_found({"x": [{"y": ""}, {"y": ""}]}, body)) == {"x", "x[].y"}


def test_a_drawn_picture_tells_from_what_it_is_drawn() -> None:
    body = p("{% for one in x %}{{ one|picture(80,60) }}{% endfor %}")

    def found(*drawn: str) -> dict[str, str]:
        pictures = [Picture(bytes, "png", 8, 6, "图", drawn=partial(str, word)) for word in drawn]
        return _found({"x": [*pictures, ""]}, body)

    one, two = found("甲", "乙"), found("甲", "丙")
    assert {name for name in one if one[name] != two[name]} == {"x[].drawn"}
    assert "x[].drawn" not in found()


def test_a_value_is_digested_once_a_client(monkeypatch: pytest.MonkeyPatch) -> None:
    made_of: list[str] = []
    digest = printed._digested
    monkeypatch.setattr(printed, "_digested", lambda *given: made_of.append(given[1]) or digest(*given))
    known = printed.Known()
    context = prepared.prepare(CLIENT, {})
    one, two = (
        template.load(made.docx(p(text)), text)
        for text in ("{{ phone }}", "{{ phone }}{{ enterprise.name }}")
    )
    first = printed.values(one, context, known)
    assert printed.values(two, context, known).items() > first.items()
    assert sorted(made_of) == ["enterprise.name", "phone"]
    other = prepared.prepare({**CLIENT, "phone": "2"}, {})
    assert printed.values(one, other, known) != first, "another client's values are not taken for these"


def test_a_photo_counts_by_its_bytes_and_caption_wherever_it_lies(tmp_path: Path) -> None:
    one, moved, other = (tmp_path / name for name in ("1.jpg", "2.jpg", "3.jpg"))
    one.write_bytes(b"a")
    moved.write_bytes(b"a")
    other.write_bytes(b"b")
    body = p("{{ x|picture(80,60) }}")

    def of(path: Path, caption: str = "门") -> str:
        return _found({"x": Photo(File(path), caption)}, body)["x"]

    assert of(one) == of(moved)
    assert len({of(one), of(other), of(one, "窗")}) == 3


class _Once:
    """A photo that can be read a single time."""

    name = "x"

    def __init__(self, data: bytes) -> None:
        self._data = [data]

    def state(self) -> State:
        return ""

    def read(self, most: int) -> bytes:  # noqa: ARG002
        return self._data.pop()


def test_the_digest_of_a_photo_is_that_of_the_bytes_that_were_shown() -> None:
    image = io.BytesIO()
    Image.new("RGB", (8, 8)).save(image, "JPEG")
    loaded = template.load(made.docx(p("{{ x|picture(80,60) }}")), "t")

    def context(data: bytes) -> Mapping[str, object]:
        return prepared.prepare({"x": Photo(_Once(data), "门")}, {})

    known, shown = printed.Known(), context(image.getvalue())
    render.render(loaded, shown, known.photos)
    told = printed.values(loaded, shown, known)
    assert told == printed.values(loaded, context(image.getvalue()))
    assert told != printed.values(loaded, context(image.getvalue() + b"x"))


def test_a_drawn_picture_is_not_drawn_for_its_digest() -> None:
    def never() -> bytes:
        raise AssertionError

    body = p("{{ x|picture(80,60) }}")
    drawn = {word: _found({"x": Picture(never, "png", 4, 3, word)}, body)["x"] for word in ("甲", "乙")}
    assert len(set(drawn.values())) == 2
    ready = {_found({"x": Picture(data, "png", 4, 3, "甲")}, body)["x"] for data in (b"1", b"2")}
    assert len(ready | set(drawn.values())) == 4
