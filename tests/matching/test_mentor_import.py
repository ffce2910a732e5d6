"""Mentors from a spreadsheet."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from m2w.audit.models import Entry
from m2w.imports.cells import availability, sector_list, year
from matching.importing import MENTORS, key
from matching.models import Mentor
from matching.services.importing import keep
from tests.cast import CORE, STRANGER, organisation, play
from tests.factories import MentorFactory
from tests.workbooks import uploaded, xlsx

pytestmark = pytest.mark.django_db

START = "/mentoren/importeren/"
HEADINGS = ["Voornaam", "Achternaam", "Talen", "Woonplaats", "Mentor sinds", "GSM", "Beschikbaar"]
LUC = ["Luc", "Peeters", "Nederlands C2, Frans (B2)", "2000 Antwerpen", "01/02/2022", "0470", "za"]
MIA = ["Mia", "Maes", "nl:C2", 3500, "1 maart 2022", "", "ma vm, di avond"]


@pytest.fixture
def alice(browse):
    return browse("alice")


def judged(client, work, *rows) -> str:
    """The address of the preview, once the worker has judged the rows."""
    made = client.post(START, {"file": uploaded(xlsx(HEADINGS, *rows), "mentoren.xlsx")})
    form = client.get(made.url).context["form"]
    fields = {field.name: field.value() for field in form if field.value() is not None}
    address = client.post(made.url, fields).url
    work()
    return address


@pytest.fixture
def work():
    from m2w.outbox.worker import work_off

    return work_off


def kept(client, work, address, rows="all") -> str:
    client.post(f"{address}bewaren/", {"rows": rows})
    work()
    return client.get(address).text


def test_it_works(alice, work):
    address = judged(alice, work, LUC, MIA)
    assert "2 nieuwe dossiers zijn bewaard." in kept(alice, work, address)
    luc = Mentor.objects.get(first_name="Luc")
    assert (luc.languages, luc.postcode, luc.phone) == ({"nl": "C2", "fr": "B2"}, "2000", "0470")
    assert luc.availability == ("sat-am", "sat-pm", "sat-ev")
    assert (luc.capacity, luc.promoter.code, luc.online) == (1, CORE, None)
    assert luc.history.get().history_user == play("alice")
    assert Entry.objects.filter(action="mentor.created").count() == 2


def test_the_same_file_again_adds_nothing(alice, work):
    kept(alice, work, judged(alice, work, LUC, MIA))
    page = alice.get(judged(alice, work, LUC, ["LUC ", *LUC[1:]], MIA)).text
    assert "Er is geen nieuwe rij om te bewaren." in page
    assert Mentor.objects.count() == 2


def test_another_year_of_birth_is_someone_else():
    row = {"first_name": "Luc", "last_name": "Peeters", "postcode": "2000"}
    assert key(row | {"birth_year": 1960}) != key(row | {"birth_year": 1961})
    assert key({"first_name": "Luc"}) == ""


def test_what_is_wrong_is_said_cell_by_cell(alice, work):
    wrong = ["Jan", "", "Brabbels C2", "Brussel", "31/02/2022", "", "ooit"]
    page = alice.get(judged(alice, work, LUC, wrong, LUC)).text
    for told in [
        "Naam: leeg, maar nodig",
        "Talen “Brabbels C2”: verwacht talen met hun niveau",
        "Postcode “Brussel”: verwacht een postcode",
        "Actief vanaf “31/02/2022”",
        "Beschikbaarheid “ooit”: verwacht dagdelen",
        "staat ook op rij 2 van dit bestand",
    ]:
        assert told in page, told


def test_the_rules_of_a_file_hold(alice, work):
    headings = [*HEADINGS, "Actief tot", "Mentorvorming"]
    rows = [[*LUC, "01/01/2022", ""], [*MIA, "", "01/01/2030"]]
    made = alice.post(START, {"file": uploaded(xlsx(headings, *rows), "mentoren.xlsx")})
    form = alice.get(made.url).context["form"]
    fields = {field.name: field.value() for field in form if field.value() is not None}
    address = alice.post(made.url, fields).url
    work()
    page = alice.get(address).text
    assert "Actief tot en met “01/01/2022”" in page
    assert "in de toekomst" in page


def test_the_template_takes_the_examples_that_it_explains(alice, work):
    book = load_workbook(io.BytesIO(alice.get(f"{START}sjabloon/").content))
    explained = list(book["Uitleg"].iter_rows(min_row=2, values_only=True))
    assert len(explained) == len(MENTORS.columns)
    book["Mentoren"].append([example for *_explanation, example in explained])
    out = io.BytesIO()
    book.save(out)
    made = alice.post(START, {"file": uploaded(out.getvalue(), "sjabloon.xlsx")})
    form = alice.get(made.url).context["form"]
    fields = {field.name: field.value() for field in form if field.value() is not None}
    address = alice.post(made.url, fields).url
    work()
    kept(alice, work, address)
    mentor = Mentor.objects.get()
    assert (mentor.sectors, mentor.interests) == (("H", "I"), ("fietsen", "koken"))
    assert (mentor.birth_year, mentor.online, mentor.capacity) == (1968, True, 2)


def test_a_promoter_knows_only_its_own(alice, work):
    MentorFactory(
        promoter=organisation(STRANGER), first_name="Luc", last_name="Peeters", postcode="2000"
    )
    assert "1 nieuw dossier is bewaard." in kept(alice, work, judged(alice, work, LUC))


def test_nobody_keeps_into_another_organisation():
    for who in ("carl", "charlie", "vera"):
        with pytest.raises(PermissionDenied):
            keep([], organisation(CORE), {}, play(who))


def test_the_list_leads_here_for_a_coordinator_only(browse, alice):
    assert START in alice.get("/mentoren/").text
    assert START not in browse("carl").get("/mentoren/").text


@pytest.mark.parametrize(
    ("cell", "moments"),
    [
        ("mon-am;sun-ev", ("mon-am", "sun-ev")),
        ("Maandag voormiddag, ma vm", ("mon-am",)),
        ("wo", ("wed-am", "wed-pm", "wed-ev")),
    ],
)
def test_moments(cell, moments):
    assert availability(cell) == moments


@pytest.mark.parametrize("cell", ["ooit", "ma later", "maandag vm en dinsdag"])
def test_what_is_no_moment(cell):
    with pytest.raises(ValueError, match=r".*"):
        availability(cell)


def test_sectors_and_years():
    assert sector_list("Horeca; I / logistiek") == ("I", "H")
    assert (year("1968"), year("14/03/1968"), year(1968)) == (1968, 1968, 1968)
