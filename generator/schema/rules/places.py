"""Where the enterprise is: its address, county and bureau belong together; it is not its own agency."""

from __future__ import annotations

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import View

# Counties whose names stand in addresses; those of the development zone name the district around it.
_COUNTIES = ("婺城区", "金东区", "兰溪市", "东阳市", "义乌市", "永康市", "武义县", "浦江县", "磐安县")
_ZONE = "金华开发区"
_COUNTY: Keys = ("enterprise", "county")
_NAMING: tuple[Keys, ...] = (("enterprise", "address"), ("regulator", "name"))  # what names a county
_SERVED: Keys = ("enterprise", "uscc")
_SERVING: Keys = ("agency", "uscc")


def county(view: View) -> None:
    """The address and the bureau name no other county than that of the enterprise."""
    own = view.get(*_COUNTY)
    if own and own != _ZONE:
        for keys in _NAMING:
            _names_another(view, keys, own)


def _names_another(view: View, keys: Keys, own: str) -> None:
    """Tell a text that names another county than the enterprise's own."""
    text = view.get(*keys) or ""
    named = [name for name in _COUNTIES if name in text]
    if named and own not in named:
        message = f"写的是{named[0]}，属地却是{own}{view.mention(_COUNTY, keys)}"
        view.warn(keys, message, f"请核对{shape.at(keys).title}和属地")


def own_agency(view: View) -> None:
    """Who is served and who serves are two."""
    code = view.get(*_SERVED)
    if code and code == view.get(*_SERVING):
        message = f"和服务机构的统一社会信用代码相同{view.mention(_SERVING, _SERVED)}"
        view.error(_SERVED, message, "请按两家的营业执照核对")


RULES = (county, own_agency)
