"""Long work as rows: done once, with progress, given way, given up."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from m2w.accounts.models import Organisation
from m2w.outbox import claims, doing
from m2w.outbox.choices import State
from m2w.outbox.jobs import Kind, kinds
from m2w.outbox.models import Job
from m2w.outbox.services import start_job
from m2w.outbox.worker import work_off
from m2w.refusals import Refused
from tests.cast import play
from tests.factories import OrganisationFactory
from tests.races import race

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]


@pytest.fixture
def kind(monkeypatch):
    """Make a kind of job out of two functions."""

    def made(work=lambda job, progress: {"found": 1}, **more):
        monkeypatch.setitem(kinds(), "test", Kind(work, **more))

    made()
    return made


def asked(**values) -> Job:
    job = start_job("test", {"a": 1}, by=play("alice"))
    Job.objects.filter(pk=job.pk).update(**values)
    return job


def became(job) -> tuple:
    job.refresh_from_db()
    return job.state, job.fault


def let_pass() -> None:
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def test_it_works(kind):
    job = asked()
    assert work_off() == 1
    assert became(job) == (State.DONE, "")
    assert job.result == {"found": 1}


def test_there_is_no_job_of_an_unknown_kind():
    with pytest.raises(KeyError):
        start_job("made.up", {}, by=play("alice"))


def test_progress_shows_while_it_works(kind):
    seen = []

    def work(job, progress):
        progress(3, 10)
        seen.append(Job.objects.values_list("done", "total").get())
        return {}

    kind(work)
    asked()
    work_off()
    assert seen == [(3, 10)]


def test_it_is_done_as_whoever_asked(kind):
    job = asked()
    user = doing.actor_of(Job.objects.get(pk=job.pk))
    assert (user, user.acting) == (play("alice"), play("alice").acting)


@pytest.mark.parametrize("lost", ["role", "account"])
def test_not_once_they_lost_their_right(kind, lost):
    alice = play("alice")
    asked()
    if lost == "role":
        alice.acting.delete()
    else:
        type(alice).objects.filter(pk=alice.pk).update(is_active=False)
    with pytest.raises(PermissionDenied):
        doing.actor_of(Job.objects.get())


def test_what_a_rule_refuses_is_said_by_its_code(kind):
    def work(job, progress):
        raise Refused("too_many", "Te veel.")

    kind(work)
    job = asked()
    work_off()
    assert became(job) == (State.FAILED, "too_many")


def test_a_fault_of_ours_ends_it_and_quotes_nothing(kind, caplog):
    def work(job, progress):
        raise ValueError("-".join(["Selam", "Tesfay"]))

    kind(work)
    job = asked()
    work_off()
    assert became(job) == (State.FAILED, "ValueError")
    assert "Selam-Tesfay" not in caplog.text


def test_what_it_stores_is_one_with_its_end(kind):
    def keep(job, found):
        OrganisationFactory(code="half")
        raise ValueError

    kind(keep=keep)
    job = asked()
    work_off()
    assert became(job) == (State.FAILED, "ValueError")
    assert not Organisation.objects.filter(code="half").exists()


def test_who_lost_a_job_stores_nothing(kind):
    def work(job, progress):
        let_pass()
        claims.take(Job)
        return {}

    kind(work, keep=lambda job, found: {"code": OrganisationFactory(code="late").code})
    job = asked()
    doing.do(claims.take(Job))
    assert became(job) == (State.OPEN, "")
    assert not Organisation.objects.filter(code="late").exists()


def test_it_gives_way_when_the_worker_stops_and_goes_on_later(kind):
    kind(lambda job, progress: progress(1, 2) or {})
    job = asked()
    doing.do(claims.take(Job), is_stopping=lambda: True)
    assert became(job) == (State.OPEN, "")
    assert job.attempts == 0
    work_off()
    assert became(job) == (State.DONE, "")


def test_one_that_always_breaks_off_is_given_up(kind):
    job = asked()
    for _ in range(doing.MOST_ATTEMPTS):
        let_pass()
        claims.take(Job)
    let_pass()
    work_off()
    assert became(job) == (State.FAILED, "interrupted")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_many_workers_one_does_each(kind, attempt):
    done = []
    kind(lambda job, progress: done.append(job.pk) or {})
    jobs = {asked().pk for _ in range(6)}
    race(*[work_off] * 4)
    assert sorted(done) == sorted(jobs)


def test_the_worker_stops_when_told_to_even_without_a_database(tmp_path):
    """A process of its own, on a database that has no tables yet."""
    environment = os.environ | {
        "M2W_DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "M2W_DEBUG": "on",
    }
    command = [sys.executable, "manage.py", "work"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE) as worker:
        assert b"waits for work" in worker.stdout.readline()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=20) == 0
