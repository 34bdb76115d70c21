"""What Datasette needs to know of a catalogue: titles, facets, searches, and what is not for the public.

The full-text table holds keys of our own making and no text, so Datasette's own search box cannot use it; the plugin
beside the file asks our search instead. JSON is YAML, too.
"""

from __future__ import annotations

import json

from catalogue.model.kinds import KINDS, Kind
from catalogue.store.schema import TABLES

FACETS = ("form", "status", "country", "region")
SEARCH = (
    "select r.id, r.kind, r.form, r.status, r.label as name, r.summary "
    "from json_each(catalogue_search(:q)) f join record r on r.id = f.value order by f.key"
)
NAMES = (
    "select r.id, r.kind, n.text as name, n.lang, n.type from name n join record r on r.num = n.record "
    "where n.text like '%' || :part || '%' order by n.text limit 200"
)
RECORD = (
    "select 'name' as part, type || ' ' || lang as what, text as value, '' as source from name "
    "where record = (select num from record where id = :id) union all "
    "select 'link', role, object_label || ' (' || object || ')', source from links where subject = :id union all "
    "select 'linked from', role, subject_label || ' (' || subject || ')', source from links where object = :id "
    "union all "
    "select 'claim', c.field, c.value, s.id from claim c left join record s on s.num = c.source "
    "where c.record = (select num from record where id = :id)"
)
QUERIES = {
    "find": ("Find", "The query language of the catalogue; needs the plugin.", SEARCH),
    "spellings": ("Names", "Names in any script that hold these letters.", NAMES),
    "card": ("Record", "Names, links in both directions and claims of a record, by its id.", RECORD),
}


def metadata() -> str:
    """The file as text."""
    shown = {kind.plural: _view(kind) for kind in KINDS.values()}
    links = {"title": "Links", "facets": ["role", "basis"]}
    closed = {table: {"hidden": True, "allow": False} for table in (*TABLES, "_sqlite_migrations", *_SHADOWS)}
    database = {
        "title": "Agreements, technoparks and clusters",
        "allow_sql": False,
        "allow_download": False,
        "tables": {**shown, "links": links, **closed},
        "queries": {
            name: {"title": title, "description": about, "sql": sql} for name, (title, about, sql) in QUERIES.items()
        },
    }
    told = {
        "title": "Catalogue",
        "description": "International and interregional agreements, technoparks and clusters",
        "databases": {"catalogue": database},
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


_SHADOWS = ("search_config", "search_data", "search_idx")


def _view(kind: Kind) -> dict[str, object]:
    known = {field.name for field in kind.fields}
    return {"title": kind.label_plural.en, "facets": [name for name in FACETS if name in known]}
