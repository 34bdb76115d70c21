"""The real program on the judged documents: a catalogue built by ``corpus.py``, queried through the API."""

from __future__ import annotations

from pathlib import Path

from catalogue.api import find
from catalogue.api.session import Session
from search import corpus

HERE = Path(__file__).parent
DOCS = HERE / "docs.jsonl"
LIMIT = 10


class Program:
    """A catalogue of the judged documents."""

    def __init__(self, folder: Path) -> None:
        path = folder / "documents.db"
        corpus.build(DOCS, path)
        self.session = Session.open(path, read_only=True)

    def search(self, query: str) -> list[str]:
        """The ids of the first ten records, best first."""
        return list(find.ids(self.session, query, limit=LIMIT))

    def answers(self, query: str, *, rescue: bool) -> bool:
        """Whether a plain text finds anything; ``rescue`` allows another layout and typing errors."""
        return any(find.ids(self.session, query, exact=not rescue, limit=1))
