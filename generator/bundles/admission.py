"""What may come in: a bundle at the door with what is known of it, and the line for each that is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.bundles import home, installed, trust, versions
from generator.bundles.home import Home, Use
from generator.bundles.installed import Version
from generator.bundles.manifest import SHOWN, Manifest
from generator.bundles.sealed import Sealed
from generator.errors import BundleError
from generator.problems import error
from generator.signing import PublicKey


@dataclass(frozen=True, slots=True)
class Arrival:
    """A bundle file that is whole in itself, and what is installed of that bundle by its publisher.

    ``use`` is None where nothing is; ``keys`` are the publisher's, the last in force, () for a stranger's.
    """

    found: Sealed
    file: Path
    use: Use | None
    keys: tuple[str, ...]

    @property
    def about(self) -> Manifest:
        """What the bundle says of itself."""
        return self.found.manifest

    @property
    def known(self) -> bool:
        """Whether these very bytes were installed before."""
        return self.use is not None and self.use.digests.get(self.about.version) == self.found.digest

    @property
    def in_use(self) -> bool:
        """Whether they are in use."""
        return self.known and self.use is not None and self.use.use == self.about.version

    @property
    def lower(self) -> bool:
        """Whether a higher version was installed before."""
        order = versions.order(self.about.version)
        return self.use is not None and order < versions.order(self.use.seen)

    def version(self, place: Home) -> Version:
        """The bundle as it lies in its folder once it is installed."""
        about = self.about
        return Version(
            about.id, about.version, place.bundle(about.id, about.version), self.found.digest, about
        )

    def whole(self, place: Home) -> bool:
        """Whether it is installed and nothing of it is missing or altered."""
        if self.use is None or not self.known:
            return False
        found = installed.version(place, self.about.id, self.about.version, self.use)
        return installed.damage(found, self.use) is None


def arrived(place: Home, found: Sealed, file: Path) -> Arrival:
    """A bundle file beside what is on record of it.

    What is installed does not count where another publisher was registered since.
    """
    name = found.manifest.id
    known, state = home.trust(place), home.state(place)
    keys, use = trust.keys(name, known, state), state.get(name)
    if use and set(use.keys) & set(keys):
        return Arrival(found, file, use, use.keys)
    return Arrival(found, file, None, keys)


def verify(given: Arrival) -> None:
    """Refuse what the key in force did not sign; one before it is good for versions up to its last.

    What was installed before was in order then, and mends what was damaged since.
    """
    name, place, signer = given.about.id, str(given.file), given.found.signature.name
    if not given.keys:
        raise _strange(name, place)
    keys = [*map(trust.on_record, given.keys)]
    _refuse_signer(signer, keys, given)
    given.found.check(keys, place)


def _strange(name: str, place: str) -> BundleError:
    hint = f"请先向发布人核对公钥，再运行 tuoguan template trust 公钥.pub --for {name}"
    return BundleError(error(place, f"没有登记“{name}”的公钥，不能确定是谁发布的", hint))


def _refuse_signer(signer: bytes, keys: Sequence[PublicKey], given: Arrival) -> None:
    """Refuse a key that is none of the publisher's, and an old one above its last version."""
    place, number = str(given.file), PublicKey(signer, keys[-1].raw).number
    if signer not in [one.name for one in keys]:
        hint = "不是发布人发布的就不要用；发布人换了密钥的，先安装预告新公钥的那一版"
        raise BundleError(error(place, f"签名用的是密钥 {number}，登记的是 {keys[-1].number}", hint))
    if not given.known and (last := _last_of(signer, keys, given)) is not None:
        message = f"密钥 {number} 已换成 {keys[-1].number}，它签的只认到版次 {last}"
        raise BundleError(error(place, message, "请向发布人要用新密钥签名的文件"))


def _last_of(signer: bytes, keys: Sequence[PublicKey], given: Arrival) -> str | None:
    """The version up to which the signer's key is good, where the bundle is above it."""
    for key, turn in zip(keys, given.use.turns if given.use else (), strict=False):
        if key.name == signer and versions.order(turn) < versions.order(given.about.version):
            return turn
    return None


def refuse_other_bytes(given: Arrival) -> None:
    """One version is one content, however its number is written (2 and 2.0)."""
    about, sum_ = given.about, given.found.digest
    for other, digest in given.use.digests.items() if given.use else ():
        same = versions.order(other) == versions.order(about.version)
        if same and (other, digest) != (about.version, sum_):
            message = f"版次 {other} 已经装过，内容与这个文件不同（摘要 {digest[:SHOWN]} 和 {sum_[:SHOWN]}）"
            raise BundleError(error(str(given.file), message, "改过的内容要用新的版次，请向发布人核对"))


def lower(given: Arrival) -> BundleError:
    """What to say of a version below the highest that was installed."""
    seen = given.use.seen if given.use else ""
    hint = f"确要换回，加 --downgrade；退回上一版用 tuoguan template rollback {given.about.id}"
    return BundleError(error(str(given.file), f"版次 {given.about.version} 低于装过的 {seen}", hint))
