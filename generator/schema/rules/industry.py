"""The industry: a code that exists, its own name, and the sector that supervises it."""

from __future__ import annotations

from generator.library import industries, spelling
from generator.record import Keys
from generator.schema.view import View

_KEYS: Keys = ("enterprise", "industry")
_BASIS = "在工贸分类依据（sector_basis）写明"


def industry(view: View) -> None:
    """The rules of the industry; what it is called decides where no code is given."""
    code, name = _told(view, "code"), _told(view, "name")
    if industries.missing(code, view.library):
        _missing(view, code, name)
        return
    found = industries.find(code, view.library) if code else industries.named(name, view.library)
    if found:
        _name(view, found, name)
        _sector(view, found)


def _told(view: View, field: str) -> str:
    return view.get(*_KEYS, field) or ""


def _name(view: View, found: industries.Industry, name: str) -> None:
    if name and not _same(name, found.name):
        own = _own_code(view, name)
        hint = f"{own}；改正代码或者名称" if own else "改成标准里的名称，或者改正代码"
        view.warn((*_KEYS, "name"), f"行业代码 {found.code} 的名称是“{found.name}”", hint)


def _missing(view: View, code: str, name: str) -> None:
    hint = _own_code(view, name) or "请按营业执照、统计代码核对"
    view.warn((*_KEYS, "code"), f"GB/T 4754-2017 的制造业没有小类 {code}", hint)


def _own_code(view: View, name: str) -> str:
    """The code that belongs to a name; "" where the name is no industry's."""
    named = industries.named(name, view.library)
    return f"“{name}”的代码是 {named.code}" if named else ""


def _same(one: str, other: str) -> bool:
    """Whether two names are one, with or without 业 at the end."""
    first, second = (spelling.plain(name).removesuffix("业") for name in (one, other))
    return first == second


def _sector(view: View, found: industries.Industry) -> None:
    """The sector that usually has the class; two may have it, then somebody has to say which."""
    said, sectors = _told(view, "sector"), found.sectors
    if not said or not sectors or _told(view, "sector_basis"):
        return
    quoted = [f"“{one}”" for one in sectors]
    if said not in sectors:
        message = f"一般划在{'或者'.join(quoted)}，这里填的是“{said}”"
        _doubt(view, found, message, f"请核对；属地另有认定的{_BASIS}")
    elif len(sectors) > 1:
        message = f"可能划在{'，也可能划在'.join(quoted)}，程序不推定"
        _doubt(view, found, message, f"请向属地应急管理部门核实，{_BASIS}")


def _doubt(view: View, found: industries.Industry, message: str, hint: str) -> None:
    view.warn((*_KEYS, "sector"), f"{found.code} {found.name}{message}", hint)


RULES = (industry,)
