"""The types of what a record of the contract holds."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.domain import printing


def plain_hint(hint: Any) -> Any:
    """The hint without its form, and without None."""
    if get_origin(hint) is Annotated:
        return plain_hint(get_args(hint)[0])
    if is_union(hint):
        members = [member for member in get_args(hint) if member is not type(None)]
        return plain_hint(members[0]) if len(members) == 1 else hint
    return hint


def is_union(hint: Any) -> bool:
    """Whether a value is of one of several types."""
    return get_origin(hint) in (Union, types.UnionType)


@cache
def field_hints(kind: Any) -> Mapping[str, Any]:
    """The type of each field of a record that a template can name."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: hints[name] for name in printing.forms(kind)}
