"""Scene plans and response cards: what to do where an accident of some kind may happen."""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.kinds import Words


@dataclass(frozen=True, slots=True)
class SceneStep:
    """A step of a scene plan: what it is called, what is done, and by whom."""

    stage: str
    action: str
    by: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene plan with its card; places are the things and zones it is about.

    types are the accident types of GB 6441-2025 that it answers, words those by which it is also called.
    """

    key: str
    title: str
    types: Words
    words: Words
    places: Words
    risk: str
    steps: tuple[SceneStep, ...]
    notes: str
    do: str
    call: str
    never: str
