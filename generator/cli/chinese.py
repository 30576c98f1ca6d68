"""click in Chinese: help pages, and the words for a command that was typed wrongly."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import ClassVar

import click

_Record = tuple[str, str]  # the names of an option or command, and what it does


class Misused(click.UsageError):
    """Options that do not go together; the message is Chinese and told as it is."""


class Command(click.Command):
    """A command whose help page is Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        pieces = [piece.replace("[OPTIONS]", "[选项]") for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, the one for help last."""
        rows = [_row(record) for record in self._records(ctx)]
        with formatter.section("选项"):
            formatter.write_dl(rows)

    def _records(self, ctx: click.Context) -> Iterator[_Record]:
        """The names of each option, and what it does."""
        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)):
                yield record


class Group(click.Group, Command):
    """A group of commands whose help page is Chinese."""

    command_class = Command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, "[选项] 命令 ...", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        Command.format_options(self, ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(self.rows(ctx))

    def rows(self, ctx: click.Context) -> list[_Record]:
        """Each command with what it does."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, command.get_short_help_str(60)) for name, command in commands if command]


class Lazy(Group):
    """A group whose commands are modules of ``package``, imported when used; ``lines`` is what help says."""

    package: ClassVar[str]
    lines: ClassVar[Mapping[str, str]]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in their order."""
        return [*self.lines]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name; None for none."""
        if cmd_name not in self.lines:
            return None
        command: click.Command = importlib.import_module(f"{self.package}.{cmd_name}").command
        return command

    def rows(self, ctx: click.Context) -> list[_Record]:  # noqa: ARG002
        """Each command with what it does, without loading it."""
        return [*self.lines.items()]


_SHOWN = {
    "Show this message and exit.": "显示本说明",
    "Show the version and exit.": "显示版本",
    "[required]": "（必填）",
}


def _row(record: _Record) -> _Record:
    """An option with what it does, in Chinese throughout."""
    names, words = record
    return names, _in_chinese(words)


def _in_chinese(words: str) -> str:
    for english, chinese in _SHOWN.items():
        words = words.replace(english, chinese)
    return words


def usage(exc: click.UsageError) -> str:
    """What was typed wrongly, and what to do."""
    command = exc.ctx.command_path if exc.ctx else "tuoguan"
    return f"{_wrong(exc)}；用法请看 {command} --help"


def _wrong(exc: click.UsageError) -> str:
    close = "、".join(getattr(exc, "possibilities", None) or ())
    hint = f"，是否要写 {close}？" if close else ""
    if isinstance(exc, click.NoSuchOption):
        return f"没有选项 {exc.option_name}{hint}"
    if isinstance(exc, click.MissingParameter):
        return f"缺少 {_name(exc)}"
    if isinstance(exc, click.BadParameter):
        return f"{_name(exc)} 的值不正确{_shape(exc.param)}"
    if isinstance(exc, Misused):
        return exc.message
    return _wrong_command(exc.message, hint)


def _wrong_command(message: str, hint: str) -> str:
    """What is wrong, where no option and no argument is; told from the English of click."""
    if message == "Missing command.":
        return "缺少命令"
    if message.startswith("No such command"):
        _, name, _ = message.split("'", 2)
        return f"没有命令 {name}{hint}"
    return "命令写法不对"


def _shape(param: click.Parameter | None) -> str:
    """How a value is to be written, where that is not plain."""
    is_day = param is not None and isinstance(param.type, click.DateTime)
    return "，写成 2026-09-01 的样子" if is_day else ""


def _name(exc: click.BadParameter) -> str:
    param = exc.param
    if isinstance(param, click.Option):
        return param.opts[-1]
    return (param.metavar if isinstance(param, click.Argument) else None) or "参数"
