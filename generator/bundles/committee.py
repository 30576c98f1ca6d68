"""The committee's bundle: which of its installed versions is in force on a day, and when that changes."""

from __future__ import annotations

import datetime

from generator.bundles import home, installed
from generator.bundles.home import Home
from generator.bundles.installed import Bundle, Version
from generator.errors import BundleError
from generator.problems import error


def bundle(place: Home) -> Bundle | None:
    """What is installed of the committee's, None for nothing; BundleError where it is another publisher's."""
    who = name(place)
    found = next((one for one in installed.bundles(place) if one.id == who), None)
    if found and found.role is None:
        message = "登记的公钥里没有安装时的那一把，不能用"
        hint = f"请向专业委员会核对公钥，用它签名的模板包重新安装：{installed.command(who, found.use.use)}"
        raise BundleError(error(who, message, hint))
    return found


def name(place: Home) -> str:
    """The id of the committee's bundles; "" where nobody is trusted as the committee."""
    return next((name for name, one in home.trust(place).items() if one.role == "committee"), "")


def coming(found: Bundle, day: datetime.date) -> tuple[datetime.date, Version | None] | None:
    """The first day after one on which another version is in force, and which; None where nothing changes."""
    now = found.in_force(day)
    changes = ((turn, found.in_force(turn)) for turn in _turns(found) if turn > day)
    return next(((turn, one) for turn, one in changes if one != now), None)


def _turns(found: Bundle) -> list[datetime.date]:
    """The days on which a version begins to apply, or no longer applies, in their order."""
    about = [one.about for one in found.versions if one.about]
    begins = {one.applies_from for one in about if one.applies_from}
    ends = {one.applies_until + datetime.timedelta(days=1) for one in about if one.applies_until}
    return sorted(begins | ends)
