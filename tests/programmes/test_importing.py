"""Importing mentees: rows judged, kept once, and nothing half."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from m2w.audit.models import Entry
from m2w.documents import shelf
from m2w.documents.services import sweep
from m2w.imports import services
from m2w.imports.choices import Stage, Verdict
from m2w.imports.headings import meanings
from m2w.imports.judging import Judge
from m2w.imports.models import ColumnMemory, Import
from m2w.outbox.models import Job
from m2w.outbox.tidying import tidy_all
from m2w.outbox.worker import work_off
from programmes.choices import ScreeningResult
from programmes.importing import MENTEES
from programmes.models import Enrolment, Mentee, Person
from programmes.services.screenings import judge
from tests.cast import CORE, STRANGER, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import MenteeFactory
from tests.races import race
from tests.refusals import refusal
from tests.workbooks import AMINA, HEADINGS, SELAM, csv, uploaded, xlsx

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
NOTHING = {"project": "", "drafts": False}


def upload(*rows, who="alice") -> Import:
    return services.upload(uploaded(xlsx(HEADINGS, *rows)), MENTEES, by=play(who))


def check(made: Import, *, options=NOTHING, who="alice", columns=None) -> Import:
    if columns is None:
        cells = made.source.row(made.sheet, made.heading_row)
        columns = meanings(cells, services.known_headings(made, MENTEES))
    place = {"sheet": made.sheet, "heading_row": made.heading_row}
    services.check(made, **place, columns=columns, options=options, by=play(who))
    work_off()
    return Import.objects.get(pk=made.pk)


def keep(made: Import, *, only_good=False, who="alice") -> Import:
    services.keep(made, only_good=only_good, by=play(who))
    work_off()
    return Import.objects.get(pk=made.pk)


def verdicts(made: Import) -> list[str]:
    return [verdict for _row, verdict, _twin in made.verdicts]


def faults(*rows, headings=HEADINGS) -> list[list[str]]:
    """What is wrong with each of these rows."""
    made = services.upload(uploaded(xlsx(headings, *rows)), MENTEES, by=play("alice"))
    made = check(made)
    judge = Judge(made, MENTEES, set())
    source = made.source
    return [
        [str(fault) for fault in judge.again(row, source.row(0, row), twin).faults]
        for row, _verdict, twin in made.verdicts
    ]


def test_it_works():
    made = keep(check(upload(SELAM, AMINA)))
    assert made.stage == Stage.KEPT
    assert made.kept == {"files": 2}
    selam = Mentee.objects.get(vdab_number="7700001")
    assert (str(selam), selam.postcode, selam.birth_date.year) == ("Selam Tesfay", "2000", 1987)
    assert selam.promoter == organisation(CORE)
    assert selam.person == Person.objects.get(vdab_number="7700001")


def test_what_no_cell_says_is_not_known():
    keep(check(upload(SELAM)))
    selam = Mentee.objects.get()
    unknown = ["gender", "nationality", "employed", "migration_background", "dutch_level"]
    assert {getattr(selam, name) for name in unknown} == {"unknown"}
    assert selam.languages == {}


def test_each_file_has_its_history_and_its_line_on_the_record():
    keep(check(upload(SELAM, AMINA)))
    for mentee in Mentee.objects.all():
        assert mentee.history.get().history_user == play("alice")
        assert Entry.objects.filter(action="mentee.created", object_id=mentee.pk).count() == 1
    entry = Entry.objects.get(action="import.kept")
    assert (entry.actor, entry.details["files"]) == (play("alice"), 2)


def test_the_record_holds_no_value_of_anyone():
    keep(check(upload(SELAM, [*AMINA[:2], "31/02/1990", *AMINA[3:]])), only_good=True)
    told = str(list(Entry.objects.values_list("details", flat=True)))
    told += str(list(Job.objects.values_list("arguments", "result", "fault")))
    told += str(list(Import.objects.values_list("verdicts", "columns", "kept", "options")))
    told += str(list(ColumnMemory.objects.values_list("headings")))
    for value in ["Selam", "Tesfay", "7700001", "1987", "Diallo"]:
        assert value not in told


def test_the_same_file_twice_adds_nothing():
    keep(check(upload(SELAM, AMINA)))
    again = check(upload(SELAM, AMINA))
    assert verdicts(again) == [Verdict.KNOWN, Verdict.KNOWN]
    assert refusal(services.keep, again, only_good=False, by=play("alice")) == "nothing_new"
    assert Mentee.objects.count() == 2


def test_who_is_there_already_stays_as_they_are():
    MenteeFactory(promoter=organisation(CORE), vdab_number="7700001", first_name="Selamawit")
    made = keep(check(upload(SELAM, AMINA)))
    assert made.kept == {"files": 1}
    assert Mentee.objects.get(vdab_number="7700001").first_name == "Selamawit"


def test_a_file_of_another_promoter_does_not_show():
    MenteeFactory(promoter=organisation(STRANGER), vdab_number="7700001")
    assert verdicts(check(upload(SELAM))) == [Verdict.GOOD]


def test_one_person_behind_two_promoters():
    theirs = MenteeFactory(promoter=organisation(STRANGER), vdab_number="7700001")
    keep(check(upload(SELAM)))
    assert Mentee.objects.get(promoter__code=CORE).person == theirs.person


class TestWhatIsWrong:
    def test_a_cell_is_named_with_what_was_expected(self):
        row = ["Selam", "Tesfay", "31/02/1990", "abc", "7700001"]
        (found,) = faults(row)
        assert found == [
            "Geboortedatum “31/02/1990”: verwacht een bestaande datum, zoals 14/03/1987",
            "Postcode “abc”: verwacht een postcode, zoals 2000",
        ]

    def test_what_is_needed_may_not_be_empty(self):
        (found,) = faults(["Selam", "", "14/03/1987", 2000, "7700001"])
        assert found == ["Naam: leeg, maar nodig"]

    def test_the_rule_of_a_correction_holds(self):
        (long, later), number = (
            faults(["x" * 300, *SELAM[1:]], ["Selam", "Tesfay", "14/03/2031", 2000, "7700009"]),
            "1" * 21,
        )
        assert "hoogstens 100 tekens" in long[0]
        assert later == ["Geboortedatum “14/03/2031”: deze dag ligt in de toekomst"]
        assert "1 tot 20 letters" in faults([*SELAM[:4], number])[0][0]

    def test_dates_do_not_go_back_in_time(self):
        headings = [*HEADINGS, "Begeleid sinds", "Begeleid tot en met"]
        (found,) = faults([*SELAM, "01/02/2022", "01/01/2022"], headings=headings)
        assert found[0].startswith("Begeleid tot en met “01/01/2022”: deze datum ligt voor")

    def test_a_number_twice_in_the_file_is_said_with_its_row(self):
        first, second = faults(SELAM, [*AMINA[:4], "77 000 01"])
        assert first == []
        assert second == ["VDAB-nummer “7700001”: staat ook op rij 2 van dit bestand"]

    def test_odd_names_are_kept_as_they_are(self):
        keep(check(upload(["محمد", "O’Neill-Đặng", *SELAM[2:]])))
        assert str(Mentee.objects.get()) == "محمد O’Neill-Đặng"

    def test_with_a_wrong_row_not_all_rows_are_kept(self):
        made = check(upload(SELAM, [*AMINA[:2], "?", *AMINA[3:]]))
        assert refusal(services.keep, made, only_good=False, by=play("alice")) == "wrong_rows"
        assert keep(made, only_good=True).kept == {"files": 1}


class TestColumns:
    def test_the_sheet_and_row_of_the_headings_are_guessed(self):
        def second(book):
            sheet = book.create_sheet("Echt")
            for row in [["Onze lijst"], [], HEADINGS, SELAM]:
                sheet.append(row)

        content = xlsx(["Toelichting"], prepare=second)
        made = services.upload(uploaded(content), MENTEES, by=play("alice"))
        assert (made.sheet, made.heading_row) == (1, 3)
        assert keep(check(made)).kept == {"files": 1}

    def test_what_was_chosen_is_remembered_for_the_organisation(self):
        odd = ["Roepnaam", *HEADINGS[1:]]
        made = services.upload(uploaded(csv(odd, SELAM)), MENTEES, by=play("alice"))
        check(made, columns=dict(enumerate(["first_name", "last_name", "birth_date"])))
        again = services.upload(uploaded(csv(odd, SELAM)), MENTEES, by=play("alice"))
        known = services.known_headings(again, MENTEES)
        assert meanings(odd, known) == {0: "first_name", 1: "last_name", 2: "birth_date"}
        play("charlie")
        other = services.upload(uploaded(csv(odd, SELAM)), MENTEES, by=play("charlie"))
        assert 0 not in meanings(odd, services.known_headings(other, MENTEES))

    def test_values_that_stand_where_headings_should_are_not_remembered(self):
        made = services.upload(uploaded(csv(SELAM, AMINA)), MENTEES, by=play("alice"))
        check(made, columns={})
        assert ColumnMemory.objects.get().headings == {}


class TestDrafts:
    def options(self, code=CORE):
        return {"project": str(project_of(code).pk), "drafts": True}

    def test_each_new_mentee_gets_one(self):
        made = keep(check(upload(SELAM, AMINA), options=self.options()))
        assert made.kept == {"files": 2, "drafts": 2}
        draft = Enrolment.objects.get(mentee__vdab_number="7700001")
        assert (draft.state, draft.entered_by) == ("draft", play("alice"))
        assert draft.person == draft.mentee.person
        assert [step.name for step in draft.changes.all()] == ["create"]
        assert Entry.objects.filter(action="enrolment.created", object_id=draft.pk).exists()

    def test_not_for_a_project_of_another(self):
        made = keep(check(upload(SELAM), options=self.options(STRANGER)))
        assert made.has_failed
        assert not Mentee.objects.exists()

    def test_the_screening_of_a_row_is_that_of_its_file(self):
        made = check(upload(SELAM), options=self.options())
        mark = MENTEES.judge(made.options, play("alice"))
        row = Judge(made, MENTEES, set()).row(2, made.source.row(0, 2))
        keep(made)
        screening = judge(Mentee.objects.get(), project_of().lot, TODAY)
        assert mark(row.values).label == ScreeningResult(screening.result).label
        assert MENTEES.judge(NOTHING, play("alice")) is None


class TestWhoMay:
    @pytest.mark.parametrize("who", ["carl", "vera", "max", "ann", "ada"])
    def test_no_one_but_a_coordinator(self, who):
        with pytest.raises(PermissionDenied):
            upload(SELAM, who=who)

    def test_not_on_another_ones_file(self):
        made, charlie = upload(SELAM), play("charlie")
        for act in [
            lambda: check(made, who="charlie"),
            lambda: services.keep(made, only_good=True, by=charlie),
            lambda: services.discard(made, by=charlie),
        ]:
            with pytest.raises(PermissionDenied):
                act()

    def test_not_an_organisation_whose_agreement_is_over(self, browse):
        made = upload(SELAM)
        core = organisation(CORE)
        core.agreement_until = TODAY - timedelta(days=1)
        core.save()
        assert browse("alice").get(reverse("mentee_imports")).status_code == 403
        for act in [lambda: upload(SELAM), lambda: check(made)]:
            with pytest.raises(PermissionDenied):
                act()

    def test_not_once_the_role_is_gone(self):
        made = check(upload(SELAM))
        services.keep(made, only_good=False, by=play("alice"))
        play("alice").acting.delete()
        work_off()
        assert Import.objects.get().has_failed
        assert not Mentee.objects.exists()


class TestTheFile:
    def is_there(self, made) -> bool:
        return shelf.place_of(made.stored_name).exists()

    def test_goes_once_every_row_is_kept(self, django_capture_on_commit_callbacks):
        made = check(upload(SELAM))
        assert self.is_there(made)
        with django_capture_on_commit_callbacks(execute=True):
            keep(made)
        assert not self.is_there(made)

    def test_stays_a_week_for_the_rows_that_are_wrong(self, django_capture_on_commit_callbacks):
        wrong = [*AMINA[:2], "?", *AMINA[3:]]
        made = check(upload(SELAM, wrong))
        with django_capture_on_commit_callbacks(execute=True):
            keep(made, only_good=True)
        assert self.is_there(made)
        Import.objects.update(created_at=timezone.now() - timedelta(days=7, seconds=1))
        with django_capture_on_commit_callbacks(execute=True):
            tidy_all()
        assert not self.is_there(made)
        assert not Import.objects.exists()

    def test_goes_when_someone_says_so(self, django_capture_on_commit_callbacks):
        made = upload(SELAM)
        with django_capture_on_commit_callbacks(execute=True):
            services.discard(made, by=play("alice"))
        assert not self.is_there(made)

    def test_is_not_swept_up_while_it_is_of_use(self):
        made = upload(SELAM)
        os.utime(shelf.place_of(made.stored_name), (0, 0))
        sweep()
        assert self.is_there(made)

    def test_of_a_refused_one_nothing_stays(self):
        before = set(shelf.older_than(timedelta(seconds=-5)))
        with pytest.raises(ValidationError):
            services.upload(uploaded(b"%PDF-1.7"), MENTEES, by=play("alice"))
        assert set(shelf.older_than(timedelta(seconds=-5))) == before


@pytest.mark.django_db(transaction=True)
class TestAtTheSameMoment:
    @pytest.mark.parametrize("attempt", range(3))
    def test_of_two_imports_of_one_file_one_adds(self, attempt):
        imports = [check(upload(SELAM, AMINA)) for _ in range(2)]
        for made in imports:
            services.keep(made, only_good=False, by=play("alice"))
        race(work_off, work_off, work_off)
        assert Mentee.objects.count() == 2
        assert sorted(made.kept["files"] for made in Import.objects.all()) == [0, 2]

    def test_a_worker_that_is_killed_half_way_leaves_all_or_nothing(self, tmp_path):
        """A worker process is killed while it reads; another one ends the job."""
        rows = [["Selam", f"Tesfay {n}", "14/03/1987", 2000, f"77{n:05}"] for n in range(4000)]
        made = check(upload(*rows))
        services.keep(made, only_good=False, by=play("alice"))
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "work"], cwd=ROOT, env=environment()
        )
        wait_until(lambda: Job.objects.get(kind="import.keep").attempts == 1)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        assert Mentee.objects.count() in {0, 4000}
        Job.objects.update(due_at=timezone.now())
        work_off()
        assert Mentee.objects.count() == 4000
        assert Import.objects.get().kept == {"files": 4000}
        assert Entry.objects.filter(action="import.kept").count() == 1


def environment() -> dict[str, str]:
    """What another process needs to work on the database of this test."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{values['NAME']}"
    else:
        url = f"postgres://{values['USER']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    return os.environ | {
        "M2W_DATABASE_URL": url,
        "M2W_DEBUG": "on",
        "M2W_DOCUMENTS_DIR": str(settings.MEDIA_ROOT),
    }


def wait_until(holds) -> None:
    for _ in range(300):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("It did not happen within 15 seconds.")
