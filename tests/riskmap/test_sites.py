"""Labels on all kinds of sites: none leaves its frame, none overlaps another, none is left out unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from generator.canvas import Box, Faces, Shape, Text, faces
from generator.riskmap import Site, Zone
from generator.riskmap.geometry import within
from generator.riskmap.index import Index
from generator.riskmap.page import compose
from generator.riskmap.plan import Plan, plan
from tests import depth
from tests.riskmap import sites

_BOX = Box(10, 30, 290, 240)
_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}


def _boxes(made: Plan) -> list[Box]:
    return [*(box for _, box, _ in made.labels), *made.names]


def _faults(made: Plan) -> list[str]:
    """Labels that leave the frame or lie on another label or a sign."""
    labels = _boxes(made)
    found = [f"{box} leaves the frame" for box in labels if not within(_BOX, box)]
    inner = [(box, box.grown(-1e-6)) for box in labels]
    found += [f"{a} overlaps {b}" for (a, one), (b, other) in combinations(inner, 2) if one.meets(other)]
    inner = [(box, box.grown(-0.05)) for box in labels]
    return found + [f"{box} lies on a sign" for box, one in inner for sign in made.signs if one.meets(sign)]


def _texts(made: Plan) -> list[tuple[Text, Box]]:
    return [(shape, text_box(shape)) for shape in made.shapes if isinstance(shape, Text)]


def text_box(text: Text) -> Box:
    """The room of a line of text, its characters from 0.12 below to 0.88 above the baseline."""
    width = faces().width(text.text, text.size)
    left = text.x - _SHIFT[text.anchor] * width
    return Box(left, text.y - 0.12 * text.size, left + width, text.y + 0.88 * text.size)


@pytest.mark.parametrize(
    "site", [sites.strips(), sites.single(), sites.ell()], ids=["strips", "single", "ell"]
)
def test_no_label_leaves_its_frame_or_overlaps(site: Site) -> None:
    made = plan(faces(), site, _BOX, 1.0)
    assert _faults(made) == []
    assert made.unplaced == []
    assert {zone.code for zone, _, _ in made.labels} == {zone.code for zone in site.zones}
    texts = [(text, box.grown(-0.06 * text.size)) for text, box in _texts(made)]
    assert [(a.text, b.text) for (a, one), (b, other) in combinations(texts, 2) if one.meets(other)] == []


@settings(
    max_examples=depth.rounds(60, desk=12),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(sites.sites())
def test_no_label_of_any_site_leaves_its_frame_or_overlaps(site: Site) -> None:
    made = plan(faces(), site, _BOX, 1.0)
    assert _faults(made) == []
    told = {zone.code for zone, _, _ in made.labels} | {zone.code for zone in made.unplaced}
    assert told == {zone.code for zone in site.zones}


@pytest.mark.parametrize(
    ("count", "size"), [(60, (148.0, 105.0)), (60, (105.0, 148.0)), (40, (148.0, 105.0))]
)
def test_what_found_no_place_is_named_on_the_page(
    count: int, size: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of them and more find none: small pages are as crowded as large ones of more zones."""
    left: list[list[Zone]] = []
    told = Index.shapes

    def shapes(index: Index, faces: Faces, zones: list[Zone], box: Box) -> Iterator[Shape]:
        left.append(zones)
        return told(index, faces, zones, box)

    monkeypatch.setattr(Index, "shapes", shapes)
    site = sites.strips(count)
    words = "\n".join(shape.text for shape in compose(site, size) if isinstance(shape, Text))
    assert len(left[-1]) >= count / 2
    for zone in site.zones:
        assert re.search(rf"\b{zone.code}\b", words)  # Z1 stands in Z10 as well


def test_a_plan_that_is_too_small_leaves_labels_out() -> None:
    assert plan(faces(), sites.strips(160), Box(5, 15, 60, 45), 0.3).unplaced
