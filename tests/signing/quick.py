"""Keys of tests open quickly: their passphrases are as easy to guess as scrypt allows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.signing import secret


@pytest.fixture(scope="package", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret, "_OPERATIONS", 32_768)
        patch.setattr(secret, "_MEMORY", 1_048_576)
        yield
