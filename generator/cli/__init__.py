"""The command ``tuoguan``: one thin file a command, loaded only when it is called."""

from __future__ import annotations

import gc

import click

from generator import __version__
from generator.cli import chinese, say, streams

_COMMANDS = {
    "new": "建立一个待填写的客户文件夹",
    "registry": "按企业名册建立各家的客户文件夹，列出与名册的不同",
    "check": "检查客户数据，一次列出全部问题",
    "build": "生成一家或多家企业的资料包",
    "batch": "成批生成，没有变化的跳过，中断后接着做",
    "workbook": "把已有的数据做成填报簿，用 Excel 或 WPS 填",
    "convert": "数据在 YAML、JSON、填报簿之间转换",
    "ledger": "把企业填的 Excel 台账读回成记录",
    "issue": "签发文书并留底，登记送达、签字、报备",
    "revise": "修订已签发的文书，列出差异",
    "withdraw": "作废签发有误的文书",
    "renew": "续签服务协议，登记下一个服务期",
    "status": "今天该做什么：逾期、到期、到场，一家或者多家",
    "map": "单独画四色图，A3 或 A4，PNG、PDF 或 SVG",
    "list": "列出交付目录",
    "suggest": "按设备、区域、岗位建议风险点，供现场核实",
    "template": "导出、检查、发布、安装 Word 模板",
}


class _Lazy(chinese.Lazy):
    """Each command is a module of this package."""

    package = __name__
    lines = _COMMANDS


@click.group(cls=_Lazy, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tuoguan", message="%(prog)s %(version)s")
def _tuoguan() -> None:
    """安全托管资料包生成工具：一份填报数据，一整套资料。"""


def main() -> None:
    """Run the command line; problems print one line each and exit with 1."""
    streams.forgive()
    gc.set_threshold(50_000)  # a short run that builds few cycles; collecting often costs a tenth of it
    try:
        _tuoguan(prog_name="tuoguan", standalone_mode=False)
    except click.UsageError as exc:
        _fault(chinese.usage(exc))
        raise SystemExit(2) from None
    except click.Abort:
        say.aside("已中止")
        raise SystemExit(1) from None
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as exc:  # noqa: BLE001 - no traceback meets a user
        _tell(exc)
        raise SystemExit(1) from None


def _tell(exc: BaseException) -> None:
    """Whatever ended a command, in one line a problem."""
    from generator import api  # only here: help and usage need none of it

    if isinstance(exc, api.GeneratorError):
        for problem in exc.problems:
            _fault(str(problem))
    elif isinstance(exc, OSError) and exc.filename is None:  # about a stream, not a file: no fault of ours
        if words := streams.gone(exc):
            _fault(words)
    else:
        say.problems([api.crash.told("", exc, say.cache())])


def _fault(words: str) -> None:
    say.aside(f"错误：{words}")
