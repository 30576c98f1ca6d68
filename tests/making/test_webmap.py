"""The map as a page: all of the client's data in it, nothing that could end the script or fetch anything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from generator import api
from generator.library import built_in
from generator.making import drawing, webmap
from tests.conftest import DAY


def _page(folder: Path) -> str:
    client, _ = api.examine(api.load(folder), DAY)
    assert client
    drawn = drawing.Drawing(client.record, client.facts)
    return webmap.page(webmap.shown(client.facts, [page.site for page in drawn.pages]), built_in()).decode()


def _data(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_every_zone_and_risk_of_the_client_is_in_the_page(cups: Path) -> None:
    client, _ = api.examine(api.load(cups), DAY)
    assert client
    data = _data(_page(cups))
    zones = {zone["code"]: zone for sheet in data["sheets"] for zone in sheet["zones"]}
    for zone in client.facts.zones:
        assert zones[zone.code]["grade"] == zone.grade
        assert [risk["name"] for risk in zones[zone.code]["risks"]] == [risk.name for risk in zone.risks]
    counts = {grade["grade"]: (grade["zones"], grade["points"]) for grade in data["grades"]}
    assert counts == {grade.grade: (grade.zones, grade.points) for grade in client.facts.grades}


def test_labels_stand_inside_their_zones(cups: Path) -> None:
    for sheet in _data(_page(cups))["sheets"]:
        for zone in sheet["zones"]:
            xs, ys = zip(*zone["rings"][0], strict=True)
            assert min(xs) < zone["middle"][0] < max(xs)
            assert min(ys) < zone["middle"][1] < max(ys)


def test_a_name_cannot_end_the_script(cups: Path) -> None:
    file = cups / "client.yaml"
    file.write_text(file.read_text("utf-8").replace("冲压水胀车间", "</script><img src=x>&车间"), "utf-8")
    page = _page(cups)
    assert page.count("</script>") == 2
    assert any("</script><img src=x>&车间" in zone["name"] for zone in _data(page)["sheets"][0]["zones"])


def test_the_page_asks_nothing_of_the_network(cups: Path) -> None:
    page = _page(cups)
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href)="(?!data:)', page)
    assert set(re.findall(r"https?://[^\s\"']+", page)) == {"http://www.w3.org/2000/svg"}


def test_the_same_client_gives_the_same_page(cups: Path) -> None:
    assert _page(cups) == _page(cups)
