"""The completion scripts of shells, because words with a colon (``kind:tech``) need more than click's own scripts.

Bash splits a word at colons and quotes, and replaces only the last part; so its script passes the whole line, and gets
only that part back. In bash and zsh no space is inserted after the colon of a field. Fish would cut a completion at its
comma. Click does not support PowerShell; its script passes the words before the cursor, one per line, and the word at
the cursor.
"""

from __future__ import annotations

import os
import re
from typing import Any

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)
from msgspec import Struct

_BASH = """\
%(complete_func)s() {
    local response type value
    response=$(env COMP_LINE="${COMP_LINE:0:COMP_POINT}" _CATALOGUE_BREAKS="$COMP_WORDBREAKS" \
%(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                COMPREPLY+=("$value")
                [[ $value == *: ]] && compopt -o nospace
                ;;
        esac
    done <<< "$response"
    return 0
}

%(complete_func)s_setup() {
    complete -o nosort -F %(complete_func)s %(prog_name)s
}

%(complete_func)s_setup;
"""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $ast, $cursor)
    $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { "$_" }
    })
    $encoding = [Console]::OutputEncoding
    $env:COMP_WORDS = $before -join "`n"
    $env:COMP_CWORD = $word.Trim("'", '"')
    $env:%(complete_var)s = 'powershell_complete'
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        & %(prog_name)s | ForEach-Object {
            $type, $value, $shown, $told = $_ -split "`t", 4
            if ($type -eq 'plain') {
                [System.Management.Automation.CompletionResult]::new($value, $shown, 'ParameterValue', $told)
            }
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item 'Env:COMP_WORDS', 'Env:COMP_CWORD', 'Env:%(complete_var)s' -ErrorAction SilentlyContinue
    }
}
"""
_BARE = re.compile(r"[\w./\\:=+*%^~-][\w./\\:=+*%^~!?-]*")
_SPECIAL = re.compile(r"([^\w%+,./:=@^-])")


class Line(Struct, frozen=True):
    """A line up to the cursor: the words before the last, the last one, and what bash will replace.

    ``kept`` is the number of characters of the last word that bash keeps; ``quote`` is the quote that is open in it, or
    "".
    """

    args: list[str]
    last: str
    kept: int = 0
    quote: str = ""


def line(text: str, breaks: str) -> Line:
    """A command line as typed, the command's name first; ``breaks`` are the characters at which bash splits words."""
    quote, start, cut, at = "", 0, 0, 0
    while at < len(text):
        sign = text[at]
        if sign == "\\" and quote != "'":
            at += 1  # the next character is literal
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote, cut = sign, at + 1
        elif sign.isspace():
            start = cut = at + 1
        elif sign in breaks:
            cut = at + 1
        at += 1
    args = split_arg_string(text[:start])[1:]
    last = "".join(split_arg_string(text[start:]))
    before = text[start : cut - len(quote)]
    return Line(args, last, len("".join(split_arg_string(before))), quote)


class Bash(BashComplete):
    """Bash: completes words with colons, and within quotes."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor's, and that word."""
        if "COMP_LINE" not in os.environ:
            return super().get_completion_args()
        typed = self._line()
        return typed.args, typed.last

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """The part that bash inserts, escaped for the line."""
        value = str(item.value)
        if "COMP_LINE" in os.environ and item.type == "plain":
            typed = self._line()
            value = value[typed.kept :]
            if typed.quote == '"':
                value = re.sub(r'(["\\$`])', r"\\\1", value)
            elif not typed.quote:
                value = _SPECIAL.sub(r"\\\1", value)
        return f"{item.type},{value}"

    def _line(self) -> Line:
        return line(os.environ["COMP_LINE"], os.environ.get("_CATALOGUE_BREAKS", ""))


class Zsh(ZshComplete):
    """Zsh: inserts no space after the colon of a field."""

    source_template = ZshComplete.source_template.replace(
        """            if [[ "$descr" == "_" ]]; then""",
        """            if [[ "$key" == *: ]]; then
                compadd -U -S '' -- "${key//\\\\:/:}"
            elif [[ "$descr" == "_" ]]; then""",
    )


class Fish(FishComplete):
    """Fish: does not split a completion at commas."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


class PowerShell(ShellComplete):
    """PowerShell: a completion that is not a bare word is quoted."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor's, and that word."""
        return os.environ.get("COMP_WORDS", "").split("\n")[1:], os.environ.get("COMP_CWORD", "")

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Type, inserted text, shown text and description, separated by tabs; none of these is empty."""
        value = str(item.value)
        put = value if _BARE.fullmatch(value) else "'" + value.replace("'", "''") + "'"
        text = (item.help or value).replace("\n", " ").replace("\t", " ")
        return f"{item.type}\t{put}\t{value}\t{text}"


def register() -> None:
    """Register these classes with click."""
    for each in (Bash, Zsh, Fish, PowerShell):
        add_completion_class(each)
