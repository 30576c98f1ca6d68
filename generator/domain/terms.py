"""How something that ends on a day, or with a month, stands on the day of the documents."""

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
