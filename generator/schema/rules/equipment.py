"""Equipment against itself: in use what may be used, of the category that its name says."""

from __future__ import annotations

import re

from generator.schema.view import Entry, View

_OUT_OF_USE = ("停用", "报废")
_UNFIT = re.compile(r"不合格|不符合|未通过")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
# The category of special equipment that a name says, by its last word: 锅炉房行车 is a crane.
_CALLED = {
    "叉车": "场（厂）内专用机动车辆",
    "起重机": "起重机械",
    "行车": "起重机械",
    "电梯": "电梯",
    "锅炉": "锅炉",
    "储气罐": "压力容器",
}
# Lifting equipment that the catalogue of special equipment leaves out, and what only serves a machine.
_NOT_SPECIAL = re.compile(r"手动|步行|托盘|搬运|堆高|充电|属具|货叉|简易|维修|按钮|轿厢|机房")
_TOGETHER = ("气瓶", "压力管道")
_ALWAYS_SPECIAL = ("叉车", "电梯")


def equipment(view: View) -> None:
    """The rules of each machine."""
    for machine in view.entries("equipment"):
        if isinstance(machine.get("special"), dict):
            for rule in (_used, _category, _one_each):
                rule(machine)
        elif not machine.is_lost("special"):
            _unregistered(machine)


def _used(machine: Entry) -> None:
    """What is in use passed its inspection; what is not has nobody at work."""
    result = machine.get("special").get("result", "")
    if machine.get("state") in _OUT_OF_USE:
        _unmanned(machine)
    elif _UNFIT.search(result):
        _unfit(machine, result)


def _unfit(machine: Entry, result: str) -> None:
    place = machine.beside("state", "special.result")
    message = f"检验结论是“{result}”，设备却没有停用{place}"
    machine.warn("special.result", message, "检验不合格的立即停用，状态改为停用；写错的改正")


def _unmanned(machine: Entry) -> None:
    """Nobody works at what is out of use."""
    if operators := machine.get("operators"):
        message = f"状态是{_state(machine)}，却写了作业人员 {operators}"
        machine.warn("operators", message, "还在使用的改正状态，否则删去作业人员")


def _state(machine: Entry) -> str:
    return f"“{machine.get('state')}”{machine.beside('state', 'operators')}"


def _category(machine: Entry) -> None:
    """Special equipment is of the category that its name says."""
    name, category = machine.get("name", ""), machine.get("special").get("category")
    called = _called(name)
    if category and called and _CALLED[called] != category:
        place = machine.beside("name", "special.category")
        message = f"类别是“{category}”，设备名称却是“{name}”{place}"
        machine.warn("special.category", message, "请按使用登记证核对类别")


def _one_each(machine: Entry) -> None:
    """Special equipment is registered piece by piece; bottles and pipes are not."""
    special, count = machine.get("special"), machine.get("count", 1)
    is_registered = special.get("registration") and special.get("category") not in _TOGETHER
    if count > 1 and is_registered:
        place = machine.beside("special.registration", "count")
        message = f"数量是 {count}，却只有一个使用登记证号{place}"
        machine.warn("count", message, "特种设备一台一证：每台一行，分开填写")


def _unregistered(machine: Entry) -> None:
    name = machine.get("name", "")
    if machine.get("state") not in _OUT_OF_USE and _called(name) in _ALWAYS_SPECIAL:
        hint = "属于特种设备的补填类别、登记和检验；不是的改写名称，如手动叉车"
        machine.warn("name", f"“{name}”没有填特种设备（special）", hint)


def _called(name: str) -> str:
    """The last word of the name that says what kind of special equipment it is; "" where none does."""
    plain = _BRACKETS.sub("", name)
    if _NOT_SPECIAL.search(name):
        return ""
    words = [word for word in _CALLED if word in plain]
    return max(words, key=plain.rfind, default="")


RULES = (equipment,)
