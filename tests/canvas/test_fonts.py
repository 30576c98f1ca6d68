"""Each character by the first font that has it, whatever list of fonts somebody kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.canvas import fonts
from generator.canvas.fonts import Faces, _dejavu, _system_fonts, bundled_font, faces
from generator.library import home


def test_the_bundled_font_is_found_and_comes_first() -> None:
    font = bundled_font()
    assert font is not None
    assert font.name == "NotoSansSC-Regular.ttf"
    assert faces().path_of("险") == str(font)


def test_a_character_is_drawn_by_the_first_font_that_has_it() -> None:
    font = str(bundled_font())
    own = Faces((font,), more=(_dejavu(),))
    arabic = "\u0634"
    assert own.path_of(arabic) == _dejavu()
    assert own.runs(f"安{arabic}全") == [(font, "安"), (_dejavu(), arabic), (font, "全")]
    assert own.missing(f"安{arabic}𠮷𠮷") == ["𠮷"]


def test_a_missing_character_still_has_a_width_and_a_box() -> None:
    own = Faces((str(bundled_font()),), more=())
    assert own.path_of("𠮷") == ""
    assert own.file_of("𠮷") == str(bundled_font())
    assert own.advance("𠮷") > 0


def test_widths_are_in_em() -> None:
    assert faces().width("安全", 5) == pytest.approx(10)
    assert faces().width("1", 10) == pytest.approx(5.55, abs=0.02)


def test_without_the_bundled_font_the_last_resort_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert bundled_font() is None
    assert all(Path(path).is_file() for path in _system_fonts())
    assert _system_fonts()[-1] == _dejavu()


def _found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("FONTS_OF_THIS_TEST", str(folder))
    monkeypatch.setattr(fonts, "_FOLDERS", (("FONTS_OF_THIS_TEST", ""), ("NOT_SET_ANYWHERE", "")))
    return [Path(path).name for path in _system_fonts.__wrapped__()]


def test_fonts_are_found_on_the_disk_and_not_in_a_list_of_yesterday(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Matplotlib keeps its list in a file: a font added or removed later would not be known."""
    (tmp_path / "inner").mkdir()
    assert _found(tmp_path, monkeypatch) == ["DejaVuSans.ttf"]
    shutil.copyfile(str(bundled_font()), tmp_path / "inner/新装.TTF")
    (tmp_path / "broken.otf").write_bytes(b"no font" * 200_000)
    assert _found(tmp_path, monkeypatch) == ["新装.TTF", "DejaVuSans.ttf"]
    (tmp_path / "inner/新装.TTF").unlink()
    assert _found(tmp_path, monkeypatch) == ["DejaVuSans.ttf"]


def test_upright_and_regular_faces_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faces = {
        "a.ttf": ("SimHei", {"bold"}),
        "b.ttf": ("SimHei", {"regular"}),
        "c.ttf": ("SimHei", {"regular", "italic"}),
        "d.ttf": ("Microsoft YaHei", {"light"}),
        "e.ttf": ("Comic Sans", {"regular"}),
    }
    for name in faces:
        (tmp_path / name).write_bytes(b"x" * 1_000_000)
    (tmp_path / "small.ttf").write_bytes(b"x" * 999_999)
    named = {str(tmp_path / name): (family, frozenset(style)) for name, (family, style) in faces.items()}
    monkeypatch.setattr(fonts, "_named", named.__getitem__)
    assert _found(tmp_path, monkeypatch) == ["d.ttf", "b.ttf", "a.ttf", "DejaVuSans.ttf"]


def test_the_bundled_font_has_every_character_that_is_taken_to_be_usual() -> None:
    font = fonts.load_font(str(bundled_font()))
    every = {chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000}
    usual = every - fonts._unusual(every)
    assert {"安", "A", "²"} <= usual
    without = [char for char in usual if not font.get_char_index(ord(char))]
    assert [char for char in without if ord(char) >= 32 and ord(char) != 127] == []


def test_the_bundled_font_has_what_the_built_in_library_says() -> None:
    said = "".join(path.read_text("utf-8") for path in home.templates().rglob("*.yaml"))
    assert not fonts.foreign(said)


def test_another_font_for_a_rare_character_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    rare = "₂"
    monkeypatch.setattr(fonts, "_font_folders", tuple)
    for known in (faces, _system_fonts):
        known.cache_clear()
    own = fonts.foreign(f"车间{rare}²Aⅷ\n\u3000")
    assert list(own) == [rare]
    assert fonts.foreign("𠮷") == {"𠮷": ""}
    monkeypatch.setattr(fonts, "faces", lambda: Faces((str(bundled_font()),), more=()))
    assert fonts.foreign(rare) == {rare: ""} != own


def test_without_the_bundled_font_every_character_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "bundled_font", lambda: None)
    monkeypatch.setattr(fonts, "faces", lambda: Faces((_dejavu(),)))
    assert list(fonts.foreign("ba")) == ["a", "b"]
