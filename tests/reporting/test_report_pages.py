"""The pages of reports and of written questions."""

import pytest

from reporting.reports import REPORTS
from tests.cast import organisation
from tests.factories import (
    EnrolmentFactory,
    ExtensionFactory,
    GrantFactory,
    MatchFactory,
    OutcomeFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

PAGES = [code for code in REPORTS if code != "cross"]


@pytest.fixture(autouse=True)
def project():
    project = ProjectFactory(code="CORE-1", name="Samen Sterk", promoter=organisation("core"))
    GrantFactory(project=project)
    ExtensionFactory(project=project)
    ended = EnrolmentFactory(project=project, ended=True)
    MatchFactory(enrolment=ended)
    OutcomeFactory(enrolment=ended)
    return project


class TestReport:
    @pytest.mark.parametrize("code", PAGES)
    def test_it_works(self, browse, code):
        response = browse("max").get(f"/rapporten/{code}/?as_of=2022-04-01")
        assert response.status_code == 200
        assert "tot en met 1 april 2022" in response.text.replace("\xa0", " ")

    @pytest.mark.parametrize("code", ["outflow", "budget"])
    def test_a_figure_stands_beside_the_table(self, browse, code):
        response = browse("max").get(f"/rapporten/{code}/")
        assert 'data-figure="figure-data"' in response.text

    def test_the_definition_is_on_the_page(self, browse):
        page = browse("max").get("/rapporten/outflow/").text
        assert "Noemer: begeleidingen" in page
        assert "versie 1" in page

    def test_people_read_names_and_files_codes(self, browse):
        client = browse("max")
        assert "Samen Sterk" in client.get("/rapporten/outflow/").text
        assert "CORE-1" in client.get("/rapporten/outflow/?format=csv").text

    def test_the_belgian_way_of_writing_a_day_works_too(self, browse):
        response = browse("max").get("/rapporten/outflow/?as_of=01/04/2022")
        assert response.context["table"].caption.endswith("1\xa0april 2022")

    @pytest.mark.parametrize("asked", ["as_of=2022-02-30", "call=nowhere", "province=1"])
    def test_a_bad_choice_is_said_where_it_can_be_mended(self, browse, asked):
        response = browse("max").get(f"/rapporten/outflow/?{asked}")
        assert response.status_code == 400
        assert "Nog niet in orde." in response.text

    @pytest.mark.parametrize("code", ["nothing", "cross"])
    def test_unknown_report(self, browse, code):
        assert browse("max").get(f"/rapporten/{code}/").status_code == 404

    @pytest.mark.parametrize(("who", "status"), [("ada", 403), ("ann", 200), ("carl", 200)])
    def test_who_reads_counts_of_people(self, browse, who, status):
        assert browse(who).get("/rapporten/projects/").status_code == status

    def test_signed_out(self, client):
        assert client.get("/rapporten/projects/").status_code == 302


def test_the_list_names_what_the_role_reads(browse):
    page = browse("ann").get("/rapporten/")
    codes = [report.code for report in page.context["reports"]]
    assert codes == [code for code in REPORTS if code != "cross"]
    assert not page.context["outflow_in_time"]


class TestQuestion:
    def test_it_works(self, browse, project):
        call = project.lot.call
        call.reference = "2019/50081"
        call.save()
        page = browse("max").get("/vragen/479/").text.replace("\xa0", " ")
        assert "van YVES BUYSSE" in page
        assert "€ 2.920.000,00" in page
        assert "Zoals het verzonden wordt." in page

    def test_it_is_due_twenty_working_days_later(self, browse):
        page = browse("max").get("/vragen/479/").text.replace("\xa0", " ")
        assert "25 april 2022" in page

    @pytest.mark.parametrize("who", ["ann", "max"])
    def test_small_counts_are_hidden_whoever_reads(self, browse, who):
        answer = browse(who).get("/vragen/479/").context["answer"]
        (view,) = answer.answers[0].tables
        assert [row["started"] for row in view.table.rows] == [None]
        assert answer.suppressed

    @pytest.mark.parametrize("who", ["alice", "carl", "vera", "ada"])
    def test_who_has_no_part_in_questions(self, browse, who):
        client = browse(who)
        assert client.get("/vragen/479/").status_code == 403
        assert client.get("/vragen/999/").status_code == 403

    def test_unknown_question(self, browse):
        assert browse("max").get("/vragen/999/").status_code == 404

    @pytest.mark.parametrize("wanted", ["docx", "xlsx", "json"])
    def test_files(self, browse, wanted):
        response = browse("max").get(f"/vragen/479/?format={wanted}")
        assert response["Content-Disposition"].endswith(f'"answer-479.{wanted}"')

    def test_its_files_hide_what_the_page_hides(self, browse):
        document = browse("ann").get("/vragen/479/?format=json").json()
        (projects,) = document["parts"][0]["answers"][0]["reports"]
        assert "started" in projects["rows"][0]["hidden"]

    def test_a_bad_day_is_said_where_it_can_be_mended(self, browse):
        response = browse("max").get("/vragen/479/?as_of=ooit")
        assert response.status_code == 400
        assert "Geef een datum" in response.text


@pytest.mark.parametrize("address", ["/vragen/479/", "/rapporten/outflow/", "/rapporten/budget/"])
def test_queries_do_not_grow_with_the_rows(browse, django_assert_max_num_queries, address):
    client = browse("max")
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    OutcomeFactory.create_batch(4, enrolment__project=ProjectFactory())
    with django_assert_max_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize("address", ["/", "/projecten/"])
def test_the_ministry_meets_no_count_of_people_elsewhere_either(browse, project, address):
    page = browse("ann").get(address).text
    assert "Gestart tegenover doel" not in page


def test_nor_on_the_page_of_a_project(browse, project):
    address = f"/projecten/{project.pk}/"
    assert "Gestart tegenover doel" in browse("max").get(address).text
    assert "Gestart tegenover doel" not in browse("ann").get(address).text


@pytest.mark.parametrize(
    "address",
    [
        "/rapporten/outflow/?colour=blue",
        "/rapporten/outflow/?format=docx",
        "/vragen/479/?project=CORE-1",
        "/vragen/479/?format=csv",
    ],
)
def test_a_parameter_or_format_that_does_not_exist(browse, address):
    assert browse("max").get(address).status_code == 400
