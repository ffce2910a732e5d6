"""The pages of proposals: make one, look at it, decide; and the rankings for who chooses."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from m2w.audit.models import Entry
from matching import services
from matching.models import Match, Mentor, Proposal, Veto
from programmes.models import Call
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import (
    LeftOverFactory,
    MatchFactory,
    MentorFactory,
    ProposalFactory,
    ProposedPairFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def carl():
    return play("carl").acting.staff


@pytest.fixture
def alice(browse):
    return browse("alice")


def mentor_of(**values):
    return MentorFactory(promoter=organisation(CORE), **values)


def waiting(**values):
    return enrolment_of(approved=True, **values)


def make():
    return services.make_proposal(project_of(), by=play("alice"))


def address(proposal, act=""):
    return reverse(f"proposal{act}", args=[proposal.pk])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def queries_of(client, url):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


class TestMake:
    url = "/duos/voorstellen/maken/"

    def test_it_works(self, alice):
        waiting()
        mentor_of()
        page = text_of(alice.get(self.url))
        assert "1 mentee wacht" in page
        answer = alice.post(self.url, {"project": project_of().code, "on": ""})
        assert answer.url == address(Proposal.objects.get())

    def test_with_nobody_waiting_it_says_so(self, alice):
        project_of()
        assert "Vandaag wacht niemand op een mentor." in text_of(alice.get(self.url))

    def test_without_a_running_project_it_says_so(self, alice):
        assert "Er loopt vandaag geen project" in text_of(alice.get(self.url))

    def test_lists_the_open_ones(self, alice):
        proposal = make()
        assert address(proposal) in text_of(alice.get(self.url))
        services.run_again(proposal, by=play("alice"))
        assert address(proposal) not in text_of(alice.get(self.url))

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"on": "31/02/2022"}, "31/02/2022"),
            ({"project": ""}, "Kies een project."),
            ({"project": "ander"}, "Selecteer een geldige keuze"),
            ({"on": "01/01/2101"}, "Geef een datum van 1900"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_field(self, alice, sent, said):
        answer = alice.post(self.url, {"project": project_of().code, "on": "", **sent})
        assert answer.status_code == 200
        assert said in text_of(answer)
        assert not Proposal.objects.exists()

    def test_absurd_weights(self, alice):
        waiting()
        Call.objects.update(match_weights={"sector": -3})
        answer = alice.post(self.url, {"project": project_of().code, "on": ""})
        assert answer.status_code == 409
        assert "De gewichten van de oproep kloppen niet: “Sector”" in text_of(answer)

    def test_leads_here_from_the_project_the_caseload_and_home(self, alice):
        project = project_of()
        assert f"{self.url}?project={project.code}" in text_of(
            alice.get(reverse("project", args=[project.pk]))
        )
        assert self.url in text_of(alice.get("/aanmeldingen/?state=approved"))
        assert self.url not in text_of(alice.get("/aanmeldingen/?state=draft"))
        assert self.url in text_of(alice.get("/"))
        assert self.url in text_of(alice.get("/duos/"))

    def test_a_coach_makes_none(self, browse):
        assert browse("carl").get(self.url).status_code == 403
        project = project_of()
        page = browse("carl").get(reverse("project", args=[project.pk]))
        assert self.url not in text_of(page)


class TestLook:
    def test_it_works(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        page = text_of(alice.get(address(make())))
        for said in (
            str(enrolment.mentee),
            str(mentor),
            "mentor-coach Carl",
            "Meer kan niet: 1 geplaatst van hoogstens 1",
            "Delen Arabisch (C2/C1).",
            "Zelfde postcodezone (20).",
        ):
            assert said in page

    def test_whoever_is_shown_is_on_the_record(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        proposal = make()
        before = Entry.objects.count()
        alice.get(address(proposal))
        seen = Entry.objects.order_by("pk")[before:].values_list("object_id", flat=True)
        assert set(seen) == {str(enrolment.mentee.pk), str(mentor.pk)}

    def test_says_why_someone_is_left_over_and_what_would_help(self, alice):
        mentor = mentor_of(trained_on=None)
        mentor_of(capacity=0)
        waiting()
        waiting()
        page = text_of(alice.get(address(make())))
        assert "1 nog niet gevormd, 1 volzet." in page
        assert f"{mentor} volgt de mentorvorming: dat plaatst" in page
        assert "Hetzelfde als voor" in page

    @pytest.mark.parametrize(
        ("lacking", "said"),
        [
            ("mentees", "In dit project wacht niemand op een mentor."),
            ("mentors", "Er zijn nog geen mentoren."),
            ("coaches", "Er is nog geen mentor-coach."),
            ("fit", "Nu past geen enkele mentor."),
        ],
    )
    def test_when_nobody_can_be_placed_it_says_what_to_do(self, alice, carl, lacking, said):
        if lacking != "mentees":
            waiting()
        if lacking != "mentors":
            mentor_of(capacity=0)
        if lacking == "coaches":
            carl.memberships.all().delete()
        assert said in text_of(alice.get(address(make())))

    def test_what_a_person_chose_is_not_called_the_best(self, alice):
        enrolment = waiting()
        far = mentor_of(postcode="3500")
        mentor_of()
        proposal = make()
        services.choose_mentor(proposal, enrolment, far, by=play("alice"))
        page = text_of(alice.get(address(proposal)))
        assert "Meer kan niet" not in page
        assert "Het verschil komt van wat u zelf koos" in page

    def test_a_coach_sees_only_their_own(self, browse, carl):
        own, other = waiting(coach=carl), waiting()
        mentor_of(capacity=2)
        page = text_of(browse("carl").get(address(make())))
        assert str(own.mentee) in page
        assert str(other.mentee) not in page
        assert "Opnieuw berekenen" not in page

    def test_more_of_everyone_takes_no_more_queries(self, alice):
        proposal = ProposalFactory(project=project_of(), waiting=10)
        change = {"kind": "train", "mentor": "x", "places": []}

        def more(number):
            for _ in range(number):
                ProposedPairFactory(proposal=proposal)
                LeftOverFactory(proposal=proposal, change=change)

        more(1)
        few = queries_of(alice, address(proposal))
        more(5)
        assert queries_of(alice, address(proposal)) == few

    def test_many_stand_on_several_pages(self, alice):
        proposal = ProposalFactory(project=project_of(), waiting=90)
        for _ in range(26):
            ProposedPairFactory(proposal=proposal)
        for _ in range(51):
            LeftOverFactory(proposal=proposal)
        first = text_of(alice.get(address(proposal)))
        assert first.count('name="pairs"') == 25
        assert "Alle 26 duo’s aanvaarden" in first
        assert text_of(alice.get(f"{address(proposal)}?page=2")).count('name="pairs"') == 1
        left = reverse("proposal_left_over", args=[proposal.pk])
        assert left in first
        assert "51 tot 51 van 51" in text_of(alice.get(f"{left}?page=2"))

    def test_the_list_counts_and_filters(self, alice):
        waiting()
        mentor_of()
        proposal = make()
        ProposalFactory()
        page = text_of(alice.get("/duos/voorstellen/?state=open"))
        assert address(proposal) in page
        assert "1 voorstel gevonden." in page
        assert "Niets gevonden" in text_of(alice.get("/duos/voorstellen/?state=closed"))


class TestDecide:
    def test_chosen_pairs_start(self, alice):
        waiting()
        waiting()
        mentor_of(capacity=2)
        proposal = make()
        pair = proposal.pairs.first()
        answer = alice.post(address(proposal, "_accept"), {"pairs": [pair.pk]}, follow=True)
        assert "1 duo is gestart." in text_of(answer)
        assert Match.objects.get().enrolment == pair.enrolment
        assert "duo gestart" in text_of(answer)
        assert text_of(answer).count('name="pairs"') == 1

    def test_all_of_them_close_it(self, alice):
        waiting()
        mentor_of()
        proposal = make()
        answer = alice.post(address(proposal, "_accept"), {"all": "yes"}, follow=True)
        assert "Dit voorstel is afgesloten." in text_of(answer)

    def test_none_chosen_is_said(self, alice):
        waiting()
        mentor_of()
        answer = alice.post(address(make(), "_accept"), {}, follow=True)
        assert "Kies eerst een of meer duo’s" in text_of(answer)

    def test_what_changed_meanwhile_is_named_and_nothing_starts(self, alice):
        enrolment = waiting()
        waiting()
        mentor, _other = mentor_of(), mentor_of()
        proposal = make()
        Mentor.objects.filter(pk=mentor.pk).update(trained_on=None)
        keys = [pair.pk for pair in proposal.pairs.all()]
        answer = alice.post(address(proposal, "_accept"), {"pairs": keys})
        page = text_of(answer)
        assert answer.status_code == 409
        assert "Er is geen enkel duo gestart." in page
        assert f"met {mentor}</a>: De mentor heeft de mentorvorming dan nog niet gevolgd." in page
        assert page.count("checked") == 2
        assert not Match.objects.exists()
        assert str(enrolment.mentee) in page

    def test_the_way_back_from_what_changed_is_the_proposal(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        proposal = make()
        Mentor.objects.update(trained_on=None)
        refused = alice.post(address(proposal, "_accept"), {"all": "yes"})
        veto = reverse("enrolment_veto", args=[enrolment.pk])
        assert text_of(refused).count("checked") == 1
        there = f"?mentor={mentor.pk}&amp;next={refused.request['PATH_INFO']}"
        assert f"{veto}{there}" in text_of(refused)
        sent = {"mentor": mentor.pk, "reason": "Buren.", "next": address(proposal, "_accept")}
        answer = alice.post(veto, sent, follow=True)
        assert answer.status_code == 200
        assert "Het veto is genoteerd" in text_of(answer)
        assert "Opnieuw berekenen" in text_of(answer)

    def test_twice_is_said(self, alice):
        waiting()
        mentor_of()
        proposal = make()
        sent = {"pairs": [proposal.pairs.get().pk]}
        alice.post(address(proposal, "_accept"), sent)
        answer = alice.post(address(proposal, "_accept"), sent, follow=True)
        assert "Dit voorstel is afgesloten." in text_of(answer)
        assert Match.objects.count() == 1

    def test_locking_keeps_what_was_ticked(self, alice):
        waiting()
        waiting()
        mentor_of(capacity=2)
        proposal = make()
        first, second = proposal.pairs.all()
        sent = {"pair": first.pk, "pairs": [second.pk]}
        answer = alice.post(address(proposal, "_lock"), sent)
        assert answer.url.endswith(f"#duo-{first.pk}")
        page = text_of(alice.get(answer.url))
        assert "vastgezet" in page
        assert page.count("checked") == 1
        # Come back to it later, what was locked is ticked.
        assert text_of(alice.get(address(proposal))).count("checked") == 1
        alice.post(address(proposal, "_unlock"), sent)
        first.refresh_from_db()
        assert not first.is_locked

    def test_another_mentor_from_the_ranking(self, alice):
        enrolment = waiting()
        mentor_of()
        far = mentor_of(postcode="3500")
        proposal = make()
        ranking = reverse("enrolment_mentors", args=[enrolment.pk]) + f"?voorstel={proposal.pk}"
        page = text_of(alice.get(ranking))
        assert "nu in het voorstel" in page
        assert page.index("Behouden") < page.index("Kiezen")
        sent = {"enrolment": enrolment.pk, "mentor": far.pk}
        answer = alice.post(address(proposal, "_choose"), sent, follow=True)
        assert "De mentor is gekozen en staat vast in het voorstel." in text_of(answer)
        assert proposal.pairs.get().mentor == far

    def test_a_mentor_whom_the_proposal_gave_away_has_no_place_left(self, alice):
        one, other = waiting(), waiting()
        mentor = mentor_of()
        proposal = make()
        left = proposal.left_over.get().enrolment
        assert left in (one, other)
        ranking = reverse("enrolment_mentors", args=[left.pk])
        page = text_of(alice.get(f"{ranking}?voorstel={proposal.pk}"))
        assert "Het voorstel geeft de vrije plaatsen van deze mentor aan anderen." in page
        assert "1 past, op score" in text_of(alice.get(ranking))
        sent = {"enrolment": left.pk, "mentor": mentor.pk}
        answer = alice.post(address(proposal, "_choose"), sent, follow=True)
        assert "Deze mentor heeft geen vrije plaats meer." in text_of(answer)

    def test_a_mentor_who_is_full_is_not_said_to_be_given_away(self, alice):
        waiting(), waiting()
        MatchFactory(enrolment=enrolment_of(active=True), mentor=(full := mentor_of()))
        mentor_of()
        proposal = make()
        ranking = reverse("enrolment_mentors", args=[proposal.left_over.get().enrolment.pk])
        page = text_of(alice.get(f"{ranking}?voorstel={proposal.pk}"))
        assert page.count("Deze mentor heeft geen vrije plaats meer.") == 1
        assert page.index(str(full)) < page.index("Deze mentor heeft geen vrije plaats meer.")

    def test_run_again_tells_which_locked_pair_was_lost(self, alice):
        waiting()
        mentor = mentor_of()
        proposal = make()
        services.lock_pair(proposal.pairs.get(), by=play("alice"))
        Mentor.objects.update(trained_on=None)
        page = text_of(alice.post(address(proposal, "_again"), follow=True))
        assert "Het voorstel is opnieuw berekend." in page
        assert "Deze vastgezette duo’s kunnen niet meer:" in page
        assert f"{mentor}: De mentor heeft de mentorvorming" in page
        old = text_of(alice.get(address(proposal)))
        assert "Naar het nieuwe voorstel" in old

    def test_a_closed_one_is_not_run_again(self, alice):
        proposal = make()
        alice.post(address(proposal, "_again"))
        answer = alice.post(address(proposal, "_again"), follow=True)
        assert "Dit voorstel is afgesloten." in text_of(answer)
        assert Proposal.objects.count() == 2

    @pytest.mark.parametrize("act", ["_lock", "_unlock", "_choose", "_again", "_accept"])
    def test_of_another_promoter_it_does_not_exist(self, browse, act):
        assert browse("charlie").post(address(make(), act), {}).status_code == 404


class TestVeto:
    def url(self, enrolment, mentor):
        return reverse("enrolment_veto", args=[enrolment.pk]) + f"?mentor={mentor.pk}"

    def test_it_works(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        proposal = make()
        page = text_of(alice.get(self.url(enrolment, mentor)))
        assert str(mentor) in page
        sent = {"mentor": mentor.pk, "reason": "Buren.", "next": address(proposal)}
        answer = alice.post(self.url(enrolment, mentor), sent, follow=True)
        assert "Het veto is genoteerd" in text_of(answer)
        assert "1 veto." in text_of(answer)
        assert Veto.objects.get().reason == "Buren."

    def test_says_why(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        answer = alice.post(self.url(enrolment, mentor), {"mentor": mentor.pk, "reason": " "})
        assert "<b>Nog niet in orde.</b>" in text_of(answer)
        assert not Veto.objects.exists()

    @pytest.mark.parametrize("asked", ["", "?mentor=x"])
    def test_without_a_mentor_it_says_where_to_choose_one(self, alice, asked):
        enrolment = waiting()
        url = reverse("enrolment_veto", args=[enrolment.pk])
        assert "Kies eerst de mentor." in text_of(alice.get(f"{url}{asked}"))

    def test_a_mentor_of_another_promoter_does_not_exist(self, alice):
        stranger = MentorFactory(promoter=organisation(STRANGER))
        url = self.url(waiting(), stranger)
        assert str(stranger) not in text_of(alice.get(url))
        answer = alice.post(url, {"mentor": stranger.pk, "reason": "Buren."})
        assert str(stranger) not in text_of(answer)
        assert not Veto.objects.exists()

    def test_twice_is_said(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        sent = {"mentor": mentor.pk, "reason": "Buren."}
        alice.post(self.url(enrolment, mentor), sent)
        answer = alice.post(self.url(enrolment, mentor), sent)
        assert answer.status_code == 409
        assert "Tegen dit duo bestaat al een veto." in text_of(answer)

    def test_not_while_they_form_a_duo(self, alice):
        match = MatchFactory(enrolment=enrolment_of(active=True))
        sent = {"mentor": match.mentor.pk, "reason": "Buren."}
        answer = alice.post(self.url(match.enrolment, match.mentor), sent)
        assert "Beëindig dat eerst." in text_of(answer)


class TestMentorsOfEnrolment:
    def url(self, enrolment):
        return reverse("enrolment_mentors", args=[enrolment.pk])

    def test_the_best_first_with_a_sentence_for_every_part(self, alice):
        enrolment = waiting()
        far, near = mentor_of(postcode="8000"), mentor_of()
        page = text_of(alice.get(self.url(enrolment)))
        assert page.index(str(near)) < page.index(str(far))
        for said in (
            "Andere sector.",
            "Delen Arabisch (C2/C1).",
            "Ver van elkaar.",
            "Geen wensen.",
        ):
            assert said in page

    def test_who_is_ruled_out_with_the_rule(self, alice):
        enrolment, vetoed = waiting(), mentor_of()
        untrained = mentor_of(trained_on=None, capacity=0)
        services.veto_pair(enrolment, vetoed, "Buren.", by=play("alice"))
        page = text_of(alice.get(self.url(enrolment)))
        assert "Geen enkele mentor past nu." in page
        assert "Tegen dit duo bestaat een veto." in page
        assert "De mentor heeft de mentorvorming dan nog niet gevolgd. Nog 1 regel" in page
        assert page.index(str(vetoed)) < page.index(str(untrained))

    def test_who_does_not_wait(self, alice):
        mentor_of()
        page = text_of(alice.get(self.url(enrolment_of(submitted=True))))
        assert "Deze mentee wacht niet op een mentor." in page

    def test_without_mentors(self, alice):
        assert "Er is nog geen mentor." in text_of(alice.get(self.url(waiting())))

    def test_absurd_weights(self, alice):
        enrolment = waiting()
        mentor_of()
        Call.objects.update(match_weights={"sector": 10**9})
        answer = alice.get(self.url(enrolment))
        assert "De gewichten van de oproep kloppen niet" in text_of(answer)

    @pytest.mark.parametrize("asked", ["x", "00000000-0000-4000-8000-000000000000"])
    def test_a_proposal_that_is_none(self, alice, asked):
        assert alice.get(f"{self.url(waiting())}?voorstel={asked}").status_code == 404

    def test_more_mentors_take_no_more_queries(self, alice):
        enrolment = waiting()
        mentor_of()
        mentor_of(capacity=0)
        few = queries_of(alice, self.url(enrolment))
        for _ in range(6):
            mentor_of()
            mentor_of(capacity=0)
        assert queries_of(alice, self.url(enrolment)) == few

    def test_only_those_on_the_page_are_on_the_record(self, alice):
        enrolment = waiting()
        mentors = [mentor_of() for _ in range(22)]
        before = Entry.objects.count()
        page = text_of(alice.get(f"{self.url(enrolment)}?page=2"))
        entries = Entry.objects.order_by("pk")[before:]
        shown = {entry.object_id for entry in entries} & {str(one.pk) for one in mentors}
        assert len(shown) == 2
        assert "21 tot 22 van 22" in page

    def test_from_the_file_of_who_waits(self, alice):
        enrolment = waiting()
        file = reverse("enrolment", args=[enrolment.pk])
        assert self.url(enrolment) in text_of(alice.get(file))
        MatchFactory(enrolment=(active := enrolment_of(active=True)))
        file = reverse("enrolment", args=[active.pk])
        assert self.url(active) not in text_of(alice.get(file))


class TestMenteesOfMentor:
    def url(self, mentor):
        return reverse("mentor_mentees", args=[mentor.pk])

    def test_the_best_first_and_who_is_ruled_out(self, alice):
        mentor = mentor_of()
        far, near = waiting(mentee__postcode="8000"), waiting()
        other = waiting(mentee__languages={}, mentee__home_language="ti")
        page = text_of(alice.get(self.url(mentor)))
        assert page.index(str(near.mentee)) < page.index(str(far.mentee))
        assert page.index(str(far.mentee)) < page.index(str(other.mentee))
        assert "Mentee en mentor delen geen taal op het vereiste niveau." in page
        assert "wacht 790 dagen" in page.replace("\N{NO-BREAK SPACE}", " ")

    def test_of_every_project_by_the_weights_of_its_call(self, alice):
        mentor = mentor_of()
        waiting()
        elsewhere = enrolment_of(approved=True)
        other = ProposalFactory(project__promoter=organisation(CORE)).project
        elsewhere.project = other
        elsewhere.save()
        Call.objects.filter(pk=other.lot.call.pk).update(
            match_weights=dict.fromkeys(other.lot.call.match_weights, 7)
        )
        page = text_of(alice.get(self.url(mentor)))
        assert "van 100" in page
        assert "van 42" in page

    def test_from_the_page_of_the_mentor(self, browse):
        mentor = mentor_of()
        for who in ["alice", "carl"]:
            page = browse(who).get(reverse("mentor", args=[mentor.pk]))
            assert self.url(mentor) in text_of(page)

    def test_nobody_waits(self, alice):
        assert "Er wacht niemand op een mentor." in text_of(alice.get(self.url(mentor_of())))

    def test_a_coach_sees_only_their_own(self, browse, carl):
        mentor = mentor_of()
        own, other = waiting(coach=carl), waiting()
        page = text_of(browse("carl").get(self.url(mentor)))
        assert str(own.mentee) in page
        assert str(other.mentee) not in page

    def test_more_mentees_take_no_more_queries(self, alice):
        mentor = mentor_of()
        waiting()
        few = queries_of(alice, self.url(mentor))
        for _ in range(6):
            waiting()
            waiting(mentee__home_language="ti", mentee__languages={})
        assert queries_of(alice, self.url(mentor)) == few


def test_day_of_a_proposal_is_told(alice):
    proposal = ProposalFactory(project=project_of(), on=date(2022, 5, 1))
    page = text_of(alice.get(address(proposal))).replace("\N{NO-BREAK SPACE}", " ")
    assert "Voorstel voor 1 mei 2022" in page


class TestStale:
    """What was on the page, and is no longer."""

    def test_a_pair_that_left_the_proposal_is_not_locked(self, alice):
        enrolment, mentor = waiting(), mentor_of()
        proposal = make()
        pair = proposal.pairs.get()
        services.veto_pair(enrolment, mentor, "Buren.", by=play("alice"))
        answer = alice.post(address(proposal, "_lock"), {"pair": pair.pk}, follow=True)
        assert "Dit duo staat niet meer in het voorstel." in text_of(answer)

    @pytest.mark.parametrize("sent", [{}, {"mentor": "x"}, {"enrolment": "x"}])
    def test_nobody_is_chosen_for_nobody(self, alice, sent):
        assert alice.post(address(make(), "_choose"), sent).status_code == 400

    def test_the_mentor_of_another_is_not_chosen(self, alice):
        enrolment = waiting()
        stranger = MentorFactory(promoter=organisation(STRANGER))
        sent = {"enrolment": enrolment.pk, "mentor": stranger.pk}
        assert alice.post(address(make(), "_choose"), sent).status_code == 400

    def test_an_unknown_field_is_refused(self, alice):
        assert alice.post(address(make(), "_accept"), {"alles": "ja"}).status_code == 400
