"""Words of which several records have one: how near a limit is, how grave a hazard, what a re-check found."""

from __future__ import annotations

from enum import StrEnum


class Validity(StrEnum):
    """A paper's state: expiring within thirty days of its last day, expired after it."""

    VALID = "有效"
    EXPIRING = "临期"
    EXPIRED = "已过期"


class Notice(StrEnum):
    """How near a limit is; the limit's own day is not past it."""

    PAST = "已超期"
    THIRTY_DAYS = "30日内"
    SIXTY_DAYS = "60日内"
    FAR = "正常"


class HazardLevel(StrEnum):
    """How grave a hazard is; the standards of judgement of each sector name the major ones."""

    GENERAL = "一般"
    MAJOR = "重大"


class Recheck(StrEnum):
    """What a re-check of a hazard found."""

    RECTIFIED = "已整改"
    PARTLY = "部分整改"
    NOT = "未整改"
