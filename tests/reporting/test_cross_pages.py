"""The page of cross tables, the rows behind a count, and tables with a name."""

import re
from html import unescape

import pytest
from django.urls import reverse

from m2w.reference.provinces import LIMBURG
from reporting.measures import CROSS_MEASURES, DIMENSIONS
from reporting.models import SavedTable
from tests.cast import organisation, play
from tests.factories import (
    CallFactory,
    EnrolmentFactory,
    LotFactory,
    MatchFactory,
    OutcomeFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

PAGE = "/kruistabellen/"
USUAL = {"measure": "submitted", "rows": "project", "columns": "gender"}


@pytest.fixture(autouse=True)
def projects():
    """Mentees in every state at Core in Antwerpen, some at the stranger's in Limburg."""
    core = ProjectFactory(code="CORE-1", name="Samen Sterk", promoter=organisation("core"))
    stranger = ProjectFactory(
        code="SECOND-1",
        promoter=organisation("second"),
        lot=LotFactory(provinces=(LIMBURG,), call=core.lot.call),
    )
    for project in (core, stranger):
        EnrolmentFactory(project=project, submitted=True)
        EnrolmentFactory(project=project, rejected=True)
        EnrolmentFactory.create_batch(2, project=project, active=True)
        ended = EnrolmentFactory(project=project, ended=True)
        MatchFactory(enrolment=ended)
        OutcomeFactory(enrolment=ended)
    return core, stranger


def links(text):
    """The addresses that the counts of a page open, with the count."""
    found = re.findall(r'<td class="m2w-num">\s*<a href="([^"]+)">([\d.]+)</a>', text)
    return [(unescape(url), int(n)) for url, n in found]


class TestPage:
    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "frank", "eva", "max", "ann"])
    def test_it_works(self, browse, who):
        page = browse(who).get(PAGE)
        assert page.status_code == 200
        assert "Wat wij tellen" in page.text

    def test_the_administrator_reads_no_figures(self, browse):
        assert browse("ada").get(PAGE).status_code == 403

    def test_two_levels_have_heads_and_subtotals(self, browse):
        asked = USUAL | {"rows": "call", "rows2": "project", "columns2": "benefit", "show": "both"}
        page = browse("max").get(PAGE, asked)
        drawn = page.context["drawn"]
        first, second = drawn.heads
        assert [head.label for head in first] == ["Oproep", "Project", "vrouw", "Totaal"]
        assert [head.label for head in second] == ["ja", "totaal"]
        ((one, two, subtotal),) = drawn.groups
        assert (one.down, two.down, subtotal.is_subtotal) == (3, 0, True)
        assert 'scope="rowgroup" rowspan="3"' in re.sub(r"\s+", " ", page.text)
        assert "50,0\xa0%" in one.cells[0].shares

    def test_a_series_of_days(self, browse):
        asked = {"measure": "started", "rows": "project", "every": "year", "since": "2020-01-01"}
        page = browse("max").get(PAGE, asked | {"as_of": "2022-04-01"})
        (heads,) = page.context["drawn"].heads
        assert heads[-1].label == "1\xa0april 2022"
        assert page.context["figure"]["data"]

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"as_of": "1950-01-01"}, "Op deze dag was nog geen oproep open."),
            ({"as_of": "2080-01-01"}, "Deze dag moet nog komen"),
            ({"nationality": "IS"}, "Tot en met deze dag is er niets te tellen."),
        ],
    )
    def test_days_and_choices_without_anything_are_explained(self, browse, asked, said):
        page = browse("max").get(PAGE, USUAL | asked)
        assert page.status_code == 200
        assert said in page.text
        assert "Wat wij tellen" in page.text

    def test_choices_that_exclude_each_other_are_explained(self, browse):
        page = browse("max").get(PAGE, USUAL | {"call": CallFactory().code, "project": "CORE-1"})
        assert "Geen enkel project past bij deze keuzes samen." in page.text

    def test_what_does_not_go_together_is_said_and_nothing_typed_is_lost(self, browse):
        page = browse("max").get(PAGE, USUAL | {"columns": "project", "dates": "ooit"})
        assert page.status_code == 400
        assert "Kies twee verschillende indelingen." in page.text
        assert 'value="ooit"' in page.text

    @pytest.mark.parametrize("asked", [{"colour": "blue"}, {"format": "docx"}])
    def test_what_does_not_exist_is_refused(self, browse, asked):
        assert browse("max").get(PAGE, USUAL | asked).status_code == 400

    def test_the_ministry_sees_and_opens_no_small_count(self, browse):
        page = browse("ann").get(PAGE, USUAL | {"measure": "active"})
        assert links(page.text) == []
        assert "niet getoond" in page.text
        assert "Een vijfde of meer van de personen" in page.text

    @pytest.mark.parametrize("wanted", ["xlsx", "ods", "csv", "pdf", "csvw"])
    def test_files(self, browse, wanted):
        response = browse("ann").get(PAGE, USUAL | {"format": wanted})
        assert "attachment" in response["Content-Disposition"]

    def test_queries_do_not_grow_with_the_rows(self, browse, django_assert_max_num_queries):
        client = browse("max")
        with django_assert_max_num_queries(40) as few:
            client.get(PAGE, USUAL)
        EnrolmentFactory.create_batch(5, active=True, project=ProjectFactory())
        with django_assert_max_num_queries(len(few)):
            client.get(PAGE, USUAL)


class TestBehindACount:
    @pytest.mark.parametrize("dimension", DIMENSIONS)
    @pytest.mark.parametrize("measure", CROSS_MEASURES)
    def test_it_opens_as_many_rows(self, browse, measure, dimension):
        client = browse("alice")
        across = "gender" if dimension != "gender" else "project"
        page = client.get(PAGE, {"measure": measure, "rows": dimension, "columns": across})
        found = links(page.text)
        assert found
        for url, n in found:
            assert client.get(url).context["shown"] == n

    @pytest.mark.parametrize("who", ["carl", "vera", "charlie"])
    def test_everyone_opens_their_own(self, browse, projects, who):
        for enrolment in projects[0].enrolments.filter(started_on__isnull=False):
            enrolment.coach = play("carl").acting.staff
            enrolment.save()
        client = browse(who)
        page = client.get(PAGE, USUAL | {"rows": "quarter", "measure": "started"})
        found = links(page.text)
        assert found
        for url, n in found:
            assert client.get(url).context["shown"] == n

    def test_on_each_day_of_a_series(self, browse):
        client = browse("alice")
        asked = {"measure": "started", "rows": "project", "every": "year", "since": "2020-01-01"}
        for url, n in links(client.get(PAGE, asked).text):
            assert client.get(url).context["shown"] == n

    @pytest.mark.parametrize("who", ["frank", "eva", "max"])
    def test_others_of_vdab_come_to_projects(self, browse, who):
        found = links(browse(who).get(PAGE, USUAL).text)
        assert found
        assert all(url.startswith("/rapporten/projects/?") for url, _n in found)

    @pytest.mark.parametrize("who", ["max", "ann", "ada"])
    def test_they_do_not_come_to_persons(self, browse, who):
        address = reverse("cross_rows")
        assert browse(who).get(address, {"measure": "submitted"}).status_code == 403

    @pytest.mark.parametrize(
        "asked",
        [
            {},
            {"measure": "x"},
            {"measure": "started", "year": "x"},
            {"measure": "started", "year": "0000"},
            {"measure": "started", "quarter": "9999-Q4"},
            {"project": "SECOND-1"},
        ],
    )
    def test_what_does_not_exist_is_refused(self, browse, asked):
        assert browse("alice").get(reverse("cross_rows"), asked).status_code == 400


class TestSaved:
    @pytest.fixture
    def saved(self, browse):
        browse("alice").post(f"/kruistabellen/bewaren/?{QUERY}", {"name": "Mijn tabel"})
        return SavedTable.objects.get()

    def test_it_is_kept_and_opened_again(self, browse, saved):
        assert saved.options == USUAL
        assert saved.organisation == organisation("core")
        client = browse("alice")
        assert "Mijn tabel" in client.get("/kruistabellen/bewaard/").text
        response = client.get(reverse("table", args=[saved.pk]))
        assert response.status_code == 302
        assert client.get(response.url).context["drawn"]

    def test_with_its_day(self, browse):
        sent = {"name": "Toen", "keep_day": "on"}
        browse("alice").post(f"/kruistabellen/bewaren/?{QUERY}&as_of=2022-02-01", sent)
        assert SavedTable.objects.get().options["as_of"] == "2022-02-01"

    def test_a_name_stands_once(self, browse, saved):
        page = browse("alice").post(f"/kruistabellen/bewaren/?{QUERY}", {"name": saved.name})
        assert page.status_code == 400
        assert "al een tabel met deze naam" in page.text
        assert SavedTable.objects.count() == 1

    def test_a_colleague_opens_but_does_not_change_it(self, browse, saved):
        client = browse("carl")
        assert client.get(reverse("table", args=[saved.pk])).status_code == 302
        for act in ("table_rename", "table_remove"):
            assert client.post(reverse(act, args=[saved.pk])).status_code == 403

    @pytest.mark.parametrize("who", ["charlie", "max", "ann"])
    def test_another_organisation_does_not_find_it(self, browse, saved, who):
        client = browse(who)
        assert "Mijn tabel" not in client.get("/kruistabellen/bewaard/").text
        for act in ("table", "table_rename", "table_remove"):
            assert client.get(reverse(act, args=[saved.pk])).status_code == 404

    def test_it_gets_another_name(self, browse, saved):
        browse("alice").post(reverse("table_rename", args=[saved.pk]), {"name": "Andere"})
        saved.refresh_from_db()
        assert saved.name == "Andere"

    def test_it_is_removed(self, browse, saved):
        client = browse("alice")
        assert "Mijn tabel" in client.get(reverse("table_remove", args=[saved.pk])).text
        client.post(reverse("table_remove", args=[saved.pk]))
        assert not SavedTable.objects.exists()

    def test_a_bad_choice_goes_back_to_where_it_can_be_mended(self, browse):
        response = browse("alice").get("/kruistabellen/bewaren/?rows=gender&columns=gender")
        assert response.url.startswith(PAGE)


QUERY = "&".join(f"{name}={value}" for name, value in USUAL.items())
