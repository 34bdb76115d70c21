"""Other ways to say what finds nothing: an id, a value in its own field, words joined or split, something missing or
marked, a date that could be meant, a status, a kind, the kind of a form, a place without the word for its kind.

Each function returns the node with its words reworded, or the same node. Nothing else is dropped, and what stands
below a negation stays.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from catalogue import config
from catalogue.model import codes
from catalogue.model.kinds import KINDS
from catalogue.query import days, fields, nodes, values
from catalogue.query.lexer import Raw
from catalogue.store.spelling import holders
from catalogue.text import keys, phrases, zones
from catalogue.text.normalise import clean
from catalogue.text.normalise import words as words_of
from catalogue.text.termtable import CONCEPT_MARK, PLACE_MARK

_LONGEST = 5  # words of a date
_PHRASE = 3  # words of a form
_SHORTEST = 2  # letters of a part of a word
_LEAST = 6  # letters of a word that may be two
_CLIPPED = 4  # letters of a word cut short
_TWO, _PART = 8, 3  # letters of a word that may be two words of a name, and of the second of them
_MANY = 12  # words that are tried
_FORMED = ("agreement", "technopark", "cluster", "event", "project")
_PARK = "park"
_ASKING = frozenset(
    "who whom whose where when why how кто кого кому ком кем где куда откуда когда почему что чем чём чему зачем"  # noqa: SIM905
    " kim kimga kimning qayerda qayerdan qachon nima ким қаерда қачон нима кім кімге қайда қашан неге кайда".split()
)
_ASKING_FOR = frozenset(
    "which what many much какой какая какое какие каких каким какими какую каком сколько qaysi qanday qancha nechta"  # noqa: SIM905
    " necha қайси қандай қанча нечта қай қанша неше нинди кайсы ничә".split()
)
_PROPERTIES = frozenset("году year yilda yili стране country mamlakatda davlatda".split())  # noqa: SIM905
_VERB = re.compile(
    r"(?:[аеёиуюя]т|[аеиыуюя]л[аио]?|т[ьи]|с[ья]|[ае]ны|[ае]но|s|ed|adi|ydi|ildi|moqda|[ае]д[іы]|ады|иди|ди|йди)$"
)
_KINDS_OF_PLACES = frozenset(
    CONCEPT_MARK + kind for kind in ("region", "territorykrai", "district", "city", "republic")
)
_FORM = nodes.Target("field", "form")
_STATUS = nodes.Target("field", "status")

Texts = list[str]
Rewrite = Callable[[Texts], nodes.Node]


def reworded(connection: sqlite3.Connection, root: nodes.Node) -> Iterator[nodes.Node]:
    """Other readings of a query, likeliest first."""
    yield _in_own_fields(root)
    for rewrite in (
        lambda texts: _identified(connection, texts),
        *_joined(connection, root),
        lambda texts: _parted(connection, texts),
        lambda texts: _clipped(connection, texts),
        _flagged,
        _dated,
        _stated,
        _kinded,
        _widened,
        lambda texts: _bare_places(connection, texts),
        lambda texts: _asked(connection, texts, known=False),
        lambda texts: _asked(connection, texts, known=True),
    ):
        yield _each(root, rewrite)
    yield _of_kinds(root)


def _of_kinds(node: nodes.Node) -> nodes.Node:
    """The node with each form that is called like a kind as that kind: form:technopark, for any technopark."""
    if isinstance(node, nodes.All):
        return nodes.conjunction(list(map(_of_kinds, node.items)))
    if isinstance(node, nodes.Any):
        return nodes.disjunction(list(map(_of_kinds, node.items)))
    if not isinstance(node, nodes.FieldTest) or node.target != _FORM:
        return node
    called = all(isinstance(value, nodes.Code) and value.code in KINDS for value in node.values)
    return nodes.field_test(fields.KIND, node.values) if called else node


def _each(node: nodes.Node, rewrite: Rewrite) -> nodes.Node:
    """The node with its plain words replaced; nothing below a negation."""
    if isinstance(node, nodes.Words) and len(node.words) <= _MANY and not any(word.prefix for word in node.words):
        return rewrite([word.text for word in node.words])
    if isinstance(node, nodes.All):
        return nodes.conjunction([_each(item, rewrite) for item in node.items])
    if isinstance(node, nodes.Any):
        return nodes.disjunction([_each(item, rewrite) for item in node.items])
    return node


def _in_own_fields(node: nodes.Node) -> nodes.Node:
    """The node with each test of a value that only another field knows as a test of that field: kind:memorandum."""
    if isinstance(node, nodes.All):
        return nodes.conjunction(list(map(_in_own_fields, node.items)))
    if isinstance(node, nodes.Any):
        return nodes.disjunction(list(map(_in_own_fields, node.items)))
    if not isinstance(node, nodes.FieldTest) or node.target not in fields.closed():
        return node
    unknown = [value.text for value in node.values if isinstance(value, nodes.Unknown)]
    found = [own for text in unknown if (own := values.in_own_field(node.target, text))]
    if len(found) < len(node.values) or len({target for target, _ in found}) != 1:
        return node
    return nodes.field_test(found[0][0], [value for _, own in found for value in own])


def _identified(connection: sqlite3.Connection, texts: Texts) -> nodes.Node:
    """Each id of a record as a test of the id: org-akit."""
    known = [connection.execute("SELECT 1 FROM record WHERE id = ?", (text,)).fetchone() is not None for text in texts]
    tests = [
        nodes.field_test(fields.ID, (nodes.Text(text),)) for text, is_id in zip(texts, known, strict=True) if is_id
    ]
    return nodes.conjunction([_words([text for text, is_id in zip(texts, known, strict=True) if not is_id]), *tests])


def _words(texts: Sequence[str]) -> nodes.Node:
    return nodes.Words(tuple(map(nodes.Word, texts))) if texts else nodes.Nothing()


def _joined(connection: sqlite3.Connection, root: nodes.Node) -> Iterator[Rewrite]:
    """Two words as one that occurs: Хим град, техно парк."""
    for at in range(_most_words(root) - 1):

        def rewrite(texts: Texts, at: int = at) -> nodes.Node:
            as_one = "".join(texts[at : at + 2])
            known = at + 1 < len(texts) and _occurs(connection, as_one)
            return _words([*texts[:at], as_one, *texts[at + 2 :]] if known else texts)

        yield rewrite


def _most_words(node: nodes.Node) -> int:
    if isinstance(node, nodes.Words):
        return min(len(node.words), _MANY)
    return max(map(_most_words, node.items), default=0) if isinstance(node, nodes.All | nodes.Any) else 0


def _parted(connection: sqlite3.Connection, texts: Texts) -> nodes.Node:
    """Each word that does not occur as two that do, in this order: AstanaHub, Мирзоулугбек."""
    left: Texts = []
    phrases: list[nodes.Node] = []
    for text in texts:
        two = _two(connection, text) if len(text) >= _LEAST and not _occurs(connection, text) else None
        if two:
            phrases.append(nodes.Phrase(two))
        else:
            left.append(text)
    return nodes.conjunction([_words(left), *phrases])


def _clipped(connection: sqlite3.Connection, texts: Texts) -> nodes.Node:
    """Each word that does not occur as the beginning of a word of a name and a word that does, фармкластер; or as two
    words of a name, in any language: Астанахаб."""
    found: list[nodes.Node] = []
    for text in texts:
        known = len(text) < _TWO or _occurs(connection, text)
        parts = None if known else _beginning_and_word(connection, text) or _two_of_a_name(connection, text)
        found += parts or [nodes.Words((nodes.Word(text),))]
    return nodes.conjunction(found)


def _two_of_a_name(connection: sqlite3.Connection, text: str) -> list[nodes.Node] | None:
    for at in range(_CLIPPED, len(text) - _PART + 1):
        both = [(text[:at], False), (text[at:], False)]
        if holders(connection, zones.match(both, complete=True, named=True), 1):
            return [nodes.Words((nodes.Word(part),)) for part, _ in both]
    return None


def _beginning_and_word(connection: sqlite3.Connection, text: str) -> list[nodes.Node] | None:
    for at in range(len(text) - _LEAST, _CLIPPED - 1, -1):
        first, second = nodes.Word(text[:at], prefix=True), nodes.Word(text[at:])
        both = zones.match([(first.text, True), (second.text, False)], complete=True, named=True)
        if _occurs(connection, second.text) and holders(connection, both, 1):
            return [nodes.Words((first,)), nodes.Words((second,))]
    return None


def _two(connection: sqlite3.Connection, text: str) -> str | None:
    for at in range(_SHORTEST, len(text) - _SHORTEST + 1):
        first, second = text[:at], text[at:]
        if _occurs(connection, first) and _occurs(connection, second) and _follow(connection, f"{first} {second}"):
            return f"{first} {second}"
    return None


def _follow(connection: sqlite3.Connection, phrase: str) -> bool:
    return bool(holders(connection, phrases.expression(phrase), 1))


def _occurs(connection: sqlite3.Connection, text: str) -> bool:
    return bool(holders(connection, zones.match([(text, False)], complete=True), 1))


def _dated(texts: Texts) -> nodes.Node:
    """A day or a month in words as a test of the main date, which vague dates pass, too: июнь, 31 декабря 2025."""
    for start, end in _spans(len(texts), _LONGEST):
        typed = " ".join(texts[start:end])
        when = days.read(typed, config.today()) if any(map(str.isalpha, typed)) else None
        if when is not None and not isinstance(when, nodes.Star):
            rest = _words([*texts[:start], *texts[end:]])
            return nodes.conjunction([rest, nodes.field_test(fields.DATE, (when,))])
    return _words(texts)


def _flagged(texts: Texts) -> nodes.Node:
    """What is missing or marked, alone or besides other words: соглашения без даты, manbasiz."""
    for start, end in _spans(len(texts), _PHRASE):
        typed = list(map(_keys, texts[start:end]))
        flag = next((flag for phrase, flag in _flag_phrases() if _same_forms(typed, phrase)), None)
        if flag is not None:
            return nodes.conjunction(
                [_words([*texts[:start], *texts[end:]]), nodes.field_test(fields.IS, (nodes.Code(flag),))]
            )
    return _words(texts)


Keys = frozenset[str]


@cache
def _flag_phrases() -> list[tuple[list[Keys], nodes.Flag]]:
    flags = fields.FLAG_PHRASES.items()
    return [(list(map(_keys, phrase.split())), flag) for flag, phrases in flags for phrase in phrases]


def _same_forms(typed: Sequence[Keys], phrase: Sequence[Keys]) -> bool:
    """Whether each word is a form of the word in its place."""
    return len(typed) == len(phrase) and not any(map(frozenset.isdisjoint, typed, phrase))


def _keys(text: str) -> Keys:
    return _keys_of(text, keys.analyser())


@lru_cache(256)
def _keys_of(text: str, using: keys.Analyser) -> Keys:
    """The keys and the concepts of a word."""
    word = using.query_word(text)
    return frozenset((*word.keys, *word.concepts))


def _value(target: nodes.Target, texts: Sequence[str]) -> tuple[nodes.Value, ...]:
    """The values of a closed target that words name; () if they name none."""
    known = _keys_of_names(target, keys.analyser())
    if any(known.isdisjoint(_keys(text)) for text in texts):
        return ()
    read = values.read(fields.Meaning("test", target), (Raw(" ".join(texts)),), config.today())
    return () if read.invalid else read.values


@cache
def _keys_of_names(target: nodes.Target, using: keys.Analyser) -> Keys:
    """The keys of all words in the names of the values of a closed target."""
    names = (name for choice in fields.choices(target) for name in values.names_of(choice))
    return frozenset().union(*(_keys_of(word.text, using) for name in names for word in words_of(name)))


def _stated(texts: Texts) -> nodes.Node:
    """A status besides other words: действующие технопарки, не подписанные соглашения."""
    for start, end in _spans(len(texts), _PHRASE):
        if end - start < len(texts) and (meant := _value(_STATUS, texts[start:end])):
            barred = start > 0 and texts[start - 1].lower() in values.NEGATIONS
            rest = _words([*texts[: start - barred], *texts[end:]])
            test = nodes.field_test(_STATUS, meant)
            return nodes.conjunction([rest, nodes.negate(test) if barred else test])
    return _words(texts)


def _kinded(texts: Texts) -> nodes.Node:
    """The name of a kind, alone or besides other words: меры поддержки, milestones 2025."""
    for start, end in _spans(len(texts), _PHRASE):
        if meant := _value(fields.KIND, texts[start:end]):
            rest = _words([*texts[:start], *texts[end:]])
            return nodes.conjunction([rest, nodes.field_test(fields.KIND, meant)])
    return _words(texts)


def _widened(texts: Texts) -> nodes.Node:
    """A form (memorandum, СЭЗ) as its kind, if it is not all that was asked for: меморандумы с Татарстаном."""
    for start, end in _spans(len(texts), _PHRASE):
        kind = _kind_of(tuple(texts[start:end]))
        if kind and end - start < len(texts):
            rest = _words([*texts[:start], *texts[end:]])
            return nodes.conjunction([rest, nodes.field_test(fields.KIND, (nodes.Code(kind),))])
    return _words(texts)


def _bare_places(connection: sqlite3.Connection, texts: Texts) -> nodes.Node:
    """Names of places without the words for what kind of place they are: Андижанская область is Андижанская."""
    said = [not _KINDS_OF_PLACES.isdisjoint(_meant([text])) for text in texts]
    beside = [[*texts[max(at - 1, 0) : at], *texts[at + 1 : at + 2]] for at in range(len(texts))]
    bare = [said[at] and any(_is_place(connection, text) for text in beside[at]) for at in range(len(texts))]
    return _words([text for text, dropped in zip(texts, bare, strict=True) if not dropped])


def _is_place(connection: sqlite3.Connection, text: str) -> bool:
    if any(token.startswith(PLACE_MARK) for token in keys.query_word(text).concepts) or codes.find_region(text):
        return True
    named = zones.match([(text, False)], complete=True, named=True)
    return bool(named and holders(connection, f"({named}) AND {zones.any_of([zones.value('kind', 'place')])}", 1))


def _asked(connection: sqlite3.Connection, texts: Texts, *, known: bool) -> nodes.Node:
    """A question without its verbs (кто подписал меморандум с Ozon) and without the property that is asked for (в каком
    городе); ``known``: also without verbs that some record has.

    The word after "which" and "how many" is no verb, nor is a name, which is capitalised.
    """
    plain = [clean(text) for text in texts]
    if _ASKING.isdisjoint(plain) and _ASKING_FOR.isdisjoint(plain):
        return _words(texts)
    left = []
    for text, before in zip(texts, ["", *plain], strict=False):
        if before in _ASKING_FOR:
            dropped = clean(text) in _PROPERTIES or not _KINDS_OF_PLACES.isdisjoint(_meant([text]))
        else:
            dropped = text.islower() and bool(_VERB.search(text)) and (known or not _occurs(connection, text))
        left += [] if dropped else [text]
    return _words(left or texts)


def _kind_of(texts: tuple[str, ...]) -> str | None:
    tokens = _meant(texts)
    kinds = {kind for token in tokens if (kind := _forms().get(token))}
    return kinds.pop() if len(kinds) == 1 else None


def _meant(texts: Sequence[str]) -> tuple[str, ...]:
    """The concepts that words mean together; a single word also by its stem."""
    groups = keys.analyser().query_words(texts)
    if len(groups) != 1 or (len(texts) > 1 and not groups[0].alternatives):
        return ()
    words = groups[0].words
    return (*groups[0].alternatives, *(words[0].concepts + words[0].keys if len(words) == 1 else ()))


@cache
def _forms() -> dict[str, str]:
    """The concepts of the forms of some kinds, each with its kind; a form of several kinds is left out."""
    found: dict[str, set[str]] = {_PARK: {"technopark"}}
    for name in _FORMED:
        vocabulary = KINDS[name].form.vocabulary
        for choice in vocabulary.choices if vocabulary else ():
            for label in choice.label.all():
                for token in _meant(label.split()):
                    if token.startswith(CONCEPT_MARK):
                        found.setdefault(token, set()).add(name)
    return {token: kinds.pop() for token, kinds in found.items() if len(kinds) == 1}


def _spans(count: int, longest: int) -> Iterator[tuple[int, int]]:
    """The ranges of neighbouring words, the longest first."""
    for length in range(min(count, longest), 0, -1):
        yield from ((start, start + length) for start in range(count - length + 1))
