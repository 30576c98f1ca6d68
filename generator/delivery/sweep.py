"""What killed builds left in the folder of packs: ours by name, stale by age."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from generator.delivery import disk

_OURS = re.compile(r"\.tuoguan-([a-z0-9_]{8}|[0-9a-f]{16}(\.lock)?)")
_DAY = 86_400


def sweep(folder: Path) -> None:
    """Delete temporary folders and locks a day older than the folder's last change."""
    now = folder.stat().st_mtime
    for path in folder.glob(".tuoguan-*"):
        with contextlib.suppress(FileNotFoundError):
            if _OURS.fullmatch(path.name) and path.lstat().st_mtime < now - _DAY:
                disk.clear(path)
