"""The descriptor of a data package (Data Package v1, https://specs.frictionlessdata.io), from the registry.

It contains nothing volatile: no times, paths, versions or counts. The same data gives the same bytes.
"""

from __future__ import annotations

import json

from catalogue.model import vocabularies
from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import KINDS, SOURCE, Kind
from catalogue.model.labels import Vocabulary
from catalogue.model.roles import ROLES
from catalogue.transfer.files.layout import (
    BATCH_COLUMNS,
    BATCHES,
    CHANGE_COLUMNS,
    CHANGES,
    CHILDREN,
    Child,
    columns_of,
    file_of,
)

PACKAGE_NAME = "catalogue"
"""The name that identifies a package of this program."""
_Json = dict[str, object]
_ID = "^[a-z0-9][a-z0-9-]{0,79}$"
_IDS = frozenset({"id", "record", "subject", "object", "source"})
_NEEDED = frozenset({"id", "record", "subject", "object", "role"})
_VOCABULARIES = {"type": vocabularies.NAME_TYPE, "basis": vocabularies.BASIS, "rank": vocabularies.RANK}
_TYPES = {"integer": "integer", "degrees": "number", "flag": "boolean"}
_NOTATIONS = {
    "date": "EDTF (ISO 8601-2): as precise as the source",
    "quantity": "figure: [op]number [unit] [phase] [@as of]",
    "country": "ISO 3166-1 alpha-2",
    "region": "ISO 3166-2",
}


def descriptor(*, history: bool = False) -> bytes:
    """``datapackage.json`` as bytes, for a package without or with history."""
    resources = [_kind(kind) for kind in KINDS.values()] + [_child(child) for child in CHILDREN]
    resources += [_batches(), _changes()] if history else []
    content = {"name": PACKAGE_NAME, "profile": "tabular-data-package", "resources": resources}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _kind(kind: Kind) -> _Json:
    fields = {field.name: field for field in kind.fields}
    described = [_field(fields[name]) if name in fields else _column(name) for name in columns_of(kind)]
    schema: _Json = {"fields": described, "missingValues": [""], "primaryKey": "id"}
    return _resource(kind.plural, file_of(kind), kind.label_plural.en, schema)


def _child(child: Child) -> _Json:
    schema: _Json = {"fields": [_column(name, child.part) for name in child.columns], "missingValues": [""]}
    if "source" in child.columns:
        target = {"resource": SOURCE.plural, "fields": "id"}
        schema["foreignKeys"] = [{"fields": "source", "reference": target}]
    return _resource(child.part, child.file, child.part.title(), schema)


def _batches() -> _Json:
    fields: list[_Json] = [{"name": name, "type": "string"} for name in BATCH_COLUMNS]
    fields[0] = {"name": "batch", "type": "integer", "constraints": {"required": True}}
    fields[1] = {"name": "at", "type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ", "constraints": {"required": True}}
    fields[-1] = {"name": "undoes", "type": "integer"}
    schema: _Json = {"fields": fields, "missingValues": [""], "primaryKey": "batch"}
    schema["foreignKeys"] = [{"fields": "undoes", "reference": {"resource": "", "fields": "batch"}}]
    return _resource(BATCHES.partition(".")[0], BATCHES, "History: what was written when, by whom", schema)


def _changes() -> _Json:
    fields: list[_Json] = [{"name": name, "type": "string"} for name in CHANGE_COLUMNS]
    fields[0] = {"name": "batch", "type": "integer", "constraints": {"required": True}}
    schema: _Json = {"fields": fields, "missingValues": [""]}
    target = {"resource": BATCHES.partition(".")[0], "fields": "batch"}
    schema["foreignKeys"] = [{"fields": "batch", "reference": target}]
    return _resource(CHANGES.partition(".")[0], CHANGES, "History: each change of a batch", schema)


def _resource(name: str, path: str, title: str, schema: _Json) -> _Json:
    return {
        "name": name,
        "path": path,
        "title": title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(field: Field) -> _Json:
    description: _Json = {"name": field.name, "type": _TYPES.get(field.type, "string"), "title": field.label.en}
    if field.type in _NOTATIONS:
        unit = f", in {field.unit}" if field.unit else ""
        description["description"] = _NOTATIONS[field.type] + unit
    if field.type == "flag":
        description |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if field.vocabulary is not None:
        description["constraints"] = _listed(field.vocabulary)
    return description


def _column(name: str, part: str = "") -> _Json:
    """A column that is not a field of a kind: ids, and the columns of names, links, terms and claims."""
    description: _Json = {"name": name, "type": "string"}
    constraints: _Json = {}
    if name in _NEEDED or (name in ("field", "value") and part) or (name == "text" and part == "names"):
        constraints["required"] = True
    if name in _IDS:
        constraints["pattern"] = _ID
    elif name in _VOCABULARIES:
        constraints |= _listed(_VOCABULARIES[name])
    elif name == "role":
        constraints["enum"] = list(ROLES)
    elif name == "field" and part == "terms":
        constraints["enum"] = [field.name for field in TERM_FIELDS]
    elif name in ("start", "end", "as_of"):
        description["description"] = _NOTATIONS["date"]
    if constraints:
        description["constraints"] = constraints
    return description


def _listed(vocabulary: Vocabulary) -> _Json:
    return {"enum": list(vocabulary.codes)}
