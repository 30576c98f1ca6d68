"""The head of the manifest: what a pack was made of, so that a later build can tell whether it still is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator import __version__, intake, status, tool, trees
from generator.bundles import choice
from generator.domain import Day
from generator.facts import horizon

if TYPE_CHECKING:
    from generator.api.walk import Client, Order


def of(client: Client, order: Order, by: Mapping[str, object], fonts: Mapping[str, str]) -> dict[str, object]:
    """The head of a pack that was made; nothing in it but the day says when.

    ``by`` is what `made_by` told before. ``fonts`` are those of the machine that have a say in drawings, by
    their characters.
    """
    who = client.facts.enterprise
    return {
        "tool": f"tuoguan {__version__}",
        "day": order.day.isoformat(),
        "client": who.name,
        "uscc": who.uscc,
        "input_sha256": client.record.source_hash,
        **by,
        "inputs": {one.name: one.sha256 for one in intake.inputs(client.record)},
        **_if_any("only", list(order.only)),
        **_if_any("fonts", dict(fonts)),
        "same_until": _same_until(client, order),
        "summary": status.summary(client.facts, order.library),
    }


def _if_any(name: str, value: object) -> dict[str, object]:
    return {name: value} if value else {}


def _same_until(client: Client, order: Order) -> str:
    """The first day on which time alone changes the pack; "" for none."""
    until = min(filter(None, _turns(client, order)), default=None)
    return until.isoformat() if until else ""


def _turns(client: Client, order: Order) -> Iterator[Day]:
    """When the data will be judged otherwise, and when another style comes into force."""
    yield horizon.same_until(client.record, client.facts, order.day, order.library)
    yield choice.turn(order.library, order.day)


def templates(order: Order) -> str:
    """The digest of the folder of own templates; "" for none."""
    return trees.digest(order.templates) if order.templates else ""


def made_by(order: Order) -> dict[str, object]:
    """The digests of all that packs rest on beside data, to be asked for before anything is made.

    What changes while a pack is made is another one for the next build then.
    """
    return {
        "tool_sha256": tool.digest(),
        "library": order.library.digest,
        "templates": templates(order),
        **_if_any("bundles", dict(choice.lines(order.library))),
    }
