"""Each month every sent answer is tried again."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from m2w.outbox.worker import Worker
from reporting.models import Rehearsal
from reporting.services import rehearse_all

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)


def test_it_works(sent, settings):
    settings.M2W_TODAY = date(2023, 5, 10)
    assert rehearse_all() == 1
    rehearsal = Rehearsal.objects.get()
    assert (rehearsal.month, rehearsal.as_of) == (date(2023, 5, 1), date(2023, 5, 10))
    kinds = [finding["kind"] for finding in rehearsal.findings]
    assert kinds.count("moved") == 5
    assert {"then", "now", "table", "row", "column", "kind"} == set(rehearsal.findings[0])


def test_each_cell_has_a_name_of_its_own(sent, settings):
    settings.M2W_TODAY = date(2023, 5, 10)
    rehearse_all()
    findings = Rehearsal.objects.get().findings
    names = [(found["table"], found["row"], found["column"]) for found in findings]
    assert len(set(names)) == len(names)


def test_once_a_month_however_often_it_runs(sent, settings):
    out = StringIO()
    call_command("rehearse_answers", stdout=out)
    call_command("rehearse_answers", stdout=out)
    assert out.getvalue() == "1 rehearsed\n0 rehearsed\n"
    settings.M2W_TODAY = date(2022, 5, 2)
    call_command("rehearse_answers", stdout=out)
    assert Rehearsal.objects.count() == 2


def test_no_small_number_is_told(sent, settings):
    settings.M2W_TODAY = date(2023, 5, 10)
    rehearse_all()
    told = Rehearsal.objects.get().findings
    assert all(finding["now"] == "" for finding in told if finding["kind"] == "hidden")
    counts = {"Ingediend", "Goedgekeurd", "Gestart", "Beëindigd", "Aantal"}
    small = [f for f in told if f["column"] in counts and f["now"] in {"1", "2", "3"}]
    assert not small


def test_the_worker_does_it_each_day(sent, monkeypatch):
    monkeypatch.setattr("m2w.outbox.worker.HOUR_OF_THE_DAY", 0)
    assert Worker().begin_day()
    assert Rehearsal.objects.count() == 1


def test_what_fails_stops_nothing_else(monkeypatch, caplog):
    from m2w.outbox import daily
    from reporting import daily as of_reporting

    done = []

    def broken():
        raise ValueError

    monkeypatch.setattr(of_reporting, "DAILY", [broken, lambda: done.append(1)])
    daily.do_all()
    assert done == [1]
    assert "failed" in caplog.text
