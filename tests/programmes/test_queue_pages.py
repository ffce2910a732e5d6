"""The queue and the file in it: what stands there, for whom, and at what cost."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from m2w.accounts.models import Absence
from m2w.audit.models import Entry
from programmes import services
from programmes.models import Enrolment
from programmes.tabs import TABS
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import EnrolmentFactory, LotFactory, MembershipFactory, ProjectFactory
from tests.programmes.test_assignment import colleague

pytestmark = pytest.mark.django_db
MINE = {"submitted": True, "submitted_on": date(2022, 3, 21)}


def mine(**values):
    """One on Vera's name, submitted eight working days ago and still undecided unless said."""
    return enrolment_of(counsellor=play("vera").acting.staff, **MINE | values)


def decided(**values):
    return mine(decided_on=date(2022, 3, 30), **{"approved": True} | values)


def refused(**values):
    return decided(approved=False, rejected=True, **{"screen_again_on": TODAY} | values)


def file_of(browse, enrolment, tab="provincies", who="vera", **query):
    return browse(who).get(reverse("queue_file", args=[tab, enrolment.pk]), query)


def text(answer):
    """The words of a page, as they follow one another."""
    page = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", page.replace("\xa0", " "))


class TestList:
    @pytest.mark.parametrize("view", [tab.view for tab in TABS])
    def test_it_works(self, browse, view):
        assert browse("vera").get(reverse(view)).status_code == 200

    def test_it_says_what_waits(self, browse):
        mine(mentee__last_name="Diallo")
        mine(submitted_on=date(2022, 3, 1))
        page = browse("vera").get(reverse("queue"))
        assert "2 aanmeldingen wachten op uw beslissing. Eén is over de norm." in text(page)
        assert "Amina Diallo 9 van 10 werkdagen" in text(page)
        assert "Voldoet: laag opgeleid, anderstalig." in text(page)
        assert 'aria-label="6 voldaan, 0 niet voldaan, 0 niet gekend"' in page.content.decode()

    def test_of_what_is_decided_it_says_the_day_instead_of_the_clock(self, browse):
        decided(mentee__last_name="Diallo"), refused(mentee__last_name="Bah")
        copied = text(browse("vera").get(reverse("queue_copy")))
        assert "Amina Diallo beslist op 30 maart 2022" in copied
        assert "van 10" not in copied
        again = text(browse("vera").get(reverse("queue_again")))
        assert "Amina Bah opnieuw te screenen op 1 april 2022" in again

    @pytest.mark.parametrize("view", [tab.view for tab in TABS])
    def test_without_provinces_it_says_whom_to_ask(self, browse, view):
        vera, enrolment = play("vera"), mine()
        type(enrolment.counsellor).objects.filter(pk=vera.acting.staff_id).update(provinces=())
        page = text(browse("vera").get(reverse(view)))
        assert "U hebt nog geen provincies. Uw programmabeheerder kan ze toevoegen." in page
        assert str(enrolment.mentee) not in page

    def test_the_oldest_comes_first(self, browse):
        late, early = mine(), mine(submitted_on=date(2022, 3, 2))
        page = browse("vera").get(reverse("queue"))
        assert [card.enrolment for card in page.context["cards"]] == [early, late]

    @pytest.mark.parametrize(
        ("values", "say"),
        [
            ({"mentee__employed": "unknown"}, "Nog nodig: of deze persoon werkt."),
            ({"mentee__home_language": "nl"}, "De thuistaal is het Nederlands."),
            (
                {"info_requested": True, "info_requested_on": date(2022, 3, 30)},
                "werkdagen, de klok staat stil",
            ),
            (
                {"info_requested": True, "info_requested_on": date(2022, 3, 30)},
                "Klok staat stil: vraag van 30 maart.",
            ),
            ({"submitted_on": date(2022, 3, 1)}, "werkdagen, over de norm"),
        ],
    )
    def test_one_sentence_says_what_matters(self, browse, values, say):
        mine(**values)
        assert say in text(browse("vera").get(reverse("queue")))

    def test_who_fits_no_subgroup(self, browse):
        lot = LotFactory(subgroups=("youth",))
        project = ProjectFactory(promoter=organisation(CORE), lot=lot)
        EnrolmentFactory(project=project, **MINE)
        page = browse("vera").get(reverse("queue_free"))
        assert "Past in geen subgroep van het perceel." in text(page)

    def test_a_colleagues_says_whose_it_is(self, browse):
        enrolment_of(counsellor=colleague().acting.staff, submitted=True)
        assert "Van Lies" in text(browse("vera").get(reverse("queue_provinces")))

    def test_one_of_a_colleague_who_is_away_says_for_whom(self, browse):
        lies = colleague().acting.staff
        enrolment_of(counsellor=lies, submitted=True)
        Absence.objects.create(
            staff=lies,
            replacement=play("vera").acting.staff,
            first_day=TODAY,
            last_day=TODAY,
        )
        page = text(browse("vera").get(reverse("queue")))
        assert "Voor Lies, afwezig" in page
        assert "U vervangt Lies." in page

    def test_an_empty_one_says_what_to_do(self, browse):
        assert "Kijk bij “Vrij”" in text(browse("vera").get(reverse("queue")))

    def test_every_count_is_that_of_its_list(self, browse):
        mine(), mine(info_requested=True), enrolment_of(submitted=True), decided()
        enrolment_of(rejected=True, screen_again_on=TODAY)
        vera = browse("vera")
        for tab, url, count in vera.get(reverse("queue")).context["tabs"]:
            assert len(vera.get(url).context["cards"]) == count, tab.code
        counts = [count for _tab, _url, count in vera.get(reverse("queue")).context["tabs"]]
        assert counts == [2, 1, 3, 1, 1]

    def test_its_pages_have_twenty(self, browse):
        for _ in range(21):
            mine()
        first = browse("vera").get(reverse("queue"))
        second = browse("vera").get(reverse("queue"), {"page": 2})
        assert [len(page.context["cards"]) for page in (first, second)] == [20, 1]
        assert "?page=2#dossier" in second.content.decode()

    @pytest.mark.parametrize("page", ["x", "0", "99"])
    def test_a_page_that_is_none_is_no_error(self, browse, page):
        mine()
        assert browse("vera").get(reverse("queue"), {"page": page}).status_code == 200

    def test_everyone_shown_is_on_the_record(self, browse):
        shown = mine()
        browse("vera").get(reverse("queue"))
        entry = Entry.objects.get(action="file.listed", object_id=shown.mentee_id)
        assert entry.actor == play("vera")

    def test_one_finds_nothing_of_another_province(self, browse):
        enrolment_of(submitted=True, mentee__last_name="Diallo")
        assert "Diallo" not in text(browse("wim").get(reverse("queue_provinces")))

    def test_rooms_stand_beside_it(self, browse):
        project = project_of()
        enrolment_of(approved=True)
        page = text(browse("vera").get(reverse("queue")))
        assert f"{project.name} 39 plaatsen" in page
        assert "60 dagen niemand ingediend: loopt leeg" in page

    @pytest.mark.parametrize("name", ["list", "file"])
    def test_it_costs_the_same_however_long_it_is(self, browse, name):
        vera, first = browse("vera"), mine()
        ProjectFactory(promoter=organisation(STRANGER), starts_on=date(2021, 6, 1))
        address = reverse("queue") if name == "list" else file_address(first)
        few = queries_of(vera, address)
        for _ in range(7):
            mine(mentee__employed="yes"), mine(info_requested=True)
            other = enrolment_of(STRANGER, submitted=True)
            enrolment_of(mentee__vdab_number=other.mentee.vdab_number, entered_by=play("vera"))
            ProjectFactory(promoter=organisation(STRANGER), starts_on=date(2021, 6, 1))
        assert queries_of(vera, address) == few <= (24 if name == "list" else 36)


def file_address(enrolment):
    return reverse("queue_file", args=["mijn", enrolment.pk])


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    kept = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
    return len([query for query in caught if not query["sql"].startswith(kept)])


class TestFile:
    def test_it_works(self, browse):
        enrolment = mine(mentee__last_name="Diallo")
        page = file_of(browse, enrolment)
        assert page.status_code == 200
        assert "Ingediend op 21 maart 2022, norm 4 april 2022." in text(page)
        assert "Screening op 21 maart 2022" in text(page)
        entry = Entry.objects.get(object_id=enrolment.mentee_id)
        assert (entry.action, entry.details["page"]) == ("file.opened", "queue_file")

    def test_a_list_that_is_none_does_not_exist(self, browse):
        assert file_of(browse, mine(), tab="alles").status_code == 404

    @pytest.mark.parametrize("who", ["wim"])
    def test_one_of_another_province_does_not_exist(self, browse, who):
        assert file_of(browse, mine(), who=who).status_code == 404
        made_up = reverse("queue_file", args=["mijn", uuid4()])
        assert browse(who).get(made_up).status_code == 404

    def test_an_eligible_one_is_approved_with_one_button(self, browse):
        enrolment = mine()
        approval = file_of(browse, enrolment).context["approval"]
        assert (approval.url, list(approval.form.fields)) == (
            reverse("enrolment_approve", args=[enrolment.pk]),
            [],
        )

    def test_against_the_screening_a_motivation_is_asked(self, browse):
        page = file_of(browse, mine(mentee__employed="yes"))
        assert "Goedkeuren kan alleen met een gemotiveerde afwijking." in text(page)
        assert list(page.context["approval"].form.fields) == ["derogation_reason"]

    def test_what_is_missing_is_asked_first_and_in_words(self, browse):
        page = file_of(browse, mine(mentee__employed="unknown", mentee__home_language=""))
        html = page.content.decode()
        question = "Kunt u dit nog aanvullen: of deze persoon werkt, de thuistaal?"
        assert html.index(question) < html.index("Goedkeuren met afwijking")
        assert html.count("m2w-btn--primary") == 1

    def test_the_decision_leads_back_to_the_file(self, browse):
        enrolment = mine()
        there = file_address(enrolment)
        address = reverse("enrolment_approve", args=[enrolment.pk])
        answer = browse("vera").post(address, {"next": there}, follow=True)
        assert answer.request["PATH_INFO"] == there
        assert "Beslist: goedgekeurd op 1 april 2022" in text(answer)
        assert "Goedgekeurd op 1 april 2022." in answer.context["paragraph"].replace("\xa0", " ")

    def test_one_of_an_organisation_one_works_for_offers_nothing(self, browse):
        enrolment, vera = mine(), browse("vera")
        MembershipFactory(staff__user=play("vera"), staff__organisation=organisation(CORE))
        page = vera.get(file_address(enrolment))
        assert page.context["approval"] is None
        assert not page.context["may_correct"]

    def test_the_question_and_then_the_answer_can_be_read(self, browse):
        enrolment = mine()
        services.request_info(enrolment, by=play("vera"), comment="Sinds wanneer werkt zij?")
        assert "Sinds wanneer werkt zij?" in text(file_of(browse, enrolment))
        services.answer(enrolment, by=play("alice"), comment="Zij werkt niet meer.")
        page = text(file_of(browse, enrolment))
        assert "De promotor antwoordde op 1 april 2022. Zij werkt niet meer." in page

    def test_the_reason_of_a_refusal_can_be_read(self, browse):
        enrolment = mine()
        services.reject(enrolment, by=play("vera"), reason="lot_full", comment="Vol tot mei.")
        assert "Geweigerd: perceel is volzet. Vol tot mei." in text(file_of(browse, enrolment))

    def test_where_else_it_fits(self, browse):
        other = ProjectFactory(
            promoter=organisation(STRANGER),
            name="Eerste Stap",
            starts_on=date(2021, 6, 1),
            target_mentees=9,
        )
        EnrolmentFactory(
            project=other,
            active=True,
            submitted_on=date(2022, 1, 1),
            decided_on=date(2022, 1, 1),
            started_on=date(2022, 1, 13),
        )
        page = text(file_of(browse, mine()))
        assert "Past ook in: Eerste Stap , 8 plaatsen, 12 dagen tot een eerste duo." in page

    def test_who_has_a_place_needs_no_other(self, browse):
        ProjectFactory(promoter=organisation(STRANGER), starts_on=date(2021, 6, 1))
        assert file_of(browse, mine()).context["fitting"]
        assert file_of(browse, refused()).context["fitting"]
        assert not file_of(browse, decided()).context["fitting"]

    def test_the_next_one_is_a_link_away(self, browse):
        first, second = mine(submitted_on=date(2022, 3, 1)), mine()
        assert file_of(browse, first, "mijn").context["following"] == second
        assert file_of(browse, second, "mijn").context["following"] is None
        services.approve(first, by=play("vera"))
        assert file_of(browse, first, "mijn").context["following"] == second

    def test_names_are_escaped(self, browse):
        page = file_of(browse, mine(mentee__last_name="<script>x</script>"))
        assert "<script>x" not in page.content.decode()


class TestButtons:
    def press(self, browse, name, enrolment, who="vera", **sent):
        answer = browse(who).post(reverse(name, args=[enrolment.pk]), sent, follow=True)
        enrolment.refresh_from_db()
        return text(answer)

    def test_taking_up_and_putting_back(self, browse):
        enrolment = enrolment_of(submitted=True)
        said = self.press(browse, "take_up", enrolment)
        assert "De aanmelding staat nu op uw naam." in said
        assert enrolment.counsellor == play("vera").acting.staff
        assert "staat weer bij “Vrij”" in self.press(browse, "put_back", enrolment)
        assert enrolment.counsellor is None

    def test_taken_by_another_it_says_by_whom(self, browse):
        enrolment = enrolment_of(counsellor=colleague().acting.staff, submitted=True)
        said = self.press(browse, "take_up", enrolment)
        assert "Lies heeft deze aanmelding al opgenomen." in said
        assert Entry.objects.filter(action="act.refused").exists()

    def test_it_is_offered_where_it_can_be_done(self, browse):
        free, own = enrolment_of(submitted=True), mine()
        theirs = enrolment_of(counsellor=colleague().acting.staff, submitted=True)
        offered = [
            (page.context["may_take_up"], page.context["may_put_back"])
            for page in (file_of(browse, one) for one in (free, own, theirs))
        ]
        assert offered == [(True, False), (False, True), (False, False)]

    def test_copied(self, browse):
        enrolment = decided()
        assert "Overgenomen op 1 april 2022" in self.press(browse, "mark_copied", enrolment)
        assert enrolment.copied_on == TODAY

    def test_another_day_to_screen_again(self, browse):
        enrolment = refused()
        self.press(browse, "screen_again", enrolment, on="01/09/2022")
        assert enrolment.screen_again_on == date(2022, 9, 1)

    @pytest.mark.parametrize(
        ("day", "told"),
        [
            ("morgen", "Schrijf een bestaande dag"),
            ("31/02/2023", "Schrijf een bestaande dag"),
            ("01/04/2022", "Kies een dag na vandaag."),
        ],
    )
    def test_a_day_that_cannot_be_is_told(self, browse, day, told):
        enrolment = refused()
        assert told in self.press(browse, "screen_again", enrolment, on=day)
        assert enrolment.screen_again_on == TODAY

    def test_referring_again(self, browse):
        enrolment = refused()
        page = text(file_of(browse, enrolment, "opnieuw"))
        assert f"Opnieuw doorverwijzen naar {enrolment.project.name}" in page
        self.press(browse, "refer_again", enrolment)
        again = Enrolment.objects.get(state="referred")
        assert (again.mentee, again.project) == (enrolment.mentee, enrolment.project)
        assert not browse("vera").get(reverse("queue_again")).context["cards"]

    def test_a_made_up_field_is_refused(self, browse):
        address = reverse("take_up", args=[enrolment_of(submitted=True).pk])
        assert browse("vera").post(address, {"counsellor": "x"}).status_code == 400


class TestTogether:
    def send(self, browse, chosen, **sent):
        keys = [one.pk for one in chosen]
        return browse("vera").post(reverse("enrolments_approve"), {"chosen": keys, **sent})

    def test_only_eligible_ones_can_be_chosen(self, browse):
        fits = mine()
        mine(mentee__employed="yes"), mine(mentee__employed="unknown"), mine(info_requested=True)
        page = browse("vera").get(reverse("queue")).content.decode()
        assert re.findall(r'name="chosen"\s+value="([^"]+)"', page) == [str(fits.pk)]

    def test_first_everyone_is_named_with_their_screening(self, browse):
        page = self.send(browse, [mine(mentee__last_name="Diallo")], next=reverse("queue"))
        assert "Amina Diallo" in text(page)
        assert "Voldoet: laag opgeleid, anderstalig." in text(page)
        assert Enrolment.objects.get().state == "submitted"

    def test_the_way_back_leads_to_the_queue(self, browse):
        page = self.send(browse, [mine()])
        assert page.context["crumbs"] == [("Wachtrij", reverse("queue"))]
        assert page.context["back"] == reverse("queue")

    def test_naming_them_takes_as_many_queries_however_many_there_are(self, browse):
        few, many = [mine()], [mine() for _ in range(4)]
        self.send(browse, few)
        with CaptureQueriesContext(connection) as of_few:
            self.send(browse, few)
        with CaptureQueriesContext(connection) as of_many:
            self.send(browse, many)
        assert len(of_many) == len(of_few)

    def test_then_each_is_approved_and_what_is_refused_is_told(self, browse):
        fits, works = mine(), mine(mentee__employed="yes", mentee__last_name="Bah")
        page = self.send(browse, [fits, works], confirmed="yes")
        fits.refresh_from_db(), works.refresh_from_db()
        assert (fits.state, works.state) == ("approved", "submitted")
        assert "Amina Bah" in text(page)
