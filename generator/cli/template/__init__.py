"""``tuoguan template``: Word templates from the first export to the bundle that every agency uses."""

from __future__ import annotations

import click

from generator.cli import chinese

COMMANDS = {
    "export": "导出一件交付件的 Word 模板，作为自有模板的起点",
    "lint": "检查自有模板、参考数据和知识单元，指出位置和改法",
    "preview": "用示例和极端数据填一份模板，看印出来的样子",
    "keygen": "生成发布模板包用的一对密钥",
    "diff": "比较两份 Word 模板或者两个模板包，看有什么不同、是否兼容",
    "letterhead": "做一个只换信头的模板包：标志、名称、页眉页脚、字体",
    "publish": "发布模板包：编译、检查、签名，写成一个文件",
    "trust": "登记一个模板包发布人的公钥，只登记一次",
    "install": "安装发布好的模板包，检查通过后一次切换",
    "list": "列出安装的模板包",
    "status": "安装的模板包用的是哪一版，有没有停用、损坏的",
    "rollback": "退回到模板包上一次用的版次",
    "verify": "核对出具的 Word 文件：用哪一版模板，出具以后改过没有",
    "compile": "由正文和版式编译内置 Word 模板（供本工具维护者使用）",
}


class _Lazy(chinese.Lazy):
    """Each command is a module of this package."""

    package = __name__
    lines = COMMANDS


@click.group("template", cls=_Lazy, no_args_is_help=False)
def command() -> None:
    """导出、检查、编译 Word 模板。"""
