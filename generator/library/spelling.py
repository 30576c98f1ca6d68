"""How people write a name: full-width signs, brackets, blanks and case are all one."""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = str.maketrans("[]{}【】〔〕", "()()()()")
_BLANK = re.compile(r"\s+")


def plain(name: str) -> str:
    """The name in the form in which two ways of writing it are equal: “硫酸（98％）” as 硫酸(98%)."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", name).translate(_BRACKETS)).casefold()
