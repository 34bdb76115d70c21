"""An already imported row counts as unchanged, but only where reading it would give that result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.api import history
from catalogue.api.exchange import ImportOptions, ImportReport, import_files
from catalogue.api.session import Session
from catalogue.errors import ImportRefused, UnusableCatalogue
from catalogue.model.records import Record
from catalogue.store import backup, records

HEAD = "id,name_en,form,status,signed,summary"
ROWS = (
    "agr-one,One,memorandum,signed,2021-06-24,About one",
    "agr-one,Uno,memorandum,signed,2021-06-24,",
    "agr-two,Two,treaty,in force,03/04/2023,",
    " agr-two,Two,treaty,in force,03/04/2023,About two",
    "agr-three,Three,,n/a,unknown,",
    ",One,memorandum,,,",
    ",Four,,,,",
    ",Four,protocol,,,",
    "agr-four,Four,,,,",
    "agr-five,Five,nonsense,,,",
    "agr-five,Five,,,,Write to office@example.org",
)
MODES = ("insert", "upsert", "ignore", "replace")
_NUMBERS = count()

Told = tuple[object, ...]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with _made(tmp_path) as opened:
        yield opened


def _made(folder: Path) -> Session:
    path = folder / f"{next(_NUMBERS)}.db"
    backup.new(path)
    return Session.open(path)


def _file(folder: Path, *rows: str) -> str:
    path = folder / "agreements.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return str(path)


def _forget(session: Session) -> None:
    """Force every row to be read again."""
    with session.writing() as connection:
        connection.execute("DELETE FROM arrival")


def _held(session: Session) -> list[Record]:
    return list(records.every(session.reading))


def _summary(report: ImportReport) -> Told:
    steps = [(step.kind, step.where, step.record, step.changes) for step in report.steps]
    counts = (report.read, report.added, report.changed, report.same, report.refused)
    return counts, report.issues, report.notes, steps, report.records_added, report.records_changed


def _import(session: Session, path: str, **options: object) -> Told:
    try:
        return _summary(import_files(session, [path], ImportOptions(**options)))  # type: ignore[arg-type]
    except ImportRefused as refused:
        return refused.code, refused.issues


IMPORTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(ROWS), min_size=1, max_size=4),
        st.sampled_from(MODES),
        st.sampled_from((None, "dmy", "mdy")),
        st.booleans(),
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(IMPORTS)
def test_skipping_known_rows_gives_the_same_imports_as_reading_every_row(tmp_path: Path, imports: list) -> None:
    with _made(tmp_path) as quick, _made(tmp_path) as thorough:
        for rows, mode, order, partial in imports:
            path = _file(tmp_path, *rows)
            asked = {"mode": mode, "date_order": order, "partial": partial}
            _forget(thorough)
            assert _import(quick, path, **asked) == _import(thorough, path, **asked)
            assert _held(quick) == _held(thorough)


def test_a_known_row_is_not_compared_with_its_record(session: Session, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS[0], ROWS[8])
    import_files(session, [path], ImportOptions())
    with session.writing() as connection:  # bypassing the normal way to write, which would forget the row
        connection.execute("UPDATE record SET summary = 'other' WHERE id = 'agr-one'")
    again = import_files(session, [path], ImportOptions())
    assert (again.same, again.batch) == (2, None)
    _forget(session)
    assert _import(session, path)[0] == "import.refused"


def test_a_record_edited_since_is_compared_with_its_row(session: Session, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS[0])
    import_files(session, [path], ImportOptions())
    import_files(session, [_file(tmp_path, ROWS[1])], ImportOptions(mode="upsert"))
    assert import_files(session, [_file(tmp_path, ROWS[0])], ImportOptions(mode="upsert")).changed == 1
    assert [name.text for name in _held(session)[0].names] == ["One"]


def test_a_row_is_read_again_if_it_would_be_read_differently(session: Session, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS[2])
    import_files(session, [path], ImportOptions(date_order="dmy"))
    assert import_files(session, [path], ImportOptions(date_order="dmy", mode="upsert")).same == 1
    assert import_files(session, [path], ImportOptions(date_order="mdy", mode="upsert")).changed == 1
    assert _held(session)[0].values["signed"] == "2023-03-04"


def test_the_rows_of_a_removed_record_are_forgotten(session: Session, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS[0])
    history.undo(session, import_files(session, [path], ImportOptions()).batch)
    assert import_files(session, [path], ImportOptions()).added == 1


def test_a_damaged_file_is_checked_before_a_long_import_writes(session: Session, tmp_path: Path) -> None:
    known, long = _file(tmp_path, ROWS[0]), [f"agr-{letter},Long,,,,{' ' * 900_000}" for letter in "abcdefghi"]
    import_files(session, [known], ImportOptions())
    with session.writing() as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("INSERT INTO tag (record, tag, at) VALUES ('', 'x', '')")
    before = session.path.read_bytes()[100:]  # after the header, which counts how often the file was opened for writing
    with pytest.raises(UnusableCatalogue) as refused:
        import_files(session, [_file(tmp_path, ROWS[0], *long)], ImportOptions())
    assert refused.value.code == "db.corrupt"
    assert session.path.read_bytes()[100:] == before
