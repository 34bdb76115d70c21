"""The options and the report of an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from catalogue.model.answers import Note
from catalogue.model.issues import Issue
from catalogue.model.values import DateOrder, Decimals
from catalogue.transfer.files.table import ReadOptions
from catalogue.transfer.intake.plan import Mode, Step
from catalogue.transfer.rows.validate import Rules


def _as_code(issue: Issue) -> str:
    """The default words for a problem: its code and parameters."""
    return " ".join([issue.code, *(f"{name}={value}" for name, value in issue.params.items() if value is not None)])


class ImportOptions(ReadOptions, frozen=True):
    """How to read the files, what to do with existing ids, and what to do about bad rows.

    ``kind`` is the kind of all rows, "" if the file or its name says it. ``map`` gives headers their columns ("" leaves
    one out), ``mapping`` is the path of a mapping file, ``recipe`` the text of a mapping that is not in a file,
    ``keep_extra`` keeps unrecognised columns as remarks. ``mode`` as in ``transfer.intake.plan.plan``. ``partial``
    writes the good rows; without it any refused row refuses the import. ``rejects`` names a file for the refused rows,
    with ``describe`` to word their problems. ``source`` is the id of a source for every record written;
    ``source_from_file`` makes one from each file, ``locate`` adds the row that a record came from. ``propose_links``
    links a new record to one that it may duplicate. ``progress`` is called with the number of rows read and the share
    of the input, 0 to 1; ``on_step`` with what becomes of every row.
    """

    format: str = ""
    kind: str = ""
    mapping: str = ""
    recipe: str = ""
    keep_extra: bool = False
    decimal: Decimals | None = None
    source_from_file: bool = False
    locate: bool = False
    propose_links: bool = False
    map: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    mode: Mode = "insert"
    dry_run: bool = False
    partial: bool = False
    source: str = ""
    allow_contacts: bool = False
    rejects: str = ""
    actor: str = ""
    reason: str = ""
    progress: Callable[[int, float], None] | None = None
    on_step: Callable[[Step], None] | None = None
    describe: Callable[[Issue], str] = _as_code

    def reading(self) -> ReadOptions:
        """The options for the readers."""
        return ReadOptions(**{name: getattr(self, name) for name in ReadOptions.__struct_fields__})

    def rules(self) -> Rules:
        """The rules for reading cells."""
        return Rules(self.date_order, self.allow_contacts, self.decimal, longest=self.limits.cell)


class ImportReport(Struct, frozen=True):
    """What an import did, or with ``dry_run`` would do: added + changed + same + refused = read.

    ``issues`` and ``steps`` (records added or changed, with their changes) hold the first ones; ``batch`` is the number
    in the history, None when nothing was written. In a data package the rows are the records; names, links, terms and
    claims belong to theirs. With a mapping one row can make several records and several rows one: ``records_added`` and
    ``records_changed`` count those.
    """

    read: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    issues: tuple[Issue, ...] = ()
    notes: tuple[Note, ...] = ()
    steps: tuple[Step, ...] = ()
    batch: int | None = None
    dry_run: bool = False
    records_added: int = 0
    records_changed: int = 0

    @property
    def accepted(self) -> int:
        """Rows that were, or would be, written."""
        return self.added + self.changed
