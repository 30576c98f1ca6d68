"""What texts need numbers of: dust, ammonia, molten metal, cold rooms, furnaces, boilers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Amount, Place, Words


class DustKind(StrEnum):
    """What the dust is of; 钢 is what polishing of stainless and carbon steel leaves."""

    ALUMINIUM = "铝"
    MAGNESIUM = "镁"
    OTHER_METAL = "其他金属"
    STEEL = "钢"
    WOOD = "木"
    FIBRE = "纺织纤维"
    GRAIN = "粮食"
    PLASTIC = "塑料树脂"
    POWDER_COATING = "粉末涂料"
    OTHER = "其他"


class CollectorType(StrEnum):
    WET = "湿式"
    DRY = "干式"


class Refrigeration(StrEnum):
    """Whether ammonia itself evaporates in the rooms, or cools what is sent there."""

    DIRECT = "直接蒸发"
    INDIRECT = "间接冷却"


class HeatMedium(StrEnum):
    STEAM = "蒸汽"
    HOT_WATER = "热水"
    HOT_OIL = "导热油"


class HeatSource(StrEnum):
    """What is burned, or what heats instead."""

    NATURAL_GAS = "天然气"
    LPG = "液化石油气"
    DIESEL = "柴油"
    COAL = "煤"
    BIOMASS = "生物质"
    POWER = "电"
    STEAM = "蒸汽"
    HOT_OIL = "导热油"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Collector:
    """A dust collector, by the name of the equipment; serves are the names of the machines it draws from."""

    equipment: str
    type: CollectorType | None
    serves: Words


@dataclass(frozen=True, slots=True)
class Dust:
    """A combustible dust in a zone (its name); people is the most that work there in a shift."""

    kind: DustKind | None
    zone: str
    zone_code: str
    people: int | None
    collectors: tuple[Collector, ...]
    controls: str
    cleaning: str
    keys: Place


@dataclass(frozen=True, slots=True)
class Ammonia:
    """The ammonia refrigeration: charge in tonnes, the zone of the machine room by name.

    freezer_people is the most that work in the quick-freezing room in a shift; given tells whether the
    data has any of it.
    """

    given: bool
    charge_t: Amount
    system: Refrigeration | None
    zone: str
    zone_code: str
    freezer_people: int | None


@dataclass(frozen=True, slots=True)
class MoltenMetal:
    """Molten metal in a furnace, by the name of the equipment; capacity of one in tonnes.

    quantity is how many of them there are, 0 where the equipment does not tell.
    """

    metal: str
    furnace: str
    zone: str
    zone_code: str
    quantity: int
    fuel: HeatSource | None
    capacity_t: Amount
    water: str
    keys: Place


@dataclass(frozen=True, slots=True)
class ColdRoom:
    """A cold room: temperature in ℃, the most people inside at once.

    release (a door that opens from inside) and alarm (a call from inside) are 有, 无 or "" where nobody said.
    """

    name: str
    zone: str
    zone_code: str
    temperature_c: Amount
    people: int | None
    release: str
    alarm: str
    keys: Place


@dataclass(frozen=True, slots=True)
class Furnace:
    """A furnace or oven by the name of the equipment; its working temperature in ℃.

    flame_out (gas cut off when the flame is lost) is 有, 无 or "" where nobody said.
    """

    equipment: str
    zone: str
    zone_code: str
    quantity: int
    kind: str
    fuel: HeatSource | None
    temperature_c: Amount
    flame_out: str
    keys: Place


@dataclass(frozen=True, slots=True)
class Boiler:
    """A boiler by the name of the equipment; output of one in t/h or MW, pressure in MPa."""

    equipment: str
    zone: str
    zone_code: str
    quantity: int
    medium: HeatMedium | None
    fuel: HeatSource | None
    output_th: Amount
    output_mw: Amount
    pressure_mpa: Amount
    keys: Place
