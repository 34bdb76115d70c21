"""Output of the commands in Russian and Uzbek contains no word that occurs only in English messages."""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import catalogue
from catalogue import i18n
from catalogue.cli.main import Catalogue
from catalogue.i18n import po
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.labels import Label
from catalogue.model.roles import ROLES

LOCALE = Path(catalogue.__file__).parent / "i18n/locale"
TRANSLATED = [lang for lang in i18n.LANGUAGES if lang != "en"]
WORD = re.compile(r"[a-z][a-z‘’']{2,}")
FIXED = {"build", "sql", "catalogue", "csv", "root", "search", "link", "claim", "name", "term", "figure"}
SPOKEN = """\
search "farg'ona"
search xbhxbr
search "residents:>10 nosuch:1 status:sgned"
search "zzzz nothing"
search --kind nokind
facets status
facets nofield
stats kind:technopark
agenda
agenda --undated
agenda --from 31.31.2020
coverage kind:event
lint
show park-chirchiq agr-fergana-bashkortostan evt-forum-3
show nothere
compare agr-fergana-bashkortostan agr-jizzakh-bashkortostan
compare agr-fergana-bashkortostan park-chirchiq
neighbours place-uz-fa --depth 2
cite park-chirchiq src-ria-eltech
edit agr-fergana-bashkortostan signed=24.06.2024 --source src-daryo-forum
edit agr-fergana-bashkortostan signed=45.06.2024 status=sgined
remove park-chirchiq
merge park-chirchiq park-himgrad -n
undo
undo 999
log
tag overdue agr-fergana-bashkortostan
star
import {folder}/bad.csv --kind agreement
import {folder}/none.csv
export kind:agreement -o {folder}/out.zzz
diff {folder}/none.db
check
db info
db backup {folder}/copy.db
db backup {folder}/bad.csv
db verify {folder}/bad.csv
db repair
bundle status
bundle init --hub
bundle create -o {folder}/x --to west
bundle apply {folder}/bad.csv
serve --host 0.0.0.0
"""


@pytest.fixture(autouse=True)
def _same_language_afterwards() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


def words(text: str) -> set[str]:
    return set(WORD.findall(text.lower()))


@cache
def messages(lang: str) -> dict[str, str]:
    return po.messages((LOCALE / lang / "LC_MESSAGES/catalogue.po").read_text(encoding="utf-8"))


def labels() -> Iterator[Label]:
    """The words of kinds, fields, vocabularies and roles."""
    fields: dict[str, Field] = {field.name: field for kind in KINDS.values() for field in kind.fields}
    for kind in KINDS.values():
        yield from (kind.label, kind.label_plural)
    for field in fields.values():
        yield field.label
        yield from (choice.label for choice in field.vocabulary.choices) if field.vocabulary else ()
    for role in ROLES.values():
        yield from (role.label, role.reverse)


@cache
def only_english(lang: str, seed: Path) -> frozenset[str]:
    """Words of English messages and labels that occur neither in this language nor in data or fixed names."""
    english = {word for key in messages(lang) for word in words(key)} | {
        word for label in labels() for word in words(label.en)
    }
    own = {word for text in messages(lang).values() for word in words(text)}
    own |= {word for label in labels() for word in words(label.text(lang))}
    data = {word for file in seed.glob("*.csv") for row in csv.reader(file.open(encoding="utf-8")) for cell in row
            for word in words(cell)}  # fmt: skip
    fixed = {word for section in Catalogue.sections.values() for name in section for word in words(name)}
    fixed |= {word for kind in KINDS.values() for name in (kind.name, kind.plural) for word in words(name)}
    fixed |= {word for kind in KINDS.values() for field in kind.fields for word in words(field.name)}
    return frozenset(english - own - data - fixed - FIXED)


@pytest.mark.parametrize("line", SPOKEN.splitlines())
@pytest.mark.parametrize("lang", TRANSLATED)
def test_commands_print_no_english_words(run, seed: Path, tmp_path: Path, lang: str, line: str) -> None:
    (tmp_path / "bad.csv").write_text("id,form,name_en,status,signed\nagr-x,roadmap,,sgned,soon\n", encoding="utf-8")
    arguments = shlex.split(line.format(folder=tmp_path))
    result = run("--lang", lang, *arguments, env={"CATALOGUE_TODAY": "2026-03-02"})
    assert result.out + result.err
    said = re.sub(r"--?[a-z][a-z-]*|\S*/\S*|check\.\w+|[“«]catalogue[^”»]*[”»]", "", result.out + result.err)
    assert words(said) & only_english(lang, seed) - words(line) == set()
