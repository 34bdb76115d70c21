"""Records packed into few bytes while they wait for further rows of an import."""

from __future__ import annotations

import marshal
import zlib
from operator import attrgetter
from types import MappingProxyType

from catalogue.model.records import Claim, Link, Name, Record, Term

_FASTEST = 1


def _texts(entry: type[Name] | type[Link] | type[Term] | type[Claim]) -> attrgetter[tuple[str, ...]]:
    return attrgetter(*entry.__struct_fields__)


_NAME, _LINK, _TERM, _CLAIM = _texts(Name), _texts(Link), _texts(Term), _texts(Claim)


def pack(record: Record) -> bytes:
    """The record as bytes; ``unpack`` gives it back."""
    plain = (
        record.id,
        record.kind,
        dict(record.values),
        tuple(map(_NAME, record.names)),
        tuple(map(_LINK, record.links)),
        tuple(map(_TERM, record.terms)),
        tuple(map(_CLAIM, record.claims)),
    )
    return zlib.compress(marshal.dumps(plain), _FASTEST)


def unpack(packed: bytes) -> Record:
    """The record of these bytes."""
    record_id, kind, values, names, links, terms, claims = marshal.loads(zlib.decompress(packed))
    return Record(
        record_id,
        kind,
        MappingProxyType(values),
        tuple(Name(*each) for each in names),
        tuple(Link(*each) for each in links),
        tuple(Term(*each) for each in terms),
        tuple(Claim(*each) for each in claims),
    )
