"""The record: every line hangs on the one before it, and nothing of it changes afterwards."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from m2w.audit import triggers
from m2w.audit.chain import GENESIS, Fault, faults
from m2w.audit.models import Entry, Tail
from m2w.audit.services import record
from tests.cast import play
from tests.races import DONE, race

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    alice = play("alice")
    for number in range(5):
        record("test.noted", by=alice, about=alice, details={"number": number, "word": "één"})
    return list(Entry.objects.order_by("pk"))


@pytest.fixture
def unguarded(lines):
    """The record as it lies open to whoever owns the database."""
    triggers.remove(connection)
    yield lines
    triggers.install(connection)


def test_lines_are_chained_from_the_beginning(lines):
    assert lines[0].previous == GENESIS
    assert [line.previous for line in lines[1:]] == [line.hash for line in lines[:-1]]
    assert (Tail.objects.get().hash, Tail.objects.get().lines) == (lines[-1].hash, 5)
    assert list(faults()) == []


def test_a_line_says_who_acted_in_which_role(lines):
    assert (lines[0].actor, lines[0].role) == (play("alice"), "coordinator")
    assert lines[0].organisation == play("alice").acting.organisation


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET action = 'other'",
        "DELETE FROM audit_entry",
        "INSERT INTO audit_entry SELECT * FROM audit_entry",
        "UPDATE audit_tail SET hash = 'x'",
        "UPDATE audit_tail SET lines = 0",
        "DELETE FROM audit_tail",
        "INSERT INTO audit_tail (hash, lines) VALUES ('x', 0)",
    ],
)
def test_the_database_refuses_to_change_it(lines, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(faults()) == []


def test_a_line_cannot_be_overwritten(lines):
    replace = {
        "sqlite": "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE id = %s",
        "postgresql": "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE id = %s"
        " ON CONFLICT (id) DO UPDATE SET action = 'other'",
    }
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(replace[connection.vendor], [lines[0].pk])
    assert list(faults()) == []


def test_the_table_cannot_be_emptied_at_once(lines):
    if connection.vendor == "sqlite":
        return  # has no TRUNCATE
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")


def test_a_line_that_does_not_go_on_where_the_record_ends_is_refused(lines):
    stray = Entry(action="test.stray", previous=lines[2].hash, hash="f" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        stray.save()


@pytest.mark.parametrize(
    "change",
    [
        {"action": "test.other"},
        {"role": "coach"},
        {"object_id": "x"},
        {"details": {"number": 2, "word": "een"}},
        {"actor": None},
        {"at": "2020-01-01T00:00Z"},
    ],
)
def test_an_altered_line_is_named(unguarded, change):
    Entry.objects.filter(pk=unguarded[2].pk).update(**change)
    assert list(faults()) == [Fault("altered", unguarded[2].pk)]


def test_a_line_altered_with_its_hash_breaks_the_next(unguarded):
    Entry.objects.filter(pk=unguarded[2].pk).update(hash="f" * 64)
    assert Fault("gap", unguarded[3].pk) in faults()


def test_a_missing_line_is_noticed_at_the_next(unguarded):
    Entry.objects.filter(pk=unguarded[2].pk).delete()
    assert Fault("gap", unguarded[3].pk) in faults()


def test_a_cut_tail_is_noticed(unguarded):
    Entry.objects.filter(pk__gte=unguarded[3].pk).delete()
    assert list(faults()) == [Fault("cut")]


def test_a_cut_tail_with_its_end_moved_back_is_noticed_by_who_noted_the_hash(unguarded):
    Entry.objects.filter(pk__gte=unguarded[3].pk).delete()
    Tail.objects.update(hash=unguarded[2].hash, lines=3)
    assert list(faults()) == []
    assert list(faults(unguarded[4].hash)) == [Fault("unknown")]
    assert list(faults(unguarded[1].hash)) == []


def test_the_command_prints_the_end(lines, capsys):
    call_command("verify_record", expect=lines[1].hash)
    assert lines[-1].hash in capsys.readouterr().out


def test_the_command_names_the_altered_line(unguarded):
    Entry.objects.filter(pk=unguarded[2].pk).update(action="x")
    with pytest.raises(CommandError, match=str(unguarded[2].pk)):
        call_command("verify_record")


def test_what_did_not_happen_is_not_on_the_record(lines):
    with transaction.atomic():
        record("test.undone")
        transaction.set_rollback(True)
    assert Entry.objects.count() == Tail.objects.get().lines == 5


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain():
    assert race(*[partial(record, "test.noted", details={"n": n}) for n in range(8)]) == {DONE: 8}
    assert Entry.objects.count() == 8
    assert list(faults()) == []
