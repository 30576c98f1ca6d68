"""How installed bundles stand on a day: what is in use, from when, and what speaks against using it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator.bundles import home, installed, trust
from generator.bundles.home import Home, Role, State, Trust
from generator.bundles.installed import Bundle, Version
from generator.bundles.manifest import Manifest
from generator.errors import BundleError
from generator.problems import Problem, error, warning
from generator.signing import PublicKey


@dataclass(frozen=True, slots=True)
class Standing:
    """A bundle whose publisher is trusted, or of which something is installed.

    ``role`` is None where he is not trusted, or another one was since; ``key`` is his key in force. Of
    ``versions``, the lowest first, ``use`` is the one in use ("" where none is installed), ``in_force`` the
    one that applies on the day.
    """

    id: str
    role: Role | None
    key: PublicKey
    versions: tuple[Version, ...] = ()
    use: str = ""
    in_force: Version | None = None
    problems: tuple[Problem, ...] = ()


def standings(place: Home, day: datetime.date, tool: str) -> tuple[Standing, ...]:
    """How each bundle stands for a version of the tool, by id; BundleError when the home cannot be read."""
    known, state = home.trust(place), home.state(place)
    there = {one.id: _installed(one, day, tool) for one in installed.bundles(place)}
    empty = {
        name: Standing(name, one.role, _key(name, known, state))
        for name, one in known.items()
        if name not in there
    }
    return tuple(one for _, one in sorted((there | empty).items()))


def _key(name: str, known: Trust, state: State) -> PublicKey:
    return trust.on_record(trust.keys(name, known, state)[-1])


def _installed(bundle: Bundle, day: datetime.date, tool: str) -> Standing:
    problems = [*_distrust(bundle)]
    problems += [fault for one in bundle.versions if (fault := installed.damage(one, bundle.use))]
    in_force = _in_force(bundle, day)
    if about := bundle.current.about:
        problems += [*_misfit(bundle, about, tool), *_days(bundle, about, in_force, day)]
    key = trust.on_record(bundle.use.keys[-1])
    return Standing(bundle.id, bundle.role, key, bundle.versions, bundle.use.use, in_force, tuple(problems))


def _in_force(bundle: Bundle, day: datetime.date) -> Version | None:
    try:
        return bundle.in_force(day)
    except BundleError:  # its folder is damaged, which is told anyway
        return None


def _distrust(bundle: Bundle) -> Iterator[Problem]:
    if bundle.role is None:
        message = installed.UNTRUSTED
        hint = f"请向发布人核对公钥，再运行 tuoguan template trust 公钥.pub --for {bundle.id}"
        yield error(bundle.id, message, hint)


def _misfit(bundle: Bundle, about: Manifest, tool: str) -> Iterator[Problem]:
    """What a tool that is newer or older than when the bundle was installed has against it."""
    try:
        installed.refuse_tool(about, tool, f"{bundle.id} {about.version}")
    except BundleError as exc:
        yield from exc.problems


def _days(bundle: Bundle, about: Manifest, in_force: Version | None, day: datetime.date) -> Iterator[Problem]:
    """That the version in use does not apply yet, or no longer; an agency's is made by where it is named."""
    name, now = f"{bundle.id} {about.version}", _instead(bundle, in_force)
    if about.applies_from and day < about.applies_from:
        yield warning(name, f"自 {about.applies_from} 起用", f"到那一天之前{now}")
    if about.applies_until and day > about.applies_until:
        yield warning(name, f"已于 {about.applies_until} 停用，现在{now}", "请向发布人要新的一版")


def _instead(bundle: Bundle, in_force: Version | None) -> str:
    """What is used where the version in use does not apply."""
    if bundle.role != "committee":
        return "写明用它的照用"
    return f"用 {in_force.version}" if in_force else "用内置的"
