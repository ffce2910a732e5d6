"""The pages of an import, step by step."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from m2w.audit.models import Entry
from m2w.imports.choices import Stage
from m2w.imports.models import Import
from m2w.outbox.models import Job
from m2w.outbox.tidying import tidy_all
from m2w.outbox.worker import work_off
from programmes.importing import MENTEES
from programmes.models import Mentee
from tests.cast import organisation, play, project_of
from tests.factories import MenteeFactory
from tests.workbooks import AMINA, HEADINGS, SELAM, csv, uploaded, xlsx

pytestmark = pytest.mark.django_db

START = "/mentees/importeren/"
WRONG = [*AMINA[:2], "31/02/1990", "@cmd", *AMINA[4:]]


@pytest.fixture
def alice(browse):
    return browse("alice")


def upload(client, *rows, content=None, name="mentees.xlsx") -> str:
    """Upload a file; where it leads."""
    content = xlsx(HEADINGS, *rows) if content is None else content
    answer = client.post(START, {"file": uploaded(content, name)})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def chosen(client, address, **values):
    """The form of the columns as it stands, with other values for some."""
    form = client.get(address).context["form"]
    fields = {field.name: field.value() for field in form if field.value() is not None}
    return client.post(address, fields | values)


def checked(client, *rows, **values) -> str:
    """The address of the preview, once the worker has judged the rows."""
    address = chosen(client, upload(client, *rows), **values).url
    work_off()
    return address


def test_it_works(alice):
    page = alice.get(START).text
    assert "Bestand inlezen" in page
    assert reverse("mentee_import_template") in page


def test_the_list_of_mentees_leads_here_for_a_coordinator_only(browse, alice):
    assert START in alice.get(reverse("mentees")).text
    assert START not in browse("carl").get(reverse("mentees")).text


def test_from_file_to_files(alice):
    address = checked(alice, SELAM, AMINA)
    assert "Alle rijen bewaren" in alice.get(address).text
    assert alice.post(f"{address}bewaren/", {"rows": "all"}).url == address
    assert "De rijen worden bewaard" in alice.get(address).text
    work_off()
    assert "2 nieuwe dossiers zijn bewaard." in alice.get(address).text
    assert Mentee.objects.count() == 2


def test_the_template_takes_the_examples_that_it_explains(alice):
    book = load_workbook(io.BytesIO(alice.get(reverse("mentee_import_template")).content))
    assert book.sheetnames == ["Mentees", "Uitleg"]
    assert book["Mentees"].max_row == 1
    explained = list(book["Uitleg"].iter_rows(min_row=2, values_only=True))
    assert len(explained) == len(MENTEES.columns)
    book["Mentees"].append([example for *_explanation, example in explained])
    out = io.BytesIO()
    book.save(out)
    address = chosen(alice, upload(alice, content=out.getvalue())).url
    work_off()
    alice.post(f"{address}bewaren/", {"rows": "all"})
    work_off()
    assert str(Mentee.objects.get()) == "Selam Tesfay"
    assert Mentee.objects.get().languages == {"ti": "C2", "en": "B1"}


class TestTheFile:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "Dit bestand is leeg."),
            (b"%PDF-1.7\n", "Dit is geen rekenblad."),
            (b"PK\x03\x04rommel", "Dit is geen rekenblad."),
        ],
    )
    def test_that_is_none_is_refused_at_its_field(self, alice, content, said):
        answer = alice.post(START, {"file": uploaded(content)})
        assert answer.status_code == 200
        assert said in answer.context["form"].errors["file"][0]
        assert not Import.objects.exists()

    def test_that_is_too_large_is_refused(self, alice, settings):
        settings.M2W_MAX_UPLOAD_MB = 1
        answer = alice.post(START, {"file": uploaded(bytes(1_100_000))})
        assert "groter dan 1 MB" in answer.context["form"].errors["file"][0]

    def test_is_asked_for(self, alice):
        assert alice.post(START, {}).context["form"].errors["file"]

    def test_stands_in_the_list_of_its_organisation(self, alice, browse):
        upload(alice, SELAM, name="onze lijst.xlsx")
        assert "onze lijst.xlsx" in alice.get(START).text
        assert "onze lijst.xlsx" not in browse("charlie").get(START).text

    def test_is_deleted_by_a_button(self, alice):
        address = checked(alice, SELAM)
        alice.post(f"{address}verwijderen/")
        assert alice.get(address).status_code == 404


class TestColumns:
    def test_are_guessed_with_their_first_values(self, alice):
        page = alice.get(upload(alice, SELAM, AMINA))
        meant = {field.label: field.value() for field, _samples in page.context["form"].lines()}
        assert meant == dict(zip(HEADINGS, COLUMNS, strict=True))
        assert "7700001" in page.text

    def test_that_are_needed_must_be_there(self, alice):
        answer = chosen(alice, upload(alice, SELAM), column_4="", column_0="")
        assert "Kies ook de kolom met: Voornaam, VDAB-nummer." in answer.text

    def test_mean_one_thing_each(self, alice):
        answer = chosen(alice, upload(alice, SELAM), column_0="last_name")
        assert "Een andere kolom heeft deze betekenis al." in answer.text

    def test_are_remembered(self, alice):
        content = csv(["Roepnaam", *HEADINGS[1:]], SELAM)
        chosen(alice, upload(alice, content=content), column_0="first_name")
        form = alice.get(upload(alice, content=content)).context["form"]
        assert form["column_0"].value() == "first_name"

    def test_may_stand_in_another_row(self, alice):
        address = upload(alice, content=csv(["x"], SELAM, HEADINGS, AMINA))
        form = alice.get(address, {"sheet": 0, "heading_row": 2}).context["form"]
        assert form["column_0"].label == "Selam"

    @pytest.mark.parametrize("place", [{"heading_row": 99}, {"heading_row": "x"}, {"sheet": 7}])
    def test_stand_in_a_row_that_is_there(self, alice, place):
        answer = alice.get(upload(alice, SELAM), {"sheet": 0, "heading_row": 1} | place)
        assert answer.status_code == 200
        assert answer.context["place"].errors

    def test_a_made_up_place_is_refused(self, alice):
        assert chosen(alice, upload(alice, SELAM), sheet="9").status_code == 400

    def test_a_draft_needs_its_project(self, alice):
        answer = chosen(alice, upload(alice, SELAM), drafts="on")
        assert "Kies het project van de concepten." in answer.text

    def test_the_projects_are_ones_own(self, alice):
        project_of(), project_of("second")
        field = alice.get(upload(alice, SELAM)).context["form"]["project"].field
        assert [value for value, _label in field.choices] == ["", str(project_of().pk)]


COLUMNS = ["first_name", "last_name", "birth_date", "postcode", "vdab_number"]


class TestThePreview:
    def test_says_of_each_row_what_becomes_of_it(self, alice):
        MenteeFactory(promoter=organisation("core"), vdab_number="7700001")
        page = alice.get(checked(alice, SELAM, AMINA, WRONG)).text
        assert "bestaat al, blijft ongewijzigd" in page
        assert "verwacht een bestaande datum" in page
        assert "Alleen de goede rijen bewaren" in page

    def test_shows_the_rows_of_one_kind(self, alice):
        address = checked(alice, SELAM, WRONG)
        assert "Selam Tesfay" not in alice.get(address, {"rows": "wrong"}).text
        assert "Selam Tesfay" in alice.get(address, {"rows": "good"}).text
        assert alice.get(address, {"rows": "x"}).status_code == 400

    def test_screens_for_a_project(self, alice):
        project = project_of()
        address = checked(alice, SELAM, project=str(project.pk))
        assert "nog niet volledig" in alice.get(address).text

    def test_refuses_all_rows_when_one_is_wrong(self, alice):
        address = checked(alice, SELAM, WRONG)
        page = alice.post(f"{address}bewaren/", {"rows": "all"}, follow=True).text
        assert "Er zijn rijen met fouten" in page
        assert Import.objects.get().stage == Stage.CHECKED

    def test_may_be_left_while_the_work_goes_on(self, alice):
        address = chosen(alice, upload(alice, SELAM)).url
        page = alice.get(address).text
        assert "De rijen worden nagekeken" in page
        assert "Vernieuwen" in page

    def test_says_when_the_work_failed_and_what_to_do(self, alice):
        address = chosen(alice, upload(alice, SELAM)).url
        Job.objects.update(state="failed")
        assert "Dit lukte niet." in alice.get(address).text
        chosen(alice, f"{address}kolommen/")
        work_off()
        assert "Alle rijen bewaren" in alice.get(address).text

    def test_more_rows_take_no_more_queries(self, alice, django_assert_num_queries):
        few, many = checked(alice, SELAM), checked(alice, SELAM, *[WRONG] * 40)
        alice.get(few)
        with django_assert_num_queries(100, exact=False) as asked:
            alice.get(few)
        with django_assert_num_queries(len(asked), exact=False):
            alice.get(many)


class TestTheWrongRows:
    def test_come_back_with_their_reasons_and_without_formulas(self, alice):
        address = checked(alice, SELAM, WRONG)
        answer = alice.get(f"{address}fouten/")
        rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
        assert rows[0] == ("Rij", "Wat er mis is", *HEADINGS)
        assert rows[1][0] == 3
        assert "Geboortedatum “31/02/1990”" in rows[1][1]
        assert "'@cmd" in rows[1]
        assert len(rows) == 2

    def test_are_taken_on_the_record(self, alice):
        alice.get(f"{checked(alice, SELAM, WRONG)}fouten/")
        entry = Entry.objects.get(action="import.faults_taken")
        assert (entry.actor, entry.details) == (play("alice"), {"rows": 1})

    def test_are_mended_and_imported_again(self, alice):
        content = alice.get(f"{checked(alice, SELAM, WRONG)}fouten/").content
        book = load_workbook(io.BytesIO(content))
        book.active["E2"], book.active["F2"] = "02/01/1990", "9000"
        out = io.BytesIO()
        book.save(out)
        address = chosen(alice, upload(alice, content=out.getvalue())).url
        work_off()
        assert "Alle rijen bewaren" in alice.get(address).text

    def test_are_gone_with_the_file(self, alice):
        address = checked(alice, SELAM)
        alice.post(f"{address}bewaren/", {"rows": "all"})
        work_off()
        assert alice.get(f"{address}fouten/").status_code == 404
        assert alice.get(f"{address}kolommen/").status_code == 404


def test_after_a_week_it_is_gone(alice):
    address = checked(alice, SELAM)
    Import.objects.update(created_at=timezone.now() - timedelta(days=8))

    tidy_all()
    assert alice.get(address).status_code == 404


def test_a_button_takes_no_more_than_it_knows(alice):
    address = checked(alice, SELAM)
    assert alice.post(f"{address}bewaren/", {"rows": "all", "x": "1"}).status_code == 400


def test_the_record_tells_of_it_in_words(alice):
    address = checked(alice, SELAM)
    alice.post(f"{address}bewaren/", {"rows": "all"})
    work_off()
    page = alice.get(reverse("record")).text
    assert "rijen uit een bestand bewaard" in page.lower()
    assert "7700001" not in page
