"""Every action of the screens, declared once: bindings, footer, palette and the list of keys are made from this.

A scope is the place where a key works: ``app`` everywhere, ``browse`` on that screen, ``move`` in every pane, and one
for each pane. The widget or screen of the scope has a method ``action_ID``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from textual.binding import Binding, BindingType

from catalogue.i18n import N_, pgettext

MOVE, LOOK, FIND, FILTER, PROGRAM = N_("Navigation"), N_("Viewing"), N_("Search"), N_("Filters"), N_("Program")
MARK, OWN = N_("Marking and copying"), N_("Your own marks")
CORRECT = N_("Editing")
FILES = N_("Files")

NO_KEYS: Mapping[str, str] = {}


class Command(Struct, frozen=True):
    """One action.

    ``keys`` are Textual's key names, several separated by commas. ``words`` appear in the footer, ``help`` in the list
    of keys under the heading ``group``. ``footer`` is its place in the footer from 1, 0 for none.
    """

    id: str
    keys: str
    words: str
    help: str
    group: str
    scope: str
    footer: int = 0

    @property
    def in_palette(self) -> bool:
        """Whether the palette offers it; moving the cursor is left out."""
        named = self.id not in ("palette", "next_pane", "previous_pane", "up_a_step")
        return named and self.scope not in ("move", "search", "copy", "prompt", "keys", "form", "confirm", "value")

    @property
    def action(self) -> str:
        """The name of its method without ``action_``, with arguments if it has any."""
        return f"view('{self.id.removeprefix('view_')}')" if self.id.startswith("view_") else self.id

    def bound(self, remapped: Mapping[str, str] = NO_KEYS) -> tuple[str, ...]:
        """Its keys, as changed by the reader's settings."""
        return tuple(key.strip() for key in (remapped.get(self.id) or self.keys).split(",") if key.strip())


COMMANDS: tuple[Command, ...] = (
    Command("keys", "question_mark,f1", N_("Keys"), N_("All keys, those of this pane first"), PROGRAM, "app", 98),
    Command("quit", "q", N_("Quit"), N_("Leave the screen; in the list, the program"), PROGRAM, "app", 99),
    Command("quit_all", "ctrl+q", N_("Quit"), N_("Leave the program from any screen"), PROGRAM, "app", 99),
    Command("suspend", "ctrl+z", N_("Suspend"), N_("Back to the shell; fg there comes back"), PROGRAM, "app"),
    Command("palette", "colon,ctrl+p", N_("Commands"), N_("Find a command by its name"), PROGRAM, "app", 30),
    Command("language", "L", N_("Language"), N_("English, Russian, Uzbek in turn"), PROGRAM, "app"),
    Command("theme", "T", N_("Colours"), N_("Choose the colours of the screens"), PROGRAM, "app"),
    Command("view_agreements", "1", N_("Agreements"), N_("The agreements"), LOOK, "browse"),
    Command("view_technoparks", "2", N_("Technoparks"), N_("The technoparks"), LOOK, "browse"),
    Command("view_clusters", "3", N_("Clusters"), N_("The clusters"), LOOK, "browse"),
    Command("view_all", "4", N_("All"), N_("Records of every kind"), LOOK, "browse"),
    Command("view_agenda", "5", N_("Agenda"), N_("What is overdue, comes up, or has no day"), LOOK, "browse"),
    Command("view_charts", "6", N_("Charts"), N_("Counts of the current list: bars and a map"), LOOK, "browse"),
    Command("view_saved", "7,apostrophe", N_("Saved"), N_("The saved searches"), LOOK, "browse"),
    Command("search", "slash", N_("Search"), N_("Type what to look for"), FIND, "browse", 1),
    Command("facets", "f", N_("Filters"), N_("Go to the filters"), FILTER, "browse", 2),
    Command("clear_facets", "F", N_("Clear filters"), N_("Clear all filters, keep words"), FILTER, "browse"),
    Command("sort", "s", N_("Sort"), N_("Order by the next column"), LOOK, "browse", 6),
    Command("reverse", "S", N_("Reverse"), N_("Reverse the order"), LOOK, "browse"),
    Command("columns", "c", N_("Columns"), N_("Choose the columns of the list"), LOOK, "browse"),
    Command("back", "left_square_bracket", N_("Back"), N_("Go back to where you were"), MOVE, "browse", 4),
    Command("forward", "right_square_bracket", N_("Forward"), N_("Go forward again"), MOVE, "browse", 7),
    Command("detail", "p", N_("Card"), N_("Show or hide the card of the record"), LOOK, "browse", 8),
    Command("zoom", "z", N_("Zoom"), N_("Enlarge this pane to the whole screen, or shrink it"), LOOK, "browse", 9),
    Command("place", "P", N_("Card beside"), N_("Put the card beside the list or below it"), LOOK, "browse"),
    Command("copy", "y", N_("Copy"), N_("Copy this record or the marked ones"), MARK, "browse", 5),
    Command("values", "full_stop", N_("Value"), N_("Filter by this value, exclude, open or copy it"), FILTER, "browse"),
    Command("open_source", "o", N_("Source"), N_("Open the address or the file of a source"), LOOK, "browse"),
    Command("compare", "C", N_("Compare"), N_("Put 2 to 4 marked records side by side"), MARK, "browse"),
    Command("dossier", "D", N_("Dossier"), N_("A dossier on this record, the marked ones or the list"), LOOK, "browse"),
    Command("star", "b", N_("Star"), N_("Star or unstar this record or the marked ones"), OWN, "browse"),
    Command("tags", "t", N_("Tags"), N_("Tag or untag this record or the marked ones"), OWN, "browse"),
    Command("notes", "n", N_("Notes"), N_("Add a note to this record, or remove notes"), OWN, "browse"),
    Command("save", "asterisk", N_("Save"), N_("Save this search under a name"), OWN, "browse"),
    Command("neighbours", "N", N_("Network"), N_("What is linked to the record, within two steps"), LOOK, "browse"),
    Command("edit", "e", N_("Edit"), N_("Correct this record"), CORRECT, "browse", 11),
    Command("new_record", "a", N_("New"), N_("Add a record"), CORRECT, "browse"),
    Command("undo", "u", N_("Undo"), N_("Undo the last batch of changes, after showing it"), CORRECT, "browse"),
    Command("import", "i", N_("Import"), N_("Import records from a file, step by step"), FILES, "browse"),
    Command("export", "x", N_("Export"), N_("Write the list, or the marked records, to a file"), FILES, "browse", 5),
    Command("reload", "R", N_("Reload"), N_("Reload the catalogue"), PROGRAM, "browse"),
    Command("next_pane", "tab", N_("Next pane"), N_("Go to the next pane"), MOVE, "browse", 10),
    Command("previous_pane", "shift+tab", N_("Previous pane"), N_("Go to the previous pane"), MOVE, "browse"),
    Command("up_a_step", "escape", N_("Up"), N_("One step up: from a card or the filters to the list"), MOVE, "browse"),
    Command("down", "j,down", N_("Down"), N_("One line down; on a card, to the next link"), MOVE, "move"),
    Command("up", "k,up", N_("Up"), N_("One line up; on a card, to the previous link"), MOVE, "move"),
    Command("top", "g,home", N_("First"), N_("To the first line"), MOVE, "move"),
    Command("bottom", "G,end", N_("Last"), N_("To the last line"), MOVE, "move"),
    Command("page_down", "pagedown,ctrl+d", N_("Page down"), N_("One screen down"), MOVE, "move"),
    Command("page_up", "pageup,ctrl+u", N_("Page up"), N_("One screen up"), MOVE, "move"),
    Command("open", "enter", N_("Open"), N_("Go to the card of this record"), LOOK, "results", 3),
    Command("mark", "space", N_("Mark"), N_("Mark or unmark this row"), MARK, "results", 4),
    Command("mark_range", "v", N_("Mark to here"), N_("Mark all from the last marked row to here"), MARK, "results"),
    Command("mark_all", "A", N_("Mark all"), N_("Mark every record of the list"), MARK, "results"),
    Command("mark_none", "U", N_("Unmark"), N_("Clear all marks"), MARK, "results"),
    Command("further", "greater_than_sign", N_("Further"), N_("Look further ahead"), LOOK, "agenda", 1),
    Command("nearer", "less_than_sign", N_("Nearer"), N_("Look less far ahead"), LOOK, "agenda", 2),
    Command("numbers", "v", N_("Numbers"), N_("Show numbers instead of bars, or bars again"), LOOK, "charts", 1),
    Command("close_up", "m", N_("Map"), N_("Show the whole map, or only the part with data"), LOOK, "charts", 2),
    Command("remove", "delete", N_("Remove"), N_("Remove the saved search"), OWN, "saved", 2),
    Command("rename", "r", N_("Rename"), N_("Give the saved search another name"), OWN, "saved", 1),
    Command("next_tab", "right,l", N_("Next tab"), N_("The next tab of the card"), LOOK, "card", 1),
    Command("previous_tab", "left,h", N_("Previous tab"), N_("The previous tab of the card"), LOOK, "card"),
    Command("follow", "enter", N_("Follow"), N_("Open the record that the link leads to"), LOOK, "lines", 3),
    Command("tick", "space", N_("Tick"), N_("Require this value, or stop requiring it"), FILTER, "facets", 1),
    Command("exclude", "minus", N_("Exclude"), N_("Exclude this value, or stop excluding it"), FILTER, "facets", 2),
    Command("unfold", "enter", N_("Find"), N_("On a heading, find a value; below, show all"), FILTER, "facets", 3),
    Command("clear_facet", "backspace", N_("Clear"), N_("Drop all values of this filter"), FILTER, "facets"),
    Command("order", "O", N_("Order"), N_("Order values by count or by name"), FILTER, "facets", 4),
    Command("bar_left", "left,h", N_("Previous bar"), N_("On the year bars, to the previous bar"), FILTER, "facets"),
    Command("bar_right", "right,l", N_("Next bar"), N_("On the year bars, to the next bar"), FILTER, "facets"),
    Command("bar_range", "v", N_("Span"), N_("On the year bars, start a span or cancel it"), FILTER, "facets"),
    Command("to_results", "enter,down", N_("Results"), N_("Go to the list"), FIND, "search", 1),
    Command("done", "escape", N_("Done"), N_("Leave the box, keep its text"), FIND, "search", 2),
    Command("complete", "tab", N_("Complete"), N_("Accept the first suggestion; → does too"), FIND, "search", 4),
    Command("clear", "ctrl+u", N_("Clear"), N_("Empty the box"), FIND, "search", 3),
    Command("copy_citation", "c", N_("Citation"), N_("Copy the citation"), MARK, "copy"),
    Command("copy_reference", "r", N_("Reference"), N_("Copy name and id"), MARK, "copy"),
    Command("copy_id", "i", N_("Id"), N_("Copy the id"), MARK, "copy"),
    Command("copy_tsv", "t", N_("TSV"), N_("Copy the rows, separated by tabs"), MARK, "copy"),
    Command("copy_json", "j", N_("JSON"), N_("Copy the whole record as JSON"), MARK, "copy"),
    Command("copy_markdown", "m", N_("Markdown"), N_("Copy the card as Markdown"), MARK, "copy"),
    Command("copy_command", "q", N_("Command"), N_("Copy the shell command that shows the same"), MARK, "copy"),
    Command("cancel", "escape", N_("Cancel"), N_("Do nothing"), PROGRAM, "copy", 4),
    Command("leave_welcome", "q,ctrl+q", N_("Quit"), N_("Leave the program"), PROGRAM, "welcome", 1),
    Command("next_step", "n", N_("Next"), N_("The next step; the last one writes"), FILES, "import", 1),
    Command("step_back", "escape", N_("Back"), N_("Stop, or one step back"), FILES, "import", 2),
    Command("save_mapping", "w", N_("Save mapping"), N_("Save what the columns mean as a file"), FILES, "import", 5),
    Command("use_mapping", "m", N_("Mapping"), N_("Use a mapping file, or stop using it"), FILES, "import", 6),
    Command("import_command", "y", N_("Command"), N_("Copy the equivalent command"), FILES, "import", 7),
    Command("undo_import", "u", N_("Undo import"), N_("Undo the import"), FILES, "import", 4),
    Command("write_file", "w", N_("Write"), N_("Write the file"), FILES, "export", 1),
    Command("leave_export", "escape", N_("Back"), N_("Stop, or back to the list"), FILES, "export", 2),
    Command("export_command", "y", N_("Command"), N_("Copy the equivalent command"), FILES, "export", 4),
    Command("columns_right", "right,l", N_("Right"), N_("More columns"), MOVE, "grid"),
    Command("columns_left", "left,h", N_("Left"), N_("Previous columns"), MOVE, "grid"),
    Command("complete_path", "tab", N_("Complete"), N_("Complete the path; else to the list or back"), FILES, "paths"),
    Command("path_list", "down", N_("List"), N_("From the box to the list below it"), FILES, "paths"),
    Command("leave_path", "escape", N_("Close"), N_("Leave without doing anything"), FILES, "paths"),
    Command("leave", "escape", N_("Close"), N_("Leave without doing anything"), PROGRAM, "prompt"),
    Command("to_items", "tab", N_("List"), N_("From the box to the list below it, and back"), MOVE, "prompt"),
    Command("item_down", "down", N_("Down"), N_("Down in the list, from the box too"), MOVE, "prompt"),
    Command("item_up", "up", N_("Up"), N_("Up in the list, from the box too"), MOVE, "prompt"),
    Command("remove_item", "delete", N_("Remove"), N_("Remove what the cursor of the list is on"), OWN, "prompt"),
    Command("change", "enter", N_("Edit"), N_("Change what the cursor is on"), CORRECT, "form", 1),
    Command("add_entry", "a", N_("Add"), N_("Add a name, link, source or claim"), CORRECT, "form", 2),
    Command("take_away", "delete,minus", N_("Empty"), N_("Remove what the cursor is on"), CORRECT, "form", 5),
    Command("restore", "u", N_("Restore"), N_("Restore what the cursor is on"), CORRECT, "form", 6),
    Command("write", "w,ctrl+s", N_("Write"), N_("Show what changes, then write it"), CORRECT, "form", 3),
    Command("remove_record", "D", N_("Remove"), N_("Remove the whole record"), CORRECT, "form", 7),
    Command("read_again", "R", N_("Reload"), N_("Reload the record, keep your changes"), CORRECT, "form"),
    Command("leave_form", "escape", N_("Back"), N_("Leave the form"), MOVE, "form", 4),
    Command("yes", "enter,y", N_("Yes"), N_("Do it"), PROGRAM, "confirm", 1),
    Command("no", "escape,n", N_("No"), N_("Do nothing"), PROGRAM, "confirm", 2),
    Command("accept", "ctrl+s", N_("Accept"), N_("Accept the text"), CORRECT, "value", 1),
    Command("leave_value", "escape", N_("Cancel"), N_("Leave it as it was"), CORRECT, "value", 2),
    Command("differences", "d", N_("Differences"), N_("Show only what differs, or all"), LOOK, "compare", 1),
    Command("leave_comparison", "escape", N_("Back"), N_("Back to the list"), MOVE, "compare", 2),
    Command("write_dossier", "x,w", N_("Export"), N_("Write the dossier to a file"), FILES, "dossier", 1),
    Command("dossier_command", "y", N_("Command"), N_("Copy the equivalent command"), FILES, "dossier", 4),
    Command("leave_dossier", "escape", N_("Back"), N_("Back to the list"), MOVE, "dossier", 2),
    Command("pick", "enter", N_("Choose"), N_("Choose the marked records, else this one"), FIND, "pick", 1),
    Command("pick_mark", "tab", N_("Mark"), N_("Mark or unmark this record"), MARK, "pick", 2),
    Command("pick_down", "down,ctrl+n", N_("Down"), N_("One line down"), MOVE, "pick"),
    Command("pick_up", "up,ctrl+b", N_("Up"), N_("One line up"), MOVE, "pick"),
    Command("pick_page_down", "pagedown", N_("Page down"), N_("One screen down"), MOVE, "pick"),
    Command("pick_page_up", "pageup", N_("Page up"), N_("One screen up"), MOVE, "pick"),
    Command("give_up", "escape,ctrl+c,ctrl+q", N_("Cancel"), N_("Choose nothing"), PROGRAM, "pick", 3),
    Command("close", "escape", N_("Close"), N_("Back to the previous screen"), PROGRAM, "keys", 1),
    Command("to_lines", "enter,down", N_("List"), N_("From the box to the list"), MOVE, "keys"),
)  # fmt: skip

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

ABOUT: Mapping[str, str] = {
    "search": N_("Search"),
    "facets": N_("Filters"),
    "results": N_("List"),
    "card": N_("Card"),
    "lines": N_("Lines"),
    "agenda": N_("Agenda"),
    "charts": N_("Charts"),
    "saved": N_("Saved"),
    "compare": N_("Side by side"),
    "dossier": N_("Dossier"),
    "form": N_("Form"),
    "confirm": N_("Question"),
    "value": N_("Value"),
    "prompt": N_("Small window"),
    "copy": N_("Copy"),
    "keys": N_("Keys"),
    "pick": N_("catalogue pick"),
    "welcome": N_("Welcome"),
    "import": N_("Import"),
    "export": N_("Export"),
    "grid": N_("Rows of a file"),
    "paths": N_("Small window"),
}
"""The names of the scopes that do not work everywhere."""

_EVERYWHERE = ("move", "browse", "app")
PLACES: tuple[tuple[str, ...], ...] = (
    ("results", *_EVERYWHERE),
    ("lines", *_EVERYWHERE),
    ("card", "lines", *_EVERYWHERE),
    ("facets", *_EVERYWHERE),
    ("agenda", "lines", *_EVERYWHERE),
    ("charts", "lines", *_EVERYWHERE),
    ("saved", "lines", *_EVERYWHERE),
    ("compare", "lines", "move", "app"),
    ("dossier", "lines", "move", "app"),
    ("form", "move", "app"),
    ("confirm", "move"),
    ("value",),
    ("search", "app"),
    ("prompt",),
    ("copy",),
    ("keys",),
    ("pick",),
    ("paths",),
    ("welcome", "lines", "move"),
    ("import", "lines", "move", "app"),
    ("import", "grid", "move", "app"),
    ("export", "lines", "move", "app"),
)
"""Scopes that are active together: within each group a key may have only one meaning."""
TYPING = ("search", "prompt", "value", "keys", "pick", "paths")
"""Scopes in which letters are text."""

ALWAYS = ("keys", "quit", "quit_all")
_SHOWN = {
    "question_mark": "?", "slash": "/", "colon": ":", "minus": "-", "left_square_bracket": "[", "escape": "esc",
    "right_square_bracket": "]", "enter": "⏎", "pagedown": "PgDn", "pageup": "PgUp", "up": "↑", "down": "↓",
    "left": "←", "right": "→",
    "home": "Home", "end": "End", "tab": "tab", "shift+tab": "shift+tab", "apostrophe": "'", "asterisk": "*",
    "backspace": "⌫", "greater_than_sign": ">", "less_than_sign": "<", "delete": "Del", "full_stop": ".", "comma": ",",
}  # fmt: skip


def bindings(*scopes: str) -> list[BindingType]:
    """The bindings of these scopes; their ids are those of the settings' ``[keys]``."""
    return [
        Binding(command.keys, command.action, command.words, show=False, id=command.id)
        for command in COMMANDS
        if command.scope in scopes
    ]


def of(scopes: Iterable[str]) -> Iterator[Command]:
    """The commands of these scopes, scope by scope."""
    for scope in scopes:
        yield from (command for command in COMMANDS if command.scope == scope)


def key_shown(key: str) -> str:
    """A key as shown to a person: ``/``, ``⏎``, ``^p``, ``F1``; the space bar by its name."""
    if key == "space":
        return pgettext("key", "space")
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key


def keys_shown(command: Command, remapped: Mapping[str, str] = NO_KEYS) -> str:
    """All keys of a command as shown to a person."""
    return " ".join(key_shown(key) for key in command.bound(remapped))


def footer(
    scopes: Iterable[str],
    remapped: Mapping[str, str] = NO_KEYS,
    *,
    typing: bool = False,
    absent: Collection[str] = (),
) -> list[tuple[Command, str]]:
    """What the footer may show in these scopes, those of the pane first, each with the one key to show.

    While the reader is ``typing``, letters are text, so only other keys count. ``absent`` are the ids of commands that
    have no effect at the moment.
    """
    found = []
    present = tuple(scopes)
    for command in sorted(of(present), key=lambda own: (own.scope != present[0], own.footer)):
        keys = [key for key in command.bound(remapped) if not (typing and prints(key))]
        named = typing or command.id != "quit_all"  # otherwise the key that also leaves a screen is enough
        if command.footer and keys and named and command.id not in absent:
            found.append((command, key_shown(keys[0])))
    return found


def prints(key: str) -> bool:
    """Whether a key types a character."""
    return key == "space" or (len(_SHOWN.get(key, key)) == 1 and key not in ("enter", "up", "down"))
