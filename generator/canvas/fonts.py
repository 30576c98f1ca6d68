"""Which font draws which character: the bundled Chinese font, then the system's, then DejaVu Sans."""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import file_digest
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

EM = 1000
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
LOCK = threading.RLock()
_SYSTEM_FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK JP",  # the first name in the collection that holds SC
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
    "Source Han Serif SC",
    "SimSun",
    "SimSun-ExtB",
    "HanaMinB",
    "Plangothic P1",
    "Plangothic P2",
)
# The variable that names a folder, "" for the root, and the path below it.
_FOLDERS = (
    ("WINDIR", "Fonts"),
    ("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
    ("", "System/Library/Fonts"),
    ("", "Library/Fonts"),
    ("HOME", "Library/Fonts"),
    ("", "usr/share/fonts"),
    ("", "usr/local/share/fonts"),
    ("XDG_DATA_HOME", "fonts"),
    ("HOME", ".local/share/fonts"),
    ("HOME", ".fonts"),
)
# Characters of these the bundled font has, as a test knows; to ask the font itself takes a tenth of a second.
_USUAL, _USUAL_TOO, _UNUSUAL = "gbk", "²³", "≒"
_SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}
_HEX = 16
_LEAST_BYTES = 1_000_000
_SLANTED = frozenset({"italic", "oblique"})
_WEIGHTS = {"thin": 100, "light": 300, "demilight": 350, "medium": 500, "bold": 700, "black": 900}


class Faces:
    """Fonts in order of preference; each character is drawn by the first font that has it."""

    def __init__(self, first: tuple[str, ...], more: tuple[str, ...] | None = None) -> None:
        """`more` are tried when no font of `first` has a character; None means the system's fonts."""
        self._first, self._more = first, more
        self._chosen: dict[str, str] = {}
        self._advances: dict[str, float] = {}

    def path_of(self, char: str) -> str:
        """The file of the font that draws the character, or "" if none has it."""
        path = self._chosen.get(char)
        if path is None:
            with LOCK:
                path = self._chosen[char] = self._choose(char)
        return path

    def _choose(self, char: str) -> str:
        return _first_with(char, self._first) or _first_with(char, self._others())

    def _others(self) -> tuple[str, ...]:
        return _system_fonts() if self._more is None else self._more

    def file_of(self, char: str) -> str:
        """The same, but the first font (with its box for a missing character) if none has it."""
        return self.path_of(char) or self._first[0]

    def advance(self, char: str) -> float:
        """The width of a character in em."""
        width = self._advances.get(char)
        if width is None:
            with LOCK:
                width = self._advances[char] = self._measure(char)
        return width

    def _measure(self, char: str) -> float:
        font = load_font(self.file_of(char))
        return float(font.load_glyph(font.get_char_index(ord(char))).linearHoriAdvance) / 65536 / EM

    def width(self, text: str, size: float) -> float:
        """The width of a line of text, in the unit of the size."""
        return size * sum(map(self.advance, text))

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text cut into (font file, text) where the font changes."""
        return [(path, "".join(run)) for path, run in groupby(text, key=self.file_of)]

    def missing(self, text: str) -> list[str]:
        """The characters that no font has, each once, in order."""
        return [
            char for char in dict.fromkeys(text) if category(char) not in _UNSEEN and not self.path_of(char)
        ]


@cache
def faces() -> Faces:
    """The fonts of this machine."""
    bundled = bundled_font()
    first = (str(bundled),) if bundled else (*_system_fonts(), _dejavu())[:1]
    return Faces(first)


def bundled_font() -> Path | None:
    """The Chinese font that comes as a dependency; its package is located and never imported."""
    spec = importlib.util.find_spec("zhplot")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder) / "fonts" / "NotoSansSC-Regular.ttf"
        if path.is_file():
            return path
    return None


def is_bundled(text: str) -> bool:
    """Whether the bundled font draws every character of a text, so that it looks the same everywhere."""
    file = str(bundled_font() or "")
    return all(faces().path_of(char) == file for char in set(text)) if file else False


def foreign(text: Iterable[str]) -> dict[str, str]:
    """Which font draws each character that the bundled one does not: a digest of its file, wherever it lies.

    "" for one that no font has.
    """
    own = str(bundled_font() or "")
    asked = sorted(_unusual(set(text)) if own else set(text))
    drawn = ((char, faces().path_of(char)) for char in asked)
    return {char: _file_digest(path) for char, path in drawn if path != own}


def _unusual(chars: set[str]) -> set[str]:
    usual = "".join(chars).encode(_USUAL, "ignore").decode(_USUAL)
    return chars.difference(usual, _USUAL_TOO) | chars.intersection(_UNUSUAL)


@cache
def _file_digest(path: str) -> str:
    if not path:
        return ""
    with Path(path).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:_HEX]


@lru_cache(maxsize=64)
def load_font(path: str) -> FT2Font:
    """The font of a file, at the size of one em; to be used under `LOCK`."""
    from matplotlib.ft2font import FT2Font

    font = FT2Font(path)
    font.set_size(EM, 72)
    return font


def _dejavu() -> str:
    import matplotlib

    return str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")


@cache
def _system_fonts() -> tuple[str, ...]:
    """The system's upright Chinese fonts in our order of families, then DejaVu Sans.

    They are looked for on the disk each time: matplotlib's own list is kept from an earlier day.
    """
    found = sorted(rank for path in _font_files(_font_folders()) for rank in _ranked(path))
    return (*dict.fromkeys(path for *_, path in found), _dejavu())


def _ranked(path: str) -> Iterator[tuple[int, int, str]]:
    """A font by our order of families and by how far it is from the usual weight; nothing for any other."""
    family, style = _named(path)
    if family in _SYSTEM_FAMILIES and not _SLANTED & style:
        yield _SYSTEM_FAMILIES.index(family), abs(_weight(style) - 400), path


def _font_folders() -> tuple[Path, ...]:
    """Where Windows, macOS and Linux keep fonts, for all and for the user."""
    roots = ((os.environ.get(name, "") if name else "/", part) for name, part in _FOLDERS)
    return tuple(Path(root, part) for root, part in roots if root)


def _font_files(folders: Iterable[Path]) -> Iterator[str]:
    """Font files large enough to be Chinese, in the order of their paths."""
    for folder in folders:
        for place, inner, names in os.walk(folder):
            inner.sort()
            paths = (Path(place, name) for name in sorted(names))
            yield from (str(path) for path in paths if _may_be_chinese(path))


def _may_be_chinese(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and _bytes(path) >= _LEAST_BYTES


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _named(path: str) -> tuple[str, frozenset[str]]:
    """The family of a font and the words of its style; nothing for a file that is none."""
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(path)
    except (OSError, RuntimeError, ValueError):
        return "", frozenset()
    return font.family_name, frozenset(font.style_name.lower().replace("-", " ").split())


def _first_with(char: str, paths: Iterable[str]) -> str:
    """The first of the fonts that have a character; "" for none."""
    return next((path for path in paths if load_font(path).get_char_index(ord(char))), "")


def _weight(style: frozenset[str]) -> int:
    return next((weight for name, weight in _WEIGHTS.items() if name in style), 400)
