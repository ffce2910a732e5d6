"""Open data: protected tables for everyone, once it is switched on and no embargo runs."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from m2w.audit.models import Entry
from m2w.refusals import Refused
from reporting import publishing, services
from reporting.cells import cells_of
from reporting.models import OpenDataSwitch, Publication, SavedTable
from tests.cast import MINISTRY, organisation, play

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)
AFTER_EMBARGO = date(2022, 4, 26)


@pytest.fixture
def on(sent, settings):
    """After the embargo, with open data on."""
    settings.M2W_TODAY = AFTER_EMBARGO
    services.switch_open_data(by=play("ann"), is_on=True)
    return sent


def published(sent, names=("1", "7"), **values):
    values = {"by": play("ann"), "title": "Instroom", "names": list(names)} | values
    return services.publish_answer(sent.question, **values)


def saved(report, name="Bewaard", **options):
    return SavedTable.objects.create(
        name=name,
        report=report,
        options=options,
        organisation=organisation(MINISTRY),
        saved_by=play("ann"),
    )


def counts(publication):
    return {
        cell.count: cell.value
        for one in publishing.tables_of(publication)
        for cell in cells_of(one.table)
        if cell.is_count
    }


def test_it_works(on):
    publication = published(on)
    client = Client()
    assert "Instroom" in client.get("/open/").content.decode()
    response = client.get(reverse("open_detail", args=[publication.code]))
    assert response.status_code == 200
    assert "niet getoond" in response.content.decode()
    assert "max-age" in response.headers["Cache-Control"]
    assert "public" in response.headers["Cache-Control"]


def test_nobody_sees_anything_while_it_is_off(on):
    publication = published(on)
    services.switch_open_data(by=play("ann"), is_on=False)
    for name, args in (("open_list", []), ("open_detail", [publication.code])):
        assert Client().get(reverse(name, args=args)).status_code == 404
    with pytest.raises(Refused, match="staat uit"):
        published(on)
    assert Entry.objects.filter(action="open_data.switched").count() == 2


def test_off_is_how_it_starts(db):
    assert not publishing.is_on()
    assert Client().get("/open/").status_code == 404


def test_not_before_the_embargo_ends(on, settings):
    settings.M2W_TODAY = date(2022, 4, 25)
    with pytest.raises(Refused) as refusal:
        published(on)
    assert refusal.value.code == "under_embargo"


@pytest.mark.parametrize("who", ["max", "frank", "alice", "ada"])
def test_only_the_ministry_publishes(on, who):
    by = play(who)
    with pytest.raises(PermissionDenied):
        published(on, by=by)
    with pytest.raises(PermissionDenied):
        services.switch_open_data(by=by, is_on=True)


@pytest.mark.parametrize("wrong", [{"names": []}, {"names": ["99"]}, {"title": " "}])
def test_what_cannot_be_published(on, wrong):
    with pytest.raises(ValidationError):
        published(on, **wrong)


def test_what_was_hidden_in_the_answer_stays_hidden(on):
    hidden = {count for count, n in counts(published(on)).items() if n is None}
    told = publishing.told_before(DAY)
    assert hidden
    assert hidden <= told.kept
    assert all(n is None or n == 0 or n >= 4 for n in counts(published(on)).values())


def test_a_later_publication_is_protected_with_the_earlier(on):
    first = published(on)
    hidden = {count for count, n in counts(first).items() if n is None}
    tables = [saved("benefit-nationality", call="2019-50081"), saved("projects", "Projecten")]
    later = services.publish_tables(tables, by=play("ann"), title="Later", as_of=DAY)
    again = counts(later)
    assert set(again) & hidden
    assert not {count for count in hidden if again.get(count) is not None}


def test_of_two_days_each_stands_by_itself(on):
    published(on)
    later = services.publish_tables(
        [saved("projects")], by=play("ann"), title="Later", as_of=AFTER_EMBARGO
    )
    assert later.as_of == AFTER_EMBARGO
    assert publishing.told_before(date(2021, 1, 1)).tables == ()


def test_saved_tables_of_others_and_days_to_come(on):
    mine = saved("projects")
    with pytest.raises(ValidationError):
        services.publish_tables([], by=play("ann"), title="T", as_of=DAY)
    with pytest.raises(ValidationError):
        services.publish_tables([mine], by=play("ann"), title="T", as_of=date(2023, 1, 1))
    SavedTable.objects.update(organisation=organisation("vdab"))
    with pytest.raises(ValidationError):
        services.publish_tables([mine], by=play("ann"), title="T", as_of=DAY)


def test_the_package(on):
    publication = published(on)
    response = Client().get(reverse("open_package", args=[publication.code]))
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    metadata = json.loads(archive.read("csv-metadata.json"))
    assert metadata["dc:license"]["@id"] == publishing.LICENCE
    assert [one["url"] for one in metadata["tables"]] == [
        "1-projects.csv",
        "2-benefit-nationality.csv",
    ]
    assert {*archive.namelist()} == {
        "csv-metadata.json",
        *(one["url"] for one in metadata["tables"]),
    }
    assert all(one["dc:description"] for one in metadata["tables"])
    head, *lines = archive.read("1-projects.csv").decode().splitlines()
    assert head.startswith("project,name,promoter")
    assert any(",-," in line for line in lines)


def test_the_package_is_csvw(on, tmp_path):
    from csvw import CSVW

    content = publishing.package(published(on))
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    assert CSVW(str(tmp_path / "csv-metadata.json"), validate=True).is_valid


def test_taken_down_is_gone_and_not_forgotten(on):
    publication = published(on)
    services.take_down(publication, by=play("ann"))
    assert Client().get(reverse("open_detail", args=[publication.code])).status_code == 404
    assert publishing.told_before(DAY).tables
    with pytest.raises(Refused):
        services.take_down(publication, by=play("ann"))


# Pages for the ministry ---------------------------------------------------------------------------


def test_from_switch_to_publication_in_the_browser(sent, browse, settings):
    settings.M2W_TODAY = AFTER_EMBARGO
    client = browse("ann")
    assert "staat uit" in client.get("/open-data/").content.decode()
    client.post(reverse("open_switch"), {"on": "yes"})
    typed = {"title": "Instroom", "names": ["1"]}
    address = reverse("open_publish_answer", args=["479"])
    assert client.get(address).status_code == 200
    assert client.post(address, typed).status_code == 302
    publication = Publication.objects.get()
    assert "Instroom" in client.get("/open-data/").content.decode()
    client.post(reverse("open_take_down", args=[publication.code]), follow=True)
    assert "Weggehaald op" in client.get("/open-data/").content.decode()


@pytest.mark.parametrize("said", [{}, {"on": ""}, {"on": "true"}])
def test_the_switch_takes_yes_or_no_only(on, browse, said):
    assert browse("ann").post(reverse("open_switch"), said).status_code == 400
    assert publishing.is_on()


def test_saved_tables_in_the_browser(on, browse):
    one = saved("projects")
    typed = {"title": "T", "as_of": "01/04/2022", "saved": [one.code]}
    assert browse("ann").post(reverse("open_publish_tables"), typed).status_code == 302
    wrong = browse("ann").post(reverse("open_publish_tables"), {"title": "T", "as_of": "x"})
    assert wrong.status_code == 200


def test_while_it_is_off_or_too_early_the_page_says_why(sent, browse):
    html = browse("ann").get(reverse("open_publish_answer", args=["479"])).content.decode()
    assert "alleen voor de vraagsteller" in html
    assert not OpenDataSwitch.objects.exists()
    html = browse("ann").get(reverse("open_publish_tables")).content.decode()
    assert "Zet het eerst aan" in html


def test_no_series_of_days_is_published(on):
    """The count of an earlier day would stand beside what was published of that day."""
    days = {"measure": "submitted", "rows": "project", "every": "month", "since": "2022-01-01"}
    with pytest.raises(ValidationError) as error:
        services.publish_tables([saved("cross", **days)], by=play("ann"), title="Reeks", as_of=DAY)
    assert list(error.value.error_dict) == ["saved"]
