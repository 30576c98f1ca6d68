"""The arguments and options of the commands: those that several share, and some handed over as one value."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from generator.cli import say

if TYPE_CHECKING:
    from generator.api import Library

_Taken = Callable[[click.Context, click.Parameter, datetime.datetime | None], datetime.date | None]
_Command = Callable[..., Any]
Decorator = Callable[[_Command], _Command]

PATH: click.Path = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_TEMPLATE = "作为哪一件交付件的模板，不写则按文件里的标识或文件名"


# The names of an option stand in one text, as `-o --out pack`; a last one without dashes is its parameter's.
def path(names: str, shape: str, words: str, required: bool = False) -> Decorator:
    """An option that takes a path."""
    return click.option(*names.split(), type=PATH, metavar=shape, help=words, required=required)


def out(shape: str, words: str) -> Decorator:
    """Where a command writes to; it has to be said."""
    return path("-o --out", shape, words, required=True)


def day(names: str, words: str, required: bool = False) -> Decorator:
    """An option that takes a day."""
    return _day(names, words, _date, required)


def text(names: str, shape: str, words: str) -> Decorator:
    """An option that takes words, "" where there are none."""
    return click.option(*names.split(), default="", metavar=shape, help=words)


def flag(names: str, words: str) -> Decorator:
    """An option that is given or not."""
    return click.option(*names.split(), is_flag=True, help=words)


def argument(name: str, shape: str) -> Decorator:
    """A path that has to be given."""
    return click.argument(name, type=PATH, metavar=shape)


def several(name: str, shape: str) -> Decorator:
    """Paths, of which at least one has to be given."""
    return click.argument(name, nargs=-1, required=True, type=PATH, metavar=shape)


def gathered(name: str, kind: Callable[..., Any], *options: Decorator) -> Decorator:
    """Options that belong together: their values are handed over as one of ``kind``, under ``name``."""
    own = _parameters(options)

    def decorate(command: _Command) -> _Command:
        @functools.wraps(command)
        def whole(**given: Any) -> Any:
            values = {one: given.pop(one) for one in own}
            return command(**given, **{name: kind(**values)})

        return _decorated(whole, options)

    return decorate


def _parameters(options: tuple[Decorator, ...]) -> list[str]:
    """What the parameters of options are called."""
    bare = click.command("bare")(_decorated(lambda: None, options))
    return [str(param.name) for param in bare.params]


def _decorated(command: _Command, options: tuple[Decorator, ...]) -> _Command:
    """A command with the options, in their order, before those that it has."""
    for option in reversed(options):
        command = option(command)
    return command


def _day(names: str, words: str, taken: _Taken, required: bool = False) -> Decorator:
    """An option whose moment, midnight of a day, is ``taken`` for what the command gets."""
    return click.option(
        *names.split(), type=_DAY, callback=taken, metavar="年-月-日", help=words, required=required
    )


def _date(_: click.Context, __: click.Parameter, given: datetime.datetime | None) -> datetime.date | None:
    return given.date() if given else None


def _or_today(_: click.Context, __: click.Parameter, given: datetime.datetime | None) -> datetime.date:
    return given.date() if given else say.today()


class Basis(NamedTuple):
    """The day up to which things are known, and the folder of own templates."""

    day: datetime.date
    templates: Path | None

    def library(self) -> Library:
        """The library to work by; what own templates take the place of is told."""
        return say.library(self.templates, self.day)


client = argument("client", "客户")
clients = several("clients", "客户...")
files = several("given", "文件...")
templates = path("--templates", "文件夹", "自有 Word 模板或者模板包的文件夹，优先于内置的")
pack = path("-o --out pack", "资料包", "资料包的文件夹或它的上级：取其中的文件，并写回去")
as_json = flag("--json as_json", "以 JSON 输出，供程序使用")
until = _day("--date day", "文书日期：所知到这一天为止，默认今天", _or_today)
basis = gathered("basis", Basis, until, templates)
template = text("--as name", "编号", _TEMPLATE)
strict = flag("--strict", "有提示也视为错误")
keep_records = flag("--keep-records", "records 里的记录不并入，仍各是一个文件")
