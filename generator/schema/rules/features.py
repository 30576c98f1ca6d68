"""Features that the enterprise declares against its data need a reason."""

from __future__ import annotations

from typing import Any

from generator.schema.view import View


def reasoned(view: View) -> None:
    """A feature in the long form is there for its reason."""
    for name, said in (view.get("features") or {}).items():
        if _lacks_its_reason(said):
            view.error(
                ("features", name), "没有写理由", "补写 because: 理由；不需要理由的直接写 true 或 false"
            )


def _lacks_its_reason(said: Any) -> bool:
    return isinstance(said, dict) and "is" in said and not said.get("because")


RULES = (reasoned,)
