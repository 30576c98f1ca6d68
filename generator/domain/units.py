"""Units of knowledge as they stand at one client: what there is, where, and what is right to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.domain.kinds import HIDDEN, Sentences, Words
from generator.problems import Keys

Points = Annotated[tuple[Keys, ...], HIDDEN]
Hands = Annotated[tuple[str, ...], HIDDEN]


@dataclass(frozen=True, slots=True)
class UnitCheck:
    """What is inspected: how often, in which record, and by what law."""

    what: str
    every: str
    record: str
    basis: Words


@dataclass(frozen=True, slots=True)
class Unit:
    """A substance, energy or situation that is there.

    places are the zones where it is, else the things that show it, else the whole site, and never nothing;
    zones, machines, posts, chemicals and spaces are names, those of the client. iron are the rules to know by
    heart, never what nobody may do, first what to do first, in order; withdraw tells how far people leave and
    when work goes on. training and drill are topics; before, during, after and forbidden are joined to the
    operating rules of its machines and posts. points are the places of the risk points that tell of it; hands
    are the posts that work its machines or do its work, where it is told: others only keep clear of it.
    """

    key: str
    title: str
    places: Words
    zones: Words
    machines: Words
    posts: Words
    chemicals: Words
    spaces: Words
    accidents: Words
    iron: Sentences
    never: Sentences
    first: Words
    medical: Sentences
    withdraw: Sentences
    signs: Words
    ppe: Words
    checks: tuple[UnitCheck, ...]
    training: Words
    drill: Words
    before: Words
    during: Words
    after: Words
    forbidden: Words
    points: Points = ()
    hands: Hands = ()
