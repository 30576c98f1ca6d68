"""Who the enterprise is: credit code, a name that can be a file name, safety officers by headcount."""

from __future__ import annotations

import re

from generator.schema.view import View

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(3**power % 31 for power in range(17))
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|.\s]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
_NAME = ("enterprise", "name")
_LONG_NAME = 60
_MANY_PEOPLE = 100


def check_digit(code: str) -> str:
    """The 18th character that GB 32100-2015 asks for after the first 17."""
    values = map(_CHARACTERS.index, code[:17])
    total = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True))
    return _CHARACTERS[-total % 31]


def credit_code(view: View) -> None:
    """A wrong check digit is told, not refused: some codes were issued wrong."""
    for owner in ("enterprise", "agency"):
        code = view.get(owner, "uscc")
        if code and not _ends_right(code):
            view.warn((owner, "uscc"), _wrong_digit(code), "请核对营业执照")


def _ends_right(code: str) -> bool:
    return check_digit(code) == code[17]


def _wrong_digit(code: str) -> str:
    return f"校验码不符：末位是 {code[17]}，按前 17 位应为 {check_digit(code)}"


def file_name(view: View) -> None:
    """The enterprise's name becomes the name of a folder."""
    name = view.get(*_NAME)
    if not name:
        return
    if _is_no_folder(name):
        view.error(_NAME, f"“{name}”不能用作文件夹名", "请填写营业执照上的企业名称")
    elif len(name) > _LONG_NAME:
        view.warn(_NAME, f"名称有 {len(name)} 字，文件名会截短", "请核对是否为企业全称")


def _is_no_folder(name: str) -> bool:
    return not _NOT_IN_FILE_NAMES.sub("", name) or bool(_RESERVED.fullmatch(name.strip()))


def officers(view: View) -> None:
    """More than 100 people ask for a safety body or a full-time officer (Work Safety Law, Article 24)."""
    if _is_small(view) or view.has_gaps("people"):
        return
    if not view.get("people", "safety_body") and not _has_officer(view):
        view.warn(
            ("people", "safety_officers"),
            "从业人员超过 100 人，没有填安全生产管理机构，也没有专职安全管理人员",
            "《安全生产法》第二十四条要求设机构或者配专职人员；请补填或督促企业配备",
        )


def _is_small(view: View) -> bool:
    return (view.get("enterprise", "headcount") or 0) <= _MANY_PEOPLE


def _has_officer(view: View) -> bool:
    """Whether somebody works for safety alone."""
    return any(row.get("duty") == "专职" for _, row in view.rows("people", "safety_officers"))


RULES = (credit_code, file_name, officers)
