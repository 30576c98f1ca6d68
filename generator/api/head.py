"""The head of the manifest: what a pack was made of, so that a later build can tell whether it still is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator import __version__, intake, status, tool, trees
from generator.bundles import choice
from generator.facts import horizon

if TYPE_CHECKING:
    from generator.api.walk import Client, Order


def of(client: Client, order: Order, by: Mapping[str, object], fonts: Mapping[str, str]) -> dict[str, object]:
    """The head of a pack that was made; nothing in it but the day says when.

    ``by`` is what `made_by` told before. ``fonts`` are those of the machine that have a say in drawings, by
    their characters.
    """
    record, facts, library = client.record, client.facts, order.library
    turns = (horizon.same_until(record, facts, order.day, library), choice.turn(library, order.day))
    until = min(filter(None, turns), default=None)
    return {
        "tool": f"tuoguan {__version__}",
        "day": order.day.isoformat(),
        "client": facts.enterprise.name,
        "uscc": facts.enterprise.uscc,
        "input_sha256": record.source_hash,
        **by,
        "inputs": {one.name: one.sha256 for one in intake.inputs(client.record)},
        **({"only": list(order.only)} if order.only else {}),
        **({"fonts": dict(fonts)} if fonts else {}),
        "same_until": until.isoformat() if until else "",
        "summary": status.summary(facts, library),
    }


def made_by(order: Order) -> dict[str, object]:
    """The digests of all that packs rest on beside data, to be asked for before anything is made.

    What changes while a pack is made is another one for the next build then.
    """
    return {
        "tool_sha256": tool.digest(),
        "library": order.library.digest,
        "templates": trees.digest(order.templates) if order.templates else "",
        **({"bundles": dict(bundles)} if (bundles := choice.lines(order.library)) else {}),
    }
