"""Many small clients, made within seconds: each of a name and a code of its own, a few with photos.

By hand: ``python -m tests.many 2000 FOLDER``.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from PIL import Image

from generator.schema.rules.identity import check_digit
from tests.conftest import AGENCY, CLIENT, ROOT

WORDS = "安宝昌达德丰福光广海恒宏华辉汇吉嘉佳建金锦康利隆美明宁鹏祺荣瑞盛顺泰腾旺祥鑫兴旭"
_PHOTO = ROOT / "examples/photos/advisor_a.jpg"
_EVERY = 10  # one in so many clients has a photo
HAZARD = """\
hazards:
  - description: 配电箱前堆放物料
    location: 车间配电箱
    found: 2026-10-20
    finder: 示例辅导员A
    level: 一般
    category: 电气
    clause: 配电箱前应有操作空间
    recommendation: 移走物料
    due: 2026-10-25
    before:
      - {photo: photos/1.jpg, caption: 配电箱前的物料}
"""


def code(number: int) -> str:
    """A credit code with the right check character; no two below a million end in the same six."""
    stem = f"91330784MA{number:07d}"
    return stem + check_digit(stem)


def name(number: int) -> str:
    """A name that no other number below three million gives."""
    digits = []
    for _ in range(4):
        number, digit = divmod(number, len(WORDS))
        digits.append(WORDS[digit])
    return f"永康市示例{''.join(digits)}五金厂（虚构）"


def clients(folder: Path, number: int, first: int = 0) -> tuple[Path, ...]:
    """So many client folders beside one agency's file; photos are hard links to one."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "agency.yaml").write_text(AGENCY, "utf-8")
    return tuple(_client(folder / f"{one:06d}", one) for one in range(first, first + number))


def _client(folder: Path, number: int) -> Path:
    folder.mkdir()
    told = f"{name(number)}\n  uscc: {code(number)}"
    text = CLIENT.replace("永康市示例小厂（虚构）", told)
    if number % _EVERY == 0:
        text += HAZARD
        _shared(photo(folder.parent / ".photo.jpg"), folder / "photos/1.jpg")
    (folder / "client.yaml").write_text(text, "utf-8")
    return folder


def photo(place: Path) -> Path:
    """A photo at a place, smaller than those of the examples; one that is there stays."""
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with Image.open(_PHOTO) as whole:
            whole.reduce(4).save(place)
    return place


def _shared(source: Path, target: Path) -> None:
    target.parent.mkdir()
    try:
        os.link(source, target)
    except OSError:  # a disk without hard links
        shutil.copyfile(source, target)


if __name__ == "__main__":
    clients(Path(sys.argv[2]), int(sys.argv[1]))
