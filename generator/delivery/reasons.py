"""Why a file changes, from what its row on record says that the last one printed."""

from __future__ import annotations

from collections.abc import Mapping

from generator.delivery.model import Action, File, Row

_SHOWN = 3


def why(action: Action, row: Row | None, file: File) -> str:
    """The reason for an action in a few words; "" where the file is as it was, or nothing is on record."""
    if action == "新建":
        return "原来的文件不在了" if row else "新增"
    if action == "未变" or row is None:
        return ""
    if row.hash == file.hash:
        return ""
    told = [_values(row.values, file.values), "模板变化" if row.template_hash != file.template_hash else ""]
    said = "，".join(filter(None, told))
    return said or ("版面或程序变化" if row.values else "上次没有记下印了哪些取值")


def _values(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Which values changed; one that only one of the two files prints is the template's change."""
    changed = [name for name in now if before.get(name, now[name]) != now[name]]
    if not changed:
        return ""
    more = f" 等 {len(changed)} 项" if len(changed) > _SHOWN else ""
    return f"内容变化（{'、'.join(changed[:_SHOWN])}{more}）"
