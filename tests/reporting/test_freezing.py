"""An answer that was sent stays as it was, and can be checked against what it was made of."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from m2w.audit.models import Entry
from m2w.refusals import Refused
from reporting import answers, documents, facts, frozen
from reporting.cells import cells_of
from reporting.exports import as_document
from reporting.keeping import kept, table_of
from reporting.models import FrozenAnswer, FrozenFile, WrittenQuestion
from reporting.services import freeze
from tests.cast import play

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)


@contextmanager
def refused():
    """A cursor of which the next statement is refused by the database."""
    with (
        pytest.raises(DatabaseError, match="stays as it was"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        yield cursor


def question_479():
    return WrittenQuestion.objects.get(code="479")


def test_the_answer_is_kept_with_its_files(sent):
    assert (sent.as_of, sent.frozen_on, sent.smallest_shown) == (DAY, DAY, 4)
    assert {file.name for file in sent.files.all()} == {
        f"answer-479.{wanted}" for wanted in documents.FORMATS
    }
    assert Entry.objects.get(action="answer.frozen").details["checksum"] == sent.checksum


def test_the_tables_are_those_that_were_shown(sent):
    shown = answers.compose(question_479(), DAY).tables
    again = [table.table for table in frozen.tables_of(FrozenAnswer.objects.get().document)]
    assert [as_document(table) for table in again] == [as_document(table) for table in shown]


def test_a_hidden_cell_is_kept_hidden_and_its_count_only_in_the_facts(sent):
    tables = [table.table for table in frozen.tables_of(sent.document)]
    hidden = [cell for table in tables for cell in cells_of(table) if cell.value is None]
    assert hidden
    counted = facts.recounts(facts.unpacked(bytes(sent.facts)), {cell.count for cell in hidden})
    assert all(counted[cell.count] >= 1 for cell in hidden)


def test_every_shown_sum_is_what_the_facts_add_up_to(sent):
    cells = [
        cell
        for table in frozen.tables_of(sent.document)
        for cell in cells_of(table.table)
        if cell.value is not None
    ]
    counted = facts.recounts(facts.unpacked(bytes(sent.facts)), {cell.count for cell in cells})
    assert len(cells) > 100
    assert [counted[cell.count] for cell in cells] == [cell.value for cell in cells]


def test_a_kept_table_is_kept_the_same_once_more(sent):
    for one in frozen.tables_of(sent.document):
        assert kept(table_of(one.kept)) == one.kept


def test_true_counts_fill_hidden_cells_only_where_they_are_given(sent):
    for one in frozen.tables_of(sent.document):
        cells = [cell for cell in cells_of(one.table) if cell.value is None]
        filled = table_of(one.kept, {cell.count: 2 for cell in cells})
        assert not [cell for cell in cells_of(filled) if cell.value is None]


def test_it_is_frozen_once(sent):
    with pytest.raises(Refused) as refusal:
        freeze(question_479(), as_of=DAY, by=play("ann"))
    assert refusal.value.code == "already_frozen"


def test_a_day_to_come_has_no_figures(db):
    with pytest.raises(ValidationError):
        freeze(question_479(), as_of=date(2022, 4, 2), by=play("ann"))


@pytest.mark.parametrize("who", ["max", "frank", "alice", "ada"])
def test_only_the_ministry_freezes(db, who):
    with pytest.raises(PermissionDenied):
        freeze(question_479(), as_of=DAY, by=play(who))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("reporting_frozenanswer", "UPDATE {table} SET code_version = 'x'"),
        ("reporting_frozenanswer", "DELETE FROM {table}"),
        ("reporting_frozenfile", "UPDATE {table} SET name = 'x'"),
        ("reporting_frozenfile", "DELETE FROM {table}"),
    ],
)
def test_the_database_refuses_to_change_it(sent, table, change):
    with refused() as cursor:
        cursor.execute(change.format(table=table))


def test_no_row_is_written_over(sent):
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite writes over a row.")
    with refused() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO reporting_frozenfile SELECT * FROM reporting_frozenfile"
        )
    assert FrozenFile.objects.count() == len(documents.FORMATS)
