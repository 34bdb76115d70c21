"""What refers to a record: a link, a source, or a claim about a link."""

from __future__ import annotations

from pathlib import Path

from catalogue.model.records import Claim, Link, Name, Record
from catalogue.store import referring
from made import stored

SOURCE = Record("src-letter", "source")
OFFICE = Record("org-office", "organisation")
LINKED = Record("agr-linked", "agreement", links=(Link("party", "org-office"),))
LINK_CITED = Record("agr-link-cited", "agreement", links=(Link("party", "org-office", source="src-letter"),))
NAME_CITED = Record("agr-name-cited", "agreement", names=(Name("Plan", "en", "preferred", source="src-letter"),))
CLAIMED = Record("agr-claimed", "agreement", claims=(Claim("party", "org-office", source="src-letter"),))
SAME_TEXT = Record("agr-same-text", "agreement", claims=(Claim("note", "org-office"),))


def test_links_sources_and_claims_about_links_refer_to_a_record_and_texts_do_not(tmp_path: Path) -> None:
    everything = [SOURCE, OFFICE, LINKED, LINK_CITED, NAME_CITED, CLAIMED, SAME_TEXT]
    with stored(tmp_path / "catalogue.db", everything) as session:
        connection = session.reading
        assert referring.to(connection, "org-office") == ("agr-claimed", "agr-link-cited", "agr-linked")
        assert referring.to(connection, "src-letter") == ("agr-claimed", "agr-link-cited", "agr-name-cited")
        assert referring.to(connection, "agr-linked") == ()
        assert referring.to(connection, "no-such-record") == ()
        assert referring.to_each(connection, ("org-office", "src-letter", "agr-linked")) == {
            "org-office": ("agr-claimed", "agr-link-cited", "agr-linked"),
            "src-letter": ("agr-claimed", "agr-link-cited", "agr-name-cited"),
        }


def test_claims_are_read_once_for_any_number_of_records(tmp_path: Path) -> None:
    with stored(tmp_path / "catalogue.db", [SOURCE, OFFICE, LINKED]) as session:
        statements: list[str] = []
        session.reading.set_trace_callback(statements.append)
        referring.to_each(session.reading, ("org-office", "src-letter", "agr-linked"))
        assert len(statements) == 1
