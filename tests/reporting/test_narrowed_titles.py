"""What a cross table is about and what it counts stand in it, in every form it leaves in."""

import io
import json
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from m2w.reference.provinces import ANTWERPEN
from programmes.models import Call
from reporting import answers
from reporting.models import WrittenQuestion
from reporting.reports.cross import CROSS
from reporting.selection import select
from tests.cast import organisation
from tests.factories import (
    AnswerTableFactory,
    EnrolmentFactory,
    OutflowDefinitionFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

PAGE = "/kruistabellen/"
CROSSED = {"measure": "submitted", "rows": "gender", "columns": "benefit"}
SAID = ("projecten in Antwerpen", "andere continenten", "oproep 2019/50081")


@pytest.fixture
def asked():
    project = ProjectFactory(promoter=organisation("core"), lot__provinces=(ANTWERPEN,))
    call = project.lot.call
    call.reference = "2019/50081"
    call.save()
    EnrolmentFactory.create_batch(5, project=project, submitted=True)
    places = {"province": ANTWERPEN, "call": call.code}
    return CROSSED | places | {"nationality_group": "other_continents"}


def taken(browse, asked, wanted):
    return browse("ann").get(PAGE, asked | {"format": wanted}).content


def test_the_page_says_what_it_is_narrowed_to(browse, asked):
    drawn = browse("ann").get(PAGE, asked).context["drawn"]
    assert all(said in drawn.caption for said in SAID)


def test_so_do_the_files(browse, asked):
    book = load_workbook(io.BytesIO(taken(browse, asked, "xlsx")))
    title = book.worksheets[1]["B1"].value
    with zipfile.ZipFile(io.BytesIO(taken(browse, asked, "csvw"))) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("json")]
        described = json.loads(archive.read(name))["dc:title"]
    printed = " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(taken(browse, asked, "pdf"))).pages
    )
    for told in (title, described, " ".join(printed.replace("\xa0", " ").split())):
        assert all(said in told for said in SAID)


def test_a_report_says_it_too(api, asked):
    found = api("ann").get("/api/v1/reports/projects/", {"province": ANTWERPEN}).json()
    assert found["title"].endswith(", alleen projecten in Antwerpen")
    assert "alleen" not in api("ann").get("/api/v1/reports/projects/").json()["title"]


@pytest.mark.parametrize("rows2", ["", "age_band"])
@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("submitted", "wat er ook op volgde"),
        ("work", "contract van bepaalde duur, uitzendarbeid"),
        ("sustainable_work", "3 maanden werk zonder onderbreking van meer dan 31 dagen"),
    ],
)
def test_it_tells_what_its_measure_counts(api, asked, measure, said, rows2):
    chosen = {name: value for name, value in (asked | {"rows2": rows2}).items() if value}
    found = api("ann").get("/api/v1/reports/cross/", chosen | {"measure": measure}).json()
    text = found["definition"]["text"]
    assert said in text
    assert "twee indelingen" not in text
    assert ("outflow, versie 1" in text) == (measure != "submitted")


def test_another_definition_of_outflow_is_another_version(asked):
    call = Call.objects.get(code=asked["call"])
    changed = OutflowDefinitionFactory(call=call, valid_from=date(2022, 1, 1), spell_gap_days=7)
    before, after = (
        CROSS.run(select(day), **CROSSED | {"measure": "sustainable_work"}).definition
        for day in (date(2021, 12, 31), changed.valid_from)
    )
    assert (before.version, after.version) == (1, changed.version)
    assert "outflow, versie 2" in after.text
    assert "meer dan 7 dagen" in after.text


@pytest.mark.parametrize("title", ["", "Naar gender"])
def test_so_does_a_table_of_an_answer(asked, title):
    sub = WrittenQuestion.objects.get(code="479").sub_questions.get(number=8)
    AnswerTableFactory(sub_question=sub, position=9, report="cross", title=title, options=asked)
    views = answers.compose(sub.question, date(2022, 4, 1)).views
    (view,) = [one for one in views if one.table.code == "cross"]
    assert title in view.caption
    assert all(said in view.caption for said in SAID)
