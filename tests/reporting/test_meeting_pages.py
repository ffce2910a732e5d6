"""The pages of a meeting: its moment, its minutes, what it agrees on, and its paper."""

import io
import re
from datetime import date, time

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from m2w.audit.models import Entry
from programmes import services
from programmes.evaluation_addresses import round_act_url, round_url
from programmes.models import AgreedAction, Meeting
from tests.cast import enrolment_of, play, project_of
from tests.factories import AgreedActionFactory, MeetingFactory
from tests.programmes.sittings import (
    NEXT_PERIOD,
    PERIOD,
    begun,
    final,
    of_project,
    project_round,
)

pytestmark = pytest.mark.django_db


def words(response):
    return re.sub(r"\s+", " ", response.text.replace("\xa0", " "))


def address(name, on_round=None, **more):
    return round_act_url(f"evaluation_{name}", on_round or project_round(), **more)


class TestPlan:
    def test_it_works(self, browse):
        sent = {"planned_on": "10/04/2022", "planned_at": "14:30", "place": "Berchem"}
        response = browse("frank").post(address("plan"), sent, follow=True)
        assert "Gepland op <b>10 april 2022</b>. Om 14.30 uur. Berchem" in words(response)

    def test_what_is_planned_stands_in_the_form(self, browse):
        services.plan_meeting(
            project_round(), by=play("frank"), planned_on=PERIOD, planned_at=time(9)
        )
        page = browse("eva").get(address("plan")).text
        assert 'value="01/01/2022"' in page
        assert 'value="09:00"' in page

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"planned_on": "31/12/2021"}, "planned_on"),
            ({"planned_at": "14:30"}, "planned_on"),
            ({"planned_on": "10/04/2022", "planned_at": "half drie"}, "planned_at"),
        ],
    )
    def test_a_moment_that_cannot_be(self, browse, sent, field):
        response = browse("frank").post(address("plan"), sent)
        assert response.status_code == 200
        assert response.context["form"].errors[field]

    @pytest.mark.parametrize("name", ["plan", "hold", "minutes", "action"])
    @pytest.mark.parametrize(
        ("who", "status"),
        [("alice", 403), ("vera", 403), ("ann", 403), ("max", 403), ("frank", 200), ("eva", 200)],
    )
    def test_who_may(self, browse, name, who, status):
        assert browse(who).get(address(name)).status_code == status

    def test_the_page_of_a_round_offers_it_to_no_one_else(self, browse):
        for who, offered in [("frank", True), ("eva", True), ("alice", False), ("max", False)]:
            page = browse(who).get(round_url(project_round())).text
            assert (address("plan") in page) == offered


def test_the_day_on_which_it_was_held(browse):
    browse("frank").post(address("hold"), {"held_on": "10/03/2022"})
    sheet = begun()
    page = browse("frank").get(reverse("evaluation_finalise", args=[sheet.pk]))
    assert page.context["form"]["held_on"].value() == date(2022, 3, 10)


def test_minutes_are_not_lost_when_two_write_them(browse):
    mine, theirs = browse("frank"), browse("eva")
    assert "Verslag schrijven" in words(mine.get(address("minutes")))
    theirs.post(address("minutes"), {"minutes": "Van Eva.", "version": "1"})
    response = mine.post(address("minutes"), {"minutes": "Van Frank.", "version": "1"})
    assert response.status_code == 409
    assert "Van Frank.</textarea>" in words(response)
    assert "nu “Van Eva.”" in words(response)
    again = {"minutes": "Van beiden.", "version": response.context["form"].version}
    assert "Van beiden." in words(mine.post(address("minutes"), again, follow=True))


class TestActions:
    def test_agreed_with_a_party_or_a_colleague(self, browse):
        frank, client = play("frank").acting.staff, browse("frank")
        for owner in ["party:promoter", str(frank.pk)]:
            sent = {"text": "Stages zoeken", "owner": owner, "due_on": "01/05/2022"}
            client.post(address("action"), sent)
        assert [action.whose for action in AgreedAction.objects.all()] == ["de promotor", "Frank"]

    def test_only_colleagues_are_offered(self, browse):
        play("alice")
        form = browse("frank").get(address("action")).context["form"]
        offered = {str(label) for _value, label in form.fields["owner"].choices}
        assert "Alice" not in offered
        assert {"Frank", "de promotor", "VDAB"} <= offered

    def test_it_comes_back_first_with_since_when_and_what_is_late(self, browse):
        meeting = MeetingFactory(project=project_of(), period_start=date(2021, 11, 1))
        AgreedActionFactory(meeting=meeting, text="Oud", due_on=date(2022, 3, 1))
        AgreedActionFactory(
            meeting=MeetingFactory(project=project_of(), period_start=PERIOD),
            text="Nieuw",
            due_on=date(2022, 5, 1),
        )
        page = words(browse("alice").get(round_url(project_round())))
        assert page.index("Oud") < page.index("Nieuw")
        assert "1 november 2021" in page
        assert "over tijd" in page
        assert "deze ronde" in page
        assert "Afhandelen" not in page

    def test_done_with_what_came_of_it(self, browse):
        action = AgreedActionFactory(meeting__project=project_of(), meeting__period_start=PERIOD)
        done = reverse("action_done", args=[action.pk])
        assert done in browse("frank").get(round_url(project_round(NEXT_PERIOD))).text
        sent = {"done_on": "15/01/2022", "note": "Vijf plaatsen."}
        response = browse("frank").post(done, sent, follow=True)
        assert "gedaan op 15 januari 2022" in words(response)
        assert "Vijf plaatsen." in words(response)
        page = words(browse("frank").get(round_url(project_round(NEXT_PERIOD))))
        assert action.text not in page

    @pytest.mark.parametrize(
        ("who", "status"), [("alice", 403), ("max", 403), ("wim", 403), ("frank", 200)]
    )
    def test_who_notes_it(self, browse, who, status):
        action = AgreedActionFactory(meeting__project=project_of(), meeting__period_start=PERIOD)
        assert browse(who).get(reverse("action_done", args=[action.pk])).status_code == status

    def test_twice(self, browse):
        action = AgreedActionFactory(meeting__project=project_of(), meeting__period_start=PERIOD)
        services.finish_action(action, by=play("frank"))
        response = browse("frank").post(
            reverse("action_done", args=[action.pk]), {"done_on": "01/04/2022", "note": "x"}
        )
        assert response.status_code == 409


class TestPaper:
    def text(self, browse, who="frank", on_round=None):
        response = browse(who).get(address("agenda", on_round))
        assert response["Content-Disposition"].endswith('.docx"')
        document = docx.Document(io.BytesIO(response.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells]).replace("\xa0", " ")

    def test_the_agenda_says_what_is_to_be_talked_about(self, browse):
        enrolment_of(submitted=True, submitted_on=date(2022, 2, 1))
        services.plan_meeting(
            project_round(), by=play("frank"), planned_on=date(2022, 4, 10), place="Berchem"
        )
        AgreedActionFactory(meeting=Meeting.objects.get(), text="Stages <zoeken>")
        services.comment_sheet(project_round(), "content", by=play("alice"), text="Goed & wel.")
        text = self.text(browse)
        assert "Periode: januari–februari 2022" in text
        assert "Gepland op 10 april 2022" in text
        assert "Plaats: Berchem" in text
        assert "Cijfers van 1 januari 2022 tot en met 28 februari 2022" in text
        assert "ingediend\n1" in text
        assert "Stages <zoeken>\ndeze ronde\nde promotor\n1 mei 2020\nover tijd" in text
        assert "Reactie van de promotor, 1 april 2022: Goed & wel." in text
        assert text.count("\nBesluit:\n") == 3
        assert "{" not in text

    def test_the_minutes_once_there_are_any(self, browse):
        final(conclusion="Op schema.")
        services.write_minutes(project_round(), by=play("frank"), minutes="Eerst.\nDan.", version=2)
        text = self.text(browse, "alice")
        assert "Gehouden op 10 maart 2022" in text
        assert "Stand: gehouden, score 3 op 4" in text
        assert "Besluit: Op schema." in text
        assert "Verslag\nEerst.\nDan." in text

    def test_of_a_round_that_nobody_planned(self, browse):
        assert "Verwacht op 1 juli 2020, nog niet gepland" in self.text(
            browse, "max", of_project("six_month")
        )

    def test_the_ministry_is_told_no_counts_of_persons(self, browse):
        assert "Cijfers van" not in self.text(browse, "ann")

    def test_it_is_in_dutch_whoever_asks(self, browse):
        client = browse("frank")
        client.post(reverse("language"), {"language": "en"})
        content = client.get(address("agenda")).content
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
        assert "Tweemaandelijks:" in text

    def test_that_it_was_taken_out_is_on_the_record(self, browse):
        browse("frank").get(address("agenda"))
        assert Entry.objects.filter(action="meeting.exported").exists()


class TestDocuments:
    def add(self, browse, who="frank"):
        MeetingFactory(project=project_of(), period_start=PERIOD)
        meeting = Meeting.objects.get()
        file = SimpleUploadedFile("verslag.pdf", b"%PDF-1.7\n%%EOF")
        sent = {"title": "Getekend verslag", "file": file}
        return browse(who).post(
            reverse("document_add", args=["meeting", meeting.pk]), sent, follow=True
        )

    def test_they_stand_on_the_page_of_the_round(self, browse):
        response = self.add(browse)
        assert response.context["round"] == project_round()
        assert "Getekend verslag" in words(response)
        assert "Getekend verslag" in words(browse("alice").get(round_url(project_round())))

    def test_but_not_for_the_ministry(self, browse):
        self.add(browse)
        assert "Getekend verslag" not in words(browse("ann").get(round_url(project_round())))

    @pytest.mark.parametrize(("who", "status"), [("alice", 403), ("max", 404), ("eva", 200)])
    def test_who_adds_one(self, browse, who, status):
        assert self.add(browse, who).status_code == status


@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("wim", 404), ("ada", 403)])
def test_a_meeting_is_found_by_its_id(browse, who, status):
    meeting = MeetingFactory(project=project_of(), period_start=PERIOD)
    response = browse(who).get(reverse("meeting", args=[meeting.pk]))
    assert response.status_code == status
    assert status != 200 or response.context["round"] == project_round()
