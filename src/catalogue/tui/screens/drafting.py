"""The draft of a record on a form: its rows, and everything that can be changed in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalogue.api import edit
from catalogue.api.edit import Piece
from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.model.draft import Draft
from catalogue.model.edits import part_of
from catalogue.model.evidence import label_of
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.labels import Label
from catalogue.model.records import Entry, Link, Record, entry_from_text
from catalogue.model.roles import ROLES
from catalogue.model.vocabularies import BASIS
from catalogue.present import form, in_words
from catalogue.text.safe import one_line
from catalogue.tui import offering, readback
from catalogue.tui.screens.citing import CitingScreen
from catalogue.tui.screens.entries import EntryScreen

_BASIS = Field("basis", "choice", Label("", ""), vocabulary=BASIS)


class DraftScreen(CitingScreen):
    """Holds a draft and changes it row by row; nothing is written here."""

    def __init__(
        self, session: Session, draft: Draft, *, remapped: Mapping[str, str], absent: frozenset[str], at: str = ""
    ) -> None:
        super().__init__(session, remapped=remapped, absent=absent)
        self.draft = draft
        self._at = at
        self.then: Callable[[str], None] = lambda _text: None

    def on_mount(self) -> None:
        """Show the form, then fetch the names of the records it mentions."""
        self.redraw(self._at)
        record = self.draft.record
        if record is not None:
            self.mentioned(record)

    def mentioned(self, record: Record) -> None:
        """Fetch the names of the records that this one mentions."""
        ids = {link.object for link in record.links} | {name.source for name in record.names}
        ids |= {link.source for link in record.links} | {claim.source for claim in record.claims}
        self.fetch_labels([*ids, *(claim.value for claim in record.claims if claim.field in ROLES)])

    def redraw(self, target: str = "") -> None:
        """Show the form with the cursor on a row."""
        draft = self.draft
        number = draft.changes
        status = ngettext("{n} change", "{n} changes", number).format(n=number) if number else _("nothing changed yet")
        lines = tuple(form.lines(draft, self.named(), self.lang))
        self.show(lines, self._title(), status, target=target or self.form.target)

    def _title(self) -> str:
        record = self.draft.record
        if record is None:
            return _("New: {kind}").format(kind=in_words.kind(self.draft.kind, self.lang))
        return f"{one_line(label_of(record, self.lang), 60)} · {one_line(record.id)}"

    def now(self, draft: Draft, target: str = "") -> None:
        """Replace the draft by another one."""
        self.draft, self.warned = draft, False
        self.redraw(target)

    # ---------------------------------------------------------------- rows

    def change(self, target: str) -> None:
        """Ask for the new content of a row: a value, a new entry, the form of an entry, the ground of the change."""
        sort, _colon, rest = target.partition(":")
        if sort == "set":
            self._set(rest)
        elif sort == "add":
            self.add(rest)
        elif sort == "ground":
            self._base_on(rest)
        elif (entry := self._entry(target)) is not None:
            self._open(entry)

    def taken(self, text: str) -> None:
        """Continue with the answer."""
        self.then(text)

    def _entry(self, target: str) -> Entry | None:
        part, _colon, number = target.partition(":")
        if part not in ("name", "link", "term", "claim") or not number.isdigit():
            return None
        found = self.draft.entries(part)
        return found[int(number)] if int(number) < len(found) else None

    def _set(self, name: str) -> None:
        field = KINDS[self.draft.kind].field(name)
        assert field is not None
        self.then = lambda text: self.now(self.draft.with_value(name, text))
        self._ask_field(field, self.draft.now(name))

    def _ask_field(self, field: Field, now: str) -> None:
        title = field.label.text(self.lang)
        if form.choices(field, now, self.lang):
            self.ask_choice(field, title, now)
        else:
            read = readback.of_field(self.draft.kind, field.name, self.lang)
            self.ask_value(title, now, read, long=field.type == "prose")

    def _open(self, entry: Entry) -> None:
        part = part_of(entry)
        if entry in self.draft.removed:
            self.now(self.draft.toggled(entry))
        elif part == "term":
            field = KINDS[self.draft.kind].field(getattr(entry, "field", ""))
            assert field is not None
            name = field.name
            self.then = lambda text: self._exchange(entry, Piece("term", {"field": name, "value": text}))
            self._ask_field(field, getattr(entry, "value", ""))
        else:
            screen = EntryScreen(
                self.session, self.draft.kind, entry, self.labels, whose=self._title(), remapped=self.keys.remapped
            )
            screen.sources = self.sources

            def done(changed: str | None) -> None:
                if changed:
                    self._exchanged(entry, entry_from_text(part, changed))

            self.app.push_screen(screen, done)

    def _exchange(self, old: Entry | None, piece: Piece) -> None:
        """Add an entry, replacing the old one if there is one."""
        made = None if not piece.cells.get("value", "x") else edit.read_piece(self.draft.kind, piece)
        if isinstance(made, tuple):
            self.say(readback.problem(made[0]))
        elif made is None and old is not None:
            self.now(self.draft.toggled(old))
        elif made is not None and old is None:
            draft = self.draft.with_entry(made)
            part = part_of(made)
            self.now(draft, f"{part}:{len(draft.entries(part)) - 1}" if draft != self.draft else "")
        elif made is not None and old is not None:
            self._exchanged(old, made)

    def _exchanged(self, old: Entry, new: Entry) -> None:
        self.now(self.draft.with_replaced(old, new))
        self.fetch_labels([getattr(new, "source", ""), getattr(new, "object", "")])

    # ---------------------------------------------------------------- new entries

    def add(self, what: str) -> None:
        """Ask for a new entry: of a part of the record, or of a many-valued field (``term:FIELD``)."""
        part, _colon, name = what.partition(":")
        if part == "name":
            self.then = self._add_name
            self.ask_line(_("In which language?"), offering.languages())
        elif part == "link":
            self.then = self._add_link
            self.ask_line(_("What role has the other record?"), offering.roles(self.draft.kind, self.lang))
        elif part == "source":
            self.then = lambda own: self._linked("source", own)
            self.ask_record(_("Source"), ("source",))
        elif part == "claim":
            self.then = self._add_claim
            self.ask_line(_("About what?"), offering.claimable(self.draft.kind, self.lang))
        elif part == "term" and (field := KINDS[self.draft.kind].field(name)) is not None:
            self.then = lambda text: self._exchange(None, Piece("term", {"field": field.name, "value": text}))
            self._ask_field(field, "")

    def _add_name(self, lang: str) -> None:
        self.then = lambda text: self._exchange(None, Piece("name", {"text": text, "lang": lang}))
        self.ask_value(in_words.language(lang), "", readback.plain)

    def _add_link(self, role: str) -> None:
        self.then = lambda own: self._linked(role, own)
        self.ask_record(form.claim_subject(role, self.draft.kind, self.lang), offering.objects(role))

    def _linked(self, role: str, own: str) -> None:
        self._exchange(None, Piece("link", {"role": role, "object": own}))
        self.fetch_labels([own])

    def _add_claim(self, name: str) -> None:
        self.then = lambda text: self._exchange(None, Piece("claim", {"field": name, "value": text}))
        field = KINDS[self.draft.kind].field(name)
        if field is not None:
            self._ask_field(field, "")
        elif objects := offering.objects(name):
            self.ask_record(form.claim_subject(name, self.draft.kind, self.lang), objects)
        else:
            self.ask_value(
                form.claim_subject(name, self.draft.kind, self.lang), "", readback.plain, long=name == "note"
            )

    # ---------------------------------------------------------------- what the change rests on

    def _base_on(self, column: str) -> None:
        title, now = _(form.GROUND[column]), getattr(self.draft.ground, column)
        self.then = lambda text: self.based_on(**{column: text})
        if column == "source":
            self.ask_record(title, ("source",), none=_("no source"), first=self.own_sources())
        elif column == "basis":
            self.ask_choice(_BASIS, title, now)
        else:
            self.ask_value(title, now, readback.plain)

    def based_on(self, **ground: str) -> None:
        """Set another source, basis, reason or locator as the ground of the change."""
        self.now(self.draft.with_ground(**ground))
        if source := ground.get("source"):
            self.fetch_labels([source])

    def own_sources(self) -> Mapping[str, str]:
        """The sources that the record already has."""
        entries = self.draft.entries("link")
        ids = (own.object for own in entries if isinstance(own, Link) and own.role == "source")
        labels = self.named()
        return {own: labels.get(own, own) for own in ids}

    def action_take_away(self) -> None:
        """Remove the value or the entry under the cursor."""
        target = self.form.target
        sort, _colon, rest = target.partition(":")
        if sort == "set":
            self.now(self.draft.with_value(rest, ""))
        elif sort == "ground":
            self.now(self.draft.with_ground(**{rest: ""}))
        elif (entry := self._entry(target)) is not None and entry not in self.draft.removed:
            self.now(self.draft.toggled(entry))

    def action_restore(self) -> None:
        """Restore the value or the entry under the cursor."""
        target = self.form.target
        sort, _colon, rest = target.partition(":")
        if sort == "set":
            self.now(self.draft.with_value(rest, self.draft.was(rest)))
        elif (entry := self._entry(target)) is not None and entry in (*self.draft.removed, *self.draft.added):
            self.now(self.draft.toggled(entry))
