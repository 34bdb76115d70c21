"""Problems as data: what was wrong, where, and the nearest right value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct


class Where(Struct, frozen=True):
    """A spot in an input: file, line (1-based, of the file), column name, and the cell's text as given."""

    file: str = ""
    line: int = 0
    column: str = ""
    value: str = ""
    record: str = ""


class Issue(Struct, frozen=True):
    """One problem: ``catalogue.present.words`` makes its sentence from ``code`` and ``params``; ``fatal`` rejects the
    row."""

    code: str
    where: Where = Where()
    params: Mapping[str, object] = MappingProxyType({})
    fatal: bool = True
