"""Build a catalogue from judged search documents, through the program's own import.

    python corpus.py DOCS.jsonl DB
    python evaluate.py -q QUERIES --cmd 'catalogue --db DB search --ids --limit 10 -- {}'

A document has ``id, kind, names [{lang, text}]`` and may have ``acronyms, dates, place, sector, parties`` (lists of
text) and ``text [{lang, text}]``. Kinds ``sez`` and ``region`` become technopark/sez and place/region. Places and
parties that are documents themselves become links; what cannot be resolved is kept as text, as labels and topics.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from catalogue.model import codes
from catalogue.text.normalise import fold

Doc = dict[str, Any]
KINDS = {"sez": ("technopark", "sez"), "region": ("place", "region")}
LANGS = {"uz": "uz-Latn", "uz_cyrl": "uz-Cyrl"}
DATES = {"agreement": "term", "technopark": "founded", "cluster": "founded", "event": "date"}
PARTIES = ("organisation", "technopark", "sez", "cluster", "region")


def lang(tag: str) -> str:
    return LANGS.get(tag, tag)


def by_name(docs: Iterable[Doc], kinds: tuple[str, ...]) -> dict[str, str]:
    """Documents of some kinds by each of their names."""
    found: dict[str, str] = {}
    for doc in docs:
        if doc["kind"] in kinds:
            for text in (*(name["text"] for name in doc["names"]), *doc.get("acronyms", [])):
                found.setdefault(fold(text), doc["id"])
    return found


def when(dates: list[str]) -> str:
    """One EDTF date for a list: the only one, or the interval from the first to the last."""
    ordered = sorted(dates)
    return ordered[0] if len(ordered) < 2 else f"{ordered[0]}/{ordered[-1]}"


def region_code(doc: Doc) -> str | None:
    return next((code for name in doc["names"] if (code := codes.find_region(name["text"]))), None)


def record(doc: Doc, places: dict[str, str], parties: dict[str, str]) -> Doc:
    """The document as a record of the catalogue, in the form of a JSON Lines import."""
    kind, form = KINDS.get(doc["kind"], (doc["kind"], ""))
    made: Doc = {"id": doc["id"], "kind": kind, "form": form}
    made["names"] = [{"text": name["text"], "lang": lang(name["lang"]), "type": "preferred"} for name in doc["names"]]
    made["names"] += [{"text": text, "lang": "", "type": "acronym"} for text in doc.get("acronyms", [])]
    terms = [{"field": "topic", "value": text} for text in doc.get("sector", [])]
    links = []
    for text in doc.get("place", []):
        place = places.get(fold(text))
        if place and place != doc["id"]:
            links.append({"role": "located_in", "object": place})
        else:
            terms.append({"field": "label", "value": text})
    for text in doc.get("parties", []):
        party = parties.get(fold(text)) if kind == "agreement" else None
        if party:
            links.append({"role": "party", "object": party})
        else:
            terms.append({"field": "label", "value": text})
    if kind == "place" and (code := region_code(doc)):
        made |= {"country": code[:2], "region": code}
        terms.append({"field": "identifier", "value": f"iso:{code}"})
    if doc.get("dates"):
        if kind in DATES:
            made[DATES[kind]] = when(doc["dates"])
        else:
            terms += [{"field": "label", "value": date} for date in doc["dates"]]
    made["summary"] = "\n".join(text["text"] for text in doc.get("text", []))
    made |= {"terms": unique(terms), "links": unique(links)}
    return {name: value for name, value in made.items() if value}


def unique(entries: list[Doc]) -> list[Doc]:
    return list({json.dumps(entry, sort_keys=True): entry for entry in entries}.values())


def build(source: Path, database: Path) -> None:
    """Write the catalogue; raises ``CalledProcessError`` if the program refuses a document."""
    docs = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    places, parties = by_name(docs, ("region",)), by_name(docs, PARTIES)
    program = [sys.executable, "-m", "catalogue", "--db", str(database)]
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "documents.jsonl"
        with register.open("w", encoding="utf-8") as file:
            for doc in docs:
                print(json.dumps(record(doc, places, parties), ensure_ascii=False), file=file)
        subprocess.run([*program, "db", "init", "--empty"], check=True)
        subprocess.run([*program, "-q", "import", str(register)], check=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(f"usage: {Path(sys.argv[0]).name} DOCS.jsonl DB")
    build(Path(sys.argv[1]), Path(sys.argv[2]))
