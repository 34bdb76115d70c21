"""The registry declares everything once, in the languages of the interface."""

from catalogue.model import vocabularies
from catalogue.model.fields import TERM_FIELDS
from catalogue.model.kinds import KINDS, every_field, find_kind
from catalogue.model.labels import Vocabulary
from catalogue.model.roles import ANY, ROLES


def test_roles_connect_only_existing_kinds():
    for role in ROLES.values():
        assert role.subjects <= ANY
        assert role.objects <= ANY


def test_a_field_has_one_declaration_in_all_kinds():
    for name in {field.name for kind in KINDS.values() for field in kind.fields} - {"form", "status"}:
        assert len({kind.field(name) for kind in KINDS.values() if kind.field(name)}) == 1


def test_every_label_exists_in_english_russian_and_uzbek():
    labels = [label for kind in KINDS.values() for label in (kind.label, kind.label_plural)]
    labels += [field.label for field in (*every_field(), *TERM_FIELDS)]
    labels += [label for role in ROLES.values() for label in (role.label, role.reverse)]
    for values in vars(vocabularies).values():
        if isinstance(values, Vocabulary):
            labels += [choice.label for choice in values.choices]
    assert len(labels) > 200
    for label in labels:
        assert label.en
        assert label.ru
        assert label.uz


def test_vocabulary_codes_are_unique():
    for values in vars(vocabularies).values():
        if isinstance(values, Vocabulary):
            assert len(set(values.codes)) == len(values.codes)


def test_the_main_dates_of_a_kind_are_its_own_date_fields():
    for kind in KINDS.values():
        for name in kind.main_date:
            field = kind.field(name)
            assert field is not None
            assert field.type == "date"


def test_a_kind_is_found_by_any_of_its_names():
    assert find_kind("Технопарки") is find_kind("technopark") is find_kind("Texnopark")
    assert find_kind("spaceship") is None
