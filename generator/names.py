"""Names of files and folders that Windows, Word and Linux accept, and when two of them are one."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])( *\..*)?", re.IGNORECASE)
_LONGEST = 60
_MOST_BYTES = 255  # of a name on Linux
_BYTES = 200  # the rest is for the marks of copies


def safe_name(text: str) -> str:
    """A file or folder name that every system accepts; full-width look-alikes stand for signs."""
    short = _printable(text)[:_LONGEST].encode()[:_BYTES].decode(errors="ignore")
    name = short.strip(" .")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name


def _printable(text: str) -> str:
    return "".join(char for char in text.translate(_UNSAFE) if char.isprintable())


def is_inside(path: str) -> bool:
    """Whether a path with / between its parts stays in its folder, every part a name that is safe."""
    return all(_is_safe(part) for part in path.split("/"))


def _is_safe(name: str) -> bool:
    fits = 0 < len(name.encode(errors="replace")) <= _MOST_BYTES
    return fits and name == _printable(name).strip(" .") and not _RESERVED.fullmatch(name)


def key(path: str) -> str:
    """Equal for two paths that a disk blind to case, as on Windows and macOS, takes for one."""
    return unicodedata.normalize("NFC", path).casefold()
