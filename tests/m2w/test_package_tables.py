"""The tables say about columns what the models say about fields."""

import pytest

from m2w import bulk
from m2w.accounts.models import Membership, Organisation
from m2w.data_package.descriptor import descriptor
from m2w.management.commands._package import tables
from programmes.models import Person

TABLES = {table.name: table for table in tables()}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_text_is_as_long_as_its_field_allows(table):
    for field in table.fields:
        limit = field.kind.constraints.get("maxLength")
        if limit is not None and "__" not in field.path:
            assert limit == table.model._meta.get_field(field.path).max_length


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_keys_references_and_facts_name_columns(table):
    known = set(table.columns)
    assert set(table.key) <= known
    assert {field.to for field in table.references} <= set(TABLES)
    assert table.facts is None or set(table.facts._fields[1:]) <= known


def test_what_is_referred_to_is_loaded_before():
    order = list(TABLES)
    for table in TABLES.values():
        for field in table.references:
            assert order.index(field.to) < order.index(table.name)


def test_the_descriptor_is_a_frictionless_package():
    described = descriptor(list(TABLES.values()))
    names = [resource["name"] for resource in described["resources"]]
    assert len(names) == len(set(names)) == 19
    matches = described["resources"][names.index("matches")]["schema"]
    assert matches["primaryKey"] == ["code"]
    assert {key["reference"]["resource"] for key in matches["foreignKeys"]} == {
        "enrolments",
        "mentors",
        "staff",
    }


@pytest.mark.django_db
def test_rows_get_the_defaults_of_their_model():
    bulk.insert(Organisation, [{"code": code, "name": "x", "kind": "vdab"} for code in "ab"])
    first, second = Organisation.objects.order_by("code")
    assert first.pk != second.pk
    assert (first.version, first.kbo_number, first.agreement_from) == (1, "", None)
    assert first.created_at == second.created_at


@pytest.mark.django_db
def test_nothing_is_inserted_for_no_rows():
    bulk.insert(Membership, [])


@pytest.mark.django_db
def test_reserved_ids_are_free_and_the_next_row_comes_after():
    Person.objects.create(vdab_number="1")
    numbers = bulk.reserve_ids(Person, 3)
    rows = [{"id": number, "vdab_number": f"x{number}"} for number in numbers]
    bulk.insert(Person, rows)
    Person.objects.create(vdab_number="2")
    assert Person.objects.count() == 5
