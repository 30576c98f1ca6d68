"""Each bad map of tests/refused/maps is refused at its place when the data are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pack
from generator.errors import GeneratorError
from generator.pack import Order
from generator.problems import errors_in
from tests.conftest import DAY

FOLDER = Path(__file__).resolve().parent.parent / "refused" / "maps"

# file, line and column, beginning of the words after the place
REFUSED = [
    ("hole_of_all.yaml", "14:5", "区域[1]：区域 Z1（冲压车间）：扣除的部分（holes）不比区域小"),
    ("hole_outside.yaml", "14:5", "区域[1]：区域 Z1（冲压车间）：扣除的部分（holes）不在区域之内"),
    ("no_area.yaml", "14:5", "区域[1]：区域 Z1（冲压车间）：轮廓只有 3 个不同的角或面积接近 0"),
    ("overlap.yaml", "19:5", "区域[2]：区域 Z1（冲压车间）与区域 Z2（仓库）重叠 150.0 平方米"),
    ("parts_overlap.yaml", "14:5", "区域[1]：区域 Z1（冲压车间）：各部分（parts）互相重叠"),
]


@pytest.mark.parametrize(("name", "place", "start"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_bad_map_is_refused_at_its_place(name: str, place: str, start: str, tmp_path: Path) -> None:
    client, found = pack.check(FOLDER / name, DAY)
    assert client is None
    (line,) = map(str, errors_in(found))
    assert line.startswith(f"{FOLDER / name}:{place} {start}")
    with pytest.raises(GeneratorError) as caught:
        pack.build(FOLDER / name, Order(DAY, tmp_path / "out"))
    assert line in map(str, caught.value.problems)
    assert not (tmp_path / "out").exists()


def test_every_bad_map_is_tried() -> None:
    assert {path.name for path in FOLDER.glob("*.yaml")} == {row[0] for row in REFUSED}
