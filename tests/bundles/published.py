"""Bundles as publishers put them out, one version after another, and a home that trusts the first of them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator import signing
from generator.bundles import home, install, manifest, proving, sealed, trust
from generator.bundles.home import Home
from generator.bundles.install import Outcome, Terms
from generator.bundles.manifest import Manifest
from generator.signing import SecretKey

NAME = "某专业委"
TERMS = Terms(datetime.date(2026, 11, 28), "0.1.0")
FIELDS = "reference/contract_fields.yaml"


KEYS = tuple(signing.generated() for _ in range(4))  # of publishers, one after another


def about(version: str, **more: object) -> Manifest:
    """What a version of the committee's bundle says of itself."""
    return replace(Manifest(NAME, version, "示例专业委员会模板包"), **more)  # type: ignore[arg-type]


def data(version: str, by: SecretKey | None = None, label: str = "企业名称", **more: object) -> bytes:
    """The bytes of a bundle file, which calls the enterprise by that ``label`` where it lists fields."""
    return of_files(about(version, **more), {FIELDS: f"- [{label}, enterprise.name]\n"}, by)


def of_files(about: Manifest, texts: Mapping[str, str], by: SecretKey | None = None) -> bytes:
    """The bytes of a bundle file of those texts."""
    edition = f'edition: "{about.version}"\nneeds: 2\nfiles: [{", ".join(texts)}]\n'
    files = {name: text.encode() for name, text in {**texts, "edition.yaml": edition}.items()}
    return sealed.sealed(about, files, by or KEYS[0])


@dataclass(frozen=True)
class Desk:
    """A home beside the files that somebody was sent."""

    folder: Path
    trusting: bool = True

    def __post_init__(self) -> None:
        if self.trusting:
            trust.register(self.place, NAME, KEYS[0].public, "committee")

    @property
    def place(self) -> Home:
        return Home(self.folder / "home")

    def file(
        self, version: str, by: SecretKey | None = None, label: str = "企业名称", **more: object
    ) -> Path:
        """A bundle file that was sent."""
        path = self.folder / f"{NAME}-{version}{manifest.ENDING}"
        path.write_bytes(data(version, by, label, **more))
        return path

    def install(
        self, version: str, by: SecretKey | None = None, label: str = "企业名称", **more: object
    ) -> Outcome:
        return install.install(self.place, self.file(version, by, label, **more), TERMS)

    def downgrade(self, version: str, label: str = "企业名称", **more: object) -> Outcome:
        return install.install(
            self.place, self.file(version, None, label, **more), replace(TERMS, downgrade=True)
        )

    @property
    def use(self) -> home.Use:
        return home.state(self.place)[NAME]


def believe(patch: pytest.MonkeyPatch) -> None:
    """Let bundles come in unproven, and nothing be waited for that would outlive a power cut."""
    patch.setattr(proving, "prove", lambda *_: ())
    patch.setattr(os, "fsync", lambda _: None)
