"""Bad input from end to end: one clear Chinese line with the place and the mend, and nothing half-written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator import api
from generator.api import Order
from generator.errors import DataError, GeneratorError, PackError
from generator.word import text
from tests.conftest import AGENCY, CLIENT, DAY, ROOT
from tests.word import check, png

PHOTOS = {
    "truncated.jpg": "已损坏或不完整",
    "empty.jpg": "空",
    "bomb.png": "像素过大",
    "long.png": "像素过大（119000000×1）",
    "paper.jpg": "实际是PDF 文件",
    "film.heic": "实际是视频",
    "not_a_picture.jpg": "不是能识别的图片",
    "missing.jpg": "找不到",
}
MADE = {
    "long.png": lambda: png.made(119_000_000, 1),
    "paper.jpg": lambda: b"%PDF-1.7\n" + b"x" * 500,
    "film.heic": lambda: b"\0\0\0\x20ftypisom" + b"\0" * 500,
}
HAZARD = """\
hazards:
  - location: 1号车间
    description: 1号冲床光电保护装置未通电
    level: 一般
    recommendation: 恢复光电保护装置
    found: 2026-10-12
    before:
      - photo: photos/{name}
"""


PLAIN, DIFFICULT = "永康市示例小厂（虚构）", '永康市𠮷䶮&<五金>\\"厂\\"😀（虚构）'
LISTS = ("hazards", "zones", "posts", "equipment", "chemicals", "departments", "certificates", "diagnosis")


def _append(client: Path, more: str) -> None:
    file = client / "client.yaml"
    file.write_text(file.read_text("utf-8") + more, "utf-8")


def _replace(client: Path, old: str, new: str) -> None:
    file = client / "client.yaml"
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new), "utf-8")


def _words(client: Path, out: Path, *only: str) -> str:
    folder = api.build(api.load(client), out, Order(DAY, only)).report.folder
    files = sorted(folder.rglob("*.docx"))
    assert files
    assert all(check.check(path.read_bytes()) == () for path in files)
    return "\n".join(text.text(path.read_bytes()) for path in files)


@pytest.mark.parametrize("name", PHOTOS)
def test_unprintable_photo_is_named_with_its_place(small: Path, tmp_path: Path, name: str) -> None:
    photos = small / "photos"
    photos.mkdir()
    if (ROOT / "tests/refused/photos" / name).is_file():
        shutil.copyfile(ROOT / "tests/refused/photos" / name, photos / name)
    elif name in MADE:
        (photos / name).write_bytes(MADE[name]())
    _append(small, HAZARD.format(name=name))
    with pytest.raises(DataError) as caught:
        api.build(api.load(small), tmp_path / "out", Order(DAY))
    line = str(caught.value)
    assert "client.yaml:19:9" in line
    assert "隐患[1]" in line
    assert name in line
    assert PHOTOS[name] in line or "不存在" in line
    assert not (tmp_path / "out").exists()


def test_a_photo_is_read_by_what_it_is_and_not_by_its_name(small: Path, tmp_path: Path) -> None:
    (small / "photos").mkdir()
    shutil.copyfile(ROOT / "tests/refused/photos/png_named.jpg", small / "photos/png_named.jpg")
    _append(small, HAZARD.format(name="png_named.jpg"))
    assert "1号冲床光电保护装置未通电" in _words(small, tmp_path / "out", "plan")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that the documents of a client say that has a difficult name and lists with nothing in them."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "agency.yaml").write_text(AGENCY, "utf-8")
    client = folder / "小厂"
    client.mkdir()
    named = CLIENT.replace(f"name: {PLAIN}", f'name: "{DIFFICULT}"')
    assert named != CLIENT
    (client / "client.yaml").write_text(named + "".join(f"{name}: []\n" for name in LISTS), "utf-8")
    return _words(client, folder / "out")


def test_difficult_names_print_whole(odd: str) -> None:
    assert odd.count(json.loads(f'"{DIFFICULT}"')) > 20


def test_very_long_text_prints_whole(small: Path, tmp_path: Path) -> None:
    long = "长" * 19_999 + "尾"
    _append(small, HAZARD.format(name="x").split("    before")[0].replace("未通电", f"未通电{long}"))
    assert long in _words(small, tmp_path / "out", "plan")


def test_empty_lists_leave_whole_documents(odd: str) -> None:
    assert "永康市" in odd and PLAIN not in odd  # that they are valid was seen when they were read


def test_year_without_holidays_is_never_guessed(small: Path, tmp_path: Path) -> None:
    _replace(small, "effective: 2026-09-01", "effective: 2029-03-01")
    client, problems = api.examine(api.load(small), DAY)
    assert client
    assert not client.facts.deadline.known
    assert any("放假安排" in str(problem) for problem in problems)
    words = _words(small, tmp_path / "out", "letter_enterprise", "plan")
    assert words.count("公布放假安排后核定") >= 2


def test_wrong_check_digit_is_a_warning(small: Path) -> None:
    _replace(small, "  address:", "  uscc: 91330799MADEMA0190\n  address:")
    client, problems = api.examine(api.load(small), DAY)
    assert client
    assert [problem.severity for problem in problems if "信用代码" in str(problem)] == ["warning"]


def test_output_that_cannot_be_written(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("generator.delivery.disk.write", refused)
    with pytest.raises(PackError, match="输出文件夹不可写"):
        api.build(api.load(small), tmp_path / "out", Order(DAY))
    assert not any((tmp_path / "out").rglob("*.docx"))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests/refused/data").glob("*.*")), ids=lambda path: path.name
)
def test_refused_data_never_ends_in_a_traceback(path: Path, tmp_path: Path) -> None:
    try:
        client, problems = api.examine(api.load(path), DAY)
    except GeneratorError as exc:
        client, problems = None, exc.problems
    assert problems
    assert client is None or all(problem.severity == "warning" for problem in problems)
    assert not list(tmp_path.iterdir())
