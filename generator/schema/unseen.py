"""Characters that nobody sees and that make a word another word."""

from __future__ import annotations

import re

_NAMES = {
    "\u200b": "零宽空格",
    "\u200c": "零宽字符",
    "\u2060": "零宽字符",
    "\ufeff": "字节顺序标记",
    "\u00ad": "软连字符",
    "\u200e": "方向标记",
    "\u200f": "方向标记",
    **{chr(code): "方向标记" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}
PATTERN = re.compile(f"[{''.join(_NAMES)}]")
MEND = "请删去后重新输入这一处"


def first(text: str) -> str:
    """The first such character of a text, "" where there is none."""
    found = None if text.isascii() else PATTERN.search(text)
    return found[0] if found else ""


def told(char: str) -> str:
    """The character by its name."""
    return f"有看不见的{_NAMES[char]} U+{ord(char):04X}"
