"""The counsellor's queue by the API: its lists, and what is done with what stands in them."""

from datetime import date

import pytest

from programmes import services
from programmes.models import Enrolment
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/enrolments/"


def act(client, enrolment, name, **body):
    return client.post(f"{URL}{enrolment.pk}/{name}/", body, format="json")


def listed(client, name, **query):
    found = client.get(f"{URL}queue/{name}/", query).json()["results"]
    return [one["id"] for one in found]


def refused(**values):
    return enrolment_of(rejected=True, **values)


class TestLists:
    def test_it_works(self, api):
        vera = play("vera").acting.staff
        mine = enrolment_of(submitted=True, counsellor=vera)
        free = enrolment_of(submitted=True)
        again = refused(screen_again_on=date(2022, 4, 1))
        copied = enrolment_of(approved=True, counsellor=vera)
        client = api("vera")
        assert listed(client, "mine") == [str(mine.pk)]
        assert listed(client, "free") == [str(free.pk)]
        assert set(listed(client, "provinces")) == {str(mine.pk), str(free.pk)}
        assert listed(client, "again") == [str(again.pk)]
        assert listed(client, "to_copy") == [str(copied.pk)]
        assert listed(api("wim"), "provinces") == []

    def test_the_filters_are_those_of_the_caseload(self, api):
        enrolment_of(submitted=True)
        theirs = enrolment_of(STRANGER, submitted=True)
        client = api("vera")
        assert listed(client, "free", project=project_of(STRANGER).code) == [str(theirs.pk)]
        assert client.get(f"{URL}queue/free/", {"wat": "1"}).status_code == 400
        assert client.get(f"{URL}queue/nergens/").status_code == 404

    def test_for_counsellors_only(self, api):
        assert api("alice").get(f"{URL}queue/free/").status_code == 403


class TestActs:
    def test_taken_up_and_put_back(self, api):
        enrolment = enrolment_of(submitted=True)
        client = api("vera")
        assert act(client, enrolment, "take_up").json()["counsellor"] == "Vera"
        assert act(client, enrolment, "take_up").json()["code"] == "already_taken"
        assert act(client, enrolment, "put_back").json()["counsellor"] is None
        assert act(client, enrolment, "put_back").json()["code"] == "not_yours"

    def test_copied_once(self, api):
        enrolment = enrolment_of(approved=True)
        assert act(api("vera"), enrolment, "mark_copied").json()["copied_on"] == "2022-04-01"
        assert act(api("vera"), enrolment, "mark_copied").json()["code"] == "already_copied"

    def test_screened_again_on_another_day_or_never(self, api):
        enrolment = refused(screen_again_on=date(2022, 4, 1))
        client = api("vera")
        told = act(client, enrolment, "screen_again", on="2022-09-01").json()
        assert told["screen_again_on"] == "2022-09-01"
        for wrong in ({}, {"on": "2022-04-01"}, {"on": "morgen"}):
            answer = act(client, enrolment, "screen_again", **wrong)
            assert (answer.status_code, list(answer.json()["errors"])) == (400, ["on"])
        assert act(client, enrolment, "screen_again", on=None).json()["screen_again_on"] is None

    def test_referred_again(self, api):
        enrolment = refused()
        made = act(api("vera"), enrolment, "refer_again")
        assert (made.status_code, made.json()["state"]) == (201, "referred")
        assert made.json()["mentee"] == str(enrolment.mentee_id)
        again = act(api("vera"), enrolment, "refer_again")
        assert (again.status_code, again.json()["code"]) == (409, "already_in_project")

    @pytest.mark.parametrize(
        "name", ["take_up", "put_back", "mark_copied", "screen_again", "refer_again"]
    )
    def test_nobody_else_does(self, api, name):
        enrolment = enrolment_of(submitted=True)
        assert act(api("alice"), enrolment, name).status_code == 403
        assert act(api("wim"), enrolment, name).status_code == 404

    @pytest.mark.parametrize("name", ["take_up", "screen_again", "refer_again"])
    def test_nobody_decides_about_their_own(self, api, name):
        enrolment = refused(screen_again_on=date(2022, 4, 1))
        client, user = api("vera"), play("vera")
        MembershipFactory(staff__user=user, staff__organisation=organisation(CORE), role="coach")
        assert act(client, enrolment, name).status_code == 403


class TestFacts:
    def correct(self, client, enrolment, headers=None, **sent):
        address = f"{URL}{enrolment.pk}/facts/"
        return client.patch(address, sent, format="json", headers=headers)

    def test_it_works(self, api):
        enrolment = enrolment_of(submitted=True, mentee__employed="unknown")
        answer = self.correct(api("vera"), enrolment, employed="no", dutch_attested="yes")
        assert answer.status_code == 200
        told = answer.json()
        assert (told["id"], told["employed"]) == (str(enrolment.mentee_id), "no")
        assert answer.headers["ETag"] == f'"{told["version"]}"'
        assert Enrolment.objects.get().screening.source == "vdab"

    def test_only_of_the_version_that_was_read(self, api):
        enrolment = enrolment_of(submitted=True)
        late = self.correct(api("vera"), enrolment, {"If-Match": '"9"'}, employed="yes")
        assert late.status_code == 412

    @pytest.mark.parametrize(
        "wrong", [{"first_name": "x"}, {"employed": "x"}, {"dutch_level": None}]
    )
    def test_what_is_wrong_is_told_at_its_field(self, api, wrong):
        answer = self.correct(api("vera"), enrolment_of(submitted=True), **wrong)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))

    def test_not_after_the_decision(self, api):
        answer = self.correct(api("vera"), enrolment_of(approved=True), employed="yes")
        assert (answer.status_code, answer.json()["code"]) == (409, "already_decided")

    def test_who_may_not(self, api):
        enrolment = enrolment_of(submitted=True)
        assert self.correct(api("alice"), enrolment, x=1).status_code == 403
        assert self.correct(api("wim"), enrolment, employed="no").status_code == 404
        client, user = api("vera"), play("vera")
        MembershipFactory(staff__user=user, staff__organisation=organisation(CORE), role="coach")
        assert self.correct(client, enrolment, x=1).status_code == 403


class TestWhatIsTold:
    def test_each_side_keeps_something_to_itself(self, api):
        enrolment = enrolment_of(ended=True, closing_note="Blij", copied_on=date(2020, 3, 1))
        promoters = api("alice").get(f"{URL}{enrolment.pk}/").json()
        vdabs = api("vera").get(f"{URL}{enrolment.pk}/").json()
        assert promoters.keys() ^ vdabs.keys() == {
            *("closing_interview_on", "closing_note", "counsellor", "copied_on")
        }
        assert (promoters["closing_note"], vdabs["copied_on"]) == ("Blij", "2020-03-01")

    def test_what_was_asked_and_answered(self, api):
        enrolment = enrolment_of(submitted=True)
        services.request_info(enrolment, by=play("vera"), comment="Is er een attest?")
        [asked] = api("alice").get(f"{URL}{enrolment.pk}/").json()["steps"]
        assert asked == {
            "name": "request_info",
            "on": "2022-04-01",
            "by": "Vera",
            "comment": "Is er een attest?",
        }

    def test_what_follows_a_refusal(self, api):
        enrolment = refused(screen_again_on=date(2022, 9, 1))
        told = api("alice").get(f"{URL}{enrolment.pk}/").json()
        assert (told["screen_again_on"], told["next_lot"]) == ("2022-09-01", None)


class TestDesk:
    def test_it_works(self, api):
        mine = enrolment_of(submitted=True, submitted_on=date(2022, 3, 28))
        other = enrolment_of(
            STRANGER, mentee__person=mine.mentee.person, mentee__vdab_number="", state="draft"
        )
        told = api("vera").get(f"{URL}{mine.pk}/desk/").json()
        assert told["clock"] == {
            "days": 4,
            "norm": 10,
            "due_on": "2022-04-11",
            "asked_on": None,
            "is_over": False,
        }
        assert told["doubles"] == []
        Enrolment.objects.filter(pk=other.pk).update(double_reported_on=date(2022, 3, 30))
        [double] = api("vera").get(f"{URL}{mine.pk}/desk/").json()["doubles"]
        assert (double["id"], double["promoter"]) == (str(other.pk), "Second")
        assert (double["state"], double["project"]) == ("draft", other.project.name)

    def test_what_to_copy_after_the_decision(self, api):
        enrolment = enrolment_of(approved=True)
        told = api("vera").get(f"{URL}{enrolment.pk}/desk/").json()
        assert "Goedgekeurd op 10\N{NO-BREAK SPACE}februari 2020." in told["paragraph"]

    def test_for_counsellors_of_the_province_only(self, api):
        enrolment = enrolment_of(submitted=True)
        assert api("alice").get(f"{URL}{enrolment.pk}/desk/").status_code == 403
        assert api("wim").get(f"{URL}{enrolment.pk}/desk/").status_code == 404
