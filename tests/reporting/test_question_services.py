"""The life of a written question: who takes which step when, and what then no longer changes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from m2w.accounts.choices import Role
from m2w.audit.models import Entry
from m2w.outbox.digest import send_digests
from m2w.outbox.models import Mail, Notice
from m2w.refusals import Refused
from m2w.workflow import locked
from reporting import services
from reporting.choices import QuestionState as State
from reporting.desk import offered_for
from reporting.models import FrozenAnswer, WrittenQuestion
from reporting.services import contributions
from reporting.services.composing import MOST_TEXT, seen
from tests.cast import organisation, play
from tests.factories import (
    AnswerTableFactory,
    CallFactory,
    ContributionFactory,
    MembershipFactory,
    SubQuestionFactory,
)

pytestmark = pytest.mark.django_db

HEAD = {
    "number": 12,
    "asked_on": date(2022, 3, 25),
    "member": "Voorbeeld Vraagsteller",
    "minister": "Voorbeeld Minister",
    "subject": "Mentoring",
}
SUBS = [{"label": "1", "text": "Hoeveel mentees zijn er?"}, {"label": "2a", "text": "Waarom?"}]


def registered(**values) -> WrittenQuestion:
    return services.register(HEAD | values, SUBS, by=play("ann"))


def assigned(**values) -> WrittenQuestion:
    question = services.assign(registered(**values), by=play("ann"))
    question.sub_questions.update(is_ready=True)
    return question


def handed_in() -> WrittenQuestion:
    return services.hand_in(assigned(), by=play("ann"))


def delivered() -> WrittenQuestion:
    signed = services.sign_off(handed_in(), by=play("nora"))
    return services.deliver(signed, by=play("ann"))


def test_it_is_registered_with_its_sub_questions():
    question = registered()
    assert [(sub.name, sub.title) for sub in question.sub_questions.all()] == [
        ("1", "Hoeveel mentees zijn er"),
        ("2a", "Waarom"),
    ]
    assert question.parts.count() == 2
    step = question.steps.get()
    assert (step.state, step.by) == (State.RECEIVED, play("ann"))
    assert Entry.objects.get(action="question.registered").object_id == str(question.pk)


def test_a_taken_number_gets_a_suffix():
    assert [registered().code, registered().code, registered().code] == ["12", "12-2", "12-3"]


def test_without_sub_questions_it_is_refused():
    with pytest.raises(ValidationError, match="minstens één deelvraag"):
        services.register(HEAD, [], by=play("ann"))


def test_a_day_to_come_is_refused():
    with pytest.raises(ValidationError, match="toekomst"):
        registered(asked_on=date(2022, 4, 2))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31)])
def test_a_day_that_no_form_takes_is_refused(day):
    with pytest.raises(ValidationError, match="van 1900 tot en met 2100"):
        registered(asked_on=day)


def test_figures_of_a_day_that_no_form_takes_are_refused():
    with pytest.raises(ValidationError, match="van 1900 tot en met 2100"):
        services.set_day(registered(), date(9999, 1, 1), by=play("ann"))


def test_a_question_has_no_more_sub_questions_than_there_is_place_for():
    with pytest.raises(ValidationError, match="hoogstens 60 deelvragen"):
        services.register(HEAD, [{"text": "Waarom?"}] * 61, by=play("ann"))


def test_a_call_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError) as wrong:
        registered(call_reference="9999/99999")
    assert list(wrong.value.error_dict) == ["call_reference"]
    question = registered()
    with pytest.raises(ValidationError):
        services.correct(question, {"call_reference": "9999/99999"}, by=play("ann"))
    call = CallFactory(reference="2019/50081")
    found = services.correct(question, {"call_reference": call.reference}, by=play("ann"))
    assert found.call == call


@pytest.mark.parametrize("who", ["max", "frank", "eva", "alice", "vera"])
def test_only_the_ministry_registers(who):
    with pytest.raises(PermissionDenied):
        services.register(HEAD, SUBS, by=play(who))


def test_it_goes_from_received_to_sent():
    question = services.send(delivered(), by=play("ann"))
    assert (question.state, question.sent_on) == (State.SENT, date(2022, 4, 1))
    assert FrozenAnswer.objects.get(question=question).as_of == date(2022, 4, 1)
    assert [step.state for step in question.steps.all()] == State.values[:-1]


def test_nobody_signs_off_what_is_theirs():
    question = handed_in()
    with pytest.raises(PermissionDenied):
        services.sign_off(question, by=play("ann"))


def test_nobody_signs_off_what_they_handed_in():
    question = assigned()
    services.assign(question, by=play("ann"), assigned_to=play("nora"))
    handed = services.hand_in(question, by=play("ann"))
    for who in ("ann", "nora"):
        with pytest.raises(PermissionDenied):
            services.sign_off(handed, by=play(who))


def test_nobody_signs_off_what_they_composed_for_a_colleague():
    question = registered()
    sub = question.sub_questions.first()
    services.write_sub_answer(sub, {"answer": "Eerst."}, by=play("ann"))
    services.assign(question, by=play("ann"), assigned_to=play("nora"))
    question.sub_questions.update(is_ready=True)
    handed = services.hand_in(question, by=play("nora"))
    for who in ("ann", "nora"):
        with pytest.raises(PermissionDenied):
            services.sign_off(handed, by=play(who))
    third = MembershipFactory(role=Role.ANALYST, staff__organisation=organisation("ministry"))
    reader = third.staff.user
    reader.acting = third
    assert services.sign_off(handed, by=reader).state == State.SIGNED_OFF


def test_no_step_is_skipped_or_taken_twice():
    question = assigned()
    for step in (services.sign_off, services.deliver, services.send, services.publish):
        with pytest.raises(Refused) as refused:
            step(question, by=play("nora"))
        assert refused.value.code == "not_now"


def test_what_is_not_ready_is_not_handed_in():
    question = assigned()
    question.sub_questions.filter(number=2).update(is_ready=False)
    with pytest.raises(Refused, match="deelvraag 2a"):
        services.hand_in(question, by=play("ann"))


def test_it_comes_back_with_a_reason():
    question = handed_in()
    with pytest.raises(ValidationError):
        services.send_back(question, by=play("nora"), note=" ")
    back = services.send_back(question, by=play("nora"), note="Tabel 2 klopt niet.")
    assert (back.state, back.steps.last().note) == (State.ASSIGNED, "Tabel 2 klopt niet.")


def test_it_is_not_public_before_the_embargo_ends(settings):
    question = services.send(delivered(), by=play("ann"))
    settings.M2W_TODAY = date(2022, 4, 25)
    with pytest.raises(Refused, match=r"25\sapril 2022"):
        services.publish(question, by=play("ann"))
    settings.M2W_TODAY = date(2022, 4, 26)
    assert services.publish(question, by=play("ann")).published_on == date(2022, 4, 26)


def changes(question):
    """Everything that composing can change."""
    sub = question.sub_questions.first()
    table = AnswerTableFactory(sub_question=sub)
    ann = play("ann")
    return [
        lambda: services.correct(question, {"subject": "Anders"}, by=ann),
        lambda: services.set_day(question, date(2022, 3, 1), by=ann),
        lambda: services.write_sub_answer(sub, {"answer": "Anders"}, by=ann),
        lambda: services.add_table(sub, by=ann, report="budget"),
        lambda: services.change_table(table, by=ann, title="Anders"),
        lambda: services.remove_table(table, by=ann),
        lambda: services.group(question, [1, 2], by=ann),
        lambda: services.ungroup(sub.part, by=ann),
        lambda: services.write_part(sub.part, by=ann, text="Anders"),
        lambda: services.take_over_composition(question, {1: sub}, by=ann),
        lambda: services.take_over_figure(sub, by=ann, typed="1", computed="2"),
        lambda: services.explain_figure(sub, by=ann, typed="1", reason="Anders"),
        lambda: services.ask_contribution(sub, by=ann, asked="Wat?", due_on=date(2022, 4, 8)),
        lambda: services.assign(question, by=ann),
    ]


@pytest.mark.parametrize("until", [handed_in, delivered])
def test_what_was_handed_in_changes_no_more(until):
    question = until()
    for change in changes(question):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code == "not_now"


def test_what_was_sent_changes_no_more():
    question = services.send(delivered(), by=play("ann"))
    for step in (services.send_back, services.correct):
        given = {"note": "x"} if step is services.send_back else {"values": {"subject": "x"}}
        with pytest.raises(Refused):
            step(question, by=play("ann"), **given)


@pytest.mark.parametrize("who", ["max", "frank", "eva"])
def test_vdab_composes_nothing(who):
    sub = SubQuestionFactory()
    with pytest.raises(PermissionDenied):
        services.write_sub_answer(sub, {"answer": "x"}, by=play(who))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "reference"}, "reference"),
        ({"kind": "unavailable"}, "why_unavailable"),
        ({"kind": "other_minister"}, "other_minister"),
        ({"kind": "elsewhere"}, "kind"),
        ({"rule_text": "no-such-rule"}, "rule_text"),
        ({"answer": "Het is {onzin}."}, "answer"),
        ({"answer": "Het is {as_of."}, "answer"),
        ({"title": " "}, "title"),
    ],
)
def test_an_answer_that_says_nothing_is_refused_at_its_field(values, field):
    with pytest.raises(ValidationError) as error:
        services.write_sub_answer(SubQuestionFactory(), values, by=play("ann"))
    assert list(error.value.error_dict) == [field]


def test_an_unknown_figure_comes_with_the_closest_name():
    sub = AnswerTableFactory(report="budget").sub_question
    with pytest.raises(ValidationError, match="granted_pct"):
        services.write_sub_answer(sub, {"answer": "{granted_pc}"}, by=play("ann"))
    services.write_sub_answer(sub, {"answer": "{granted_pct}"}, by=play("ann"))


@pytest.mark.parametrize("text", ["{as_of!r}", "{as_of:vandaag}"])
def test_a_figure_is_named_and_no_more(text):
    """What stands beside the name would be lost without a word."""
    with pytest.raises(ValidationError, match="Accolades"):
        services.write_sub_answer(SubQuestionFactory(), {"answer": text}, by=play("ann"))


def test_the_title_of_a_table_has_an_end():
    table = AnswerTableFactory()
    with pytest.raises(ValidationError) as error:
        services.change_table(table, by=play("ann"), title="x" * 201)
    assert list(error.value.error_dict) == ["title"]


def test_a_table_that_somebody_took_away_is_not_changed():
    table = AnswerTableFactory()
    same = type(table).objects.get(pk=table.pk)
    services.remove_table(same, by=play("nora"))
    with pytest.raises(Refused) as refused:
        services.change_table(table, by=play("ann"), title="Later")
    assert refused.value.code == "changed_meanwhile"


def test_a_table_that_the_text_needs_stays():
    table = AnswerTableFactory(sub_question__answer="{budget}")
    with pytest.raises(ValidationError):
        services.remove_table(table, by=play("ann"))


def test_what_somebody_else_wrote_in_between_is_not_overwritten():
    sub = SubQuestionFactory()
    read = seen(sub)
    services.write_sub_answer(sub, {"answer": "Eerst."}, by=play("nora"), read=read)
    with pytest.raises(Refused) as refused:
        services.write_sub_answer(sub, {"answer": "Later."}, by=play("ann"), read=read)
    assert refused.value.code == "changed_meanwhile"


def test_tables_keep_an_order():
    sub = SubQuestionFactory()
    for report in ("budget", "extensions", "projects"):
        last = services.add_table(sub, by=play("ann"), report=report)
    services.change_table(last, by=play("ann"), title="Eerst", first=True)
    assert [(t.position, t.report) for t in sub.tables.all()] == [
        (1, "projects"),
        (2, "budget"),
        (3, "extensions"),
    ]


@pytest.mark.parametrize(
    ("report", "options"),
    [
        ("nonsense", {}),
        ("budget", {"rows": "gender"}),
        ("cross", {"rows": "gender", "columns": "gender", "measure": "started"}),
        ("cross", {"rows": "gender", "columns": "province"}),
    ],
)
def test_a_table_that_does_not_exist_is_refused(report, options):
    with pytest.raises(ValidationError):
        services.add_table(SubQuestionFactory(), by=play("ann"), report=report, options=options)


def test_sub_questions_are_grouped_and_split_again():
    question = WrittenQuestion.objects.get(code="479")
    services.group(question, [2, 4], by=play("ann"), text="Tot en met {as_of}.")
    numbers = [[s.number for s in part.sub_questions.all()] for part in question.parts.all()]
    assert numbers == [[1, 3, 6, 7, 9, 10, 11], [2, 4], [5], [8]]
    services.ungroup(question.parts.get(position=2), by=play("ann"))
    assert question.parts.count() == 5
    assert list(question.parts.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_a_group_has_at_least_two_and_no_unknown_figure():
    question = WrittenQuestion.objects.get(code="479")
    with pytest.raises(ValidationError):
        services.group(question, [2], by=play("ann"))
    with pytest.raises(ValidationError):
        services.group(question, [2, 4], by=play("ann"), text="{budget}")


@pytest.mark.parametrize(
    "act",
    [
        lambda part: services.write_part(part, by=play("ann"), text="Samen."),
        lambda part: services.ungroup(part, by=play("ann")),
    ],
)
def test_a_part_that_somebody_grouped_meanwhile_is_not_changed(act):
    question = registered()
    gone = question.parts.last()
    services.group(question, [1, 2], by=play("ann"))
    with pytest.raises(Refused, match="intussen"):
        act(gone)


def test_a_composition_is_taken_over_with_its_tables():
    earlier = WrittenQuestion.objects.get(code="479").sub_questions.get(number=2)
    question = registered()
    services.take_over_composition(question, {1: earlier}, by=play("ann"))
    sub = question.sub_questions.get(number=1)
    assert (sub.answer, sub.is_ready) == (earlier.answer, False)
    assert [table.report for table in sub.tables.all()] == ["budget"]


def test_a_typed_figure_differs_until_it_is_computed_or_explained():
    question = WrittenQuestion.objects.get(code="479")
    services.assign(question, by=play("ann"))
    sub = question.sub_questions.get(number=2)
    typed = sub.answer.replace("{not_granted}", "€ 5,00")
    services.write_sub_answer(sub, {"answer": typed}, by=play("ann"))
    with pytest.raises(Refused) as refused:
        services.hand_in(question, by=play("ann"))
    assert refused.value.code == "differs"
    services.explain_figure(sub, by=play("ann"), typed="€ 5,00", reason="Cijfer van het kabinet.")
    assert services.hand_in(question, by=play("ann")).state == State.DRAFTED


def test_a_computed_figure_is_taken_over_as_its_field():
    sub = WrittenQuestion.objects.get(code="479").sub_questions.get(number=2)
    typed = sub.answer.replace("{budget}", "€ 5,00")
    services.write_sub_answer(sub, {"answer": typed}, by=play("ann"))
    services.take_over_figure(sub, by=play("ann"), typed="€ 5,00", computed="{budget}")
    sub.refresh_from_db()
    assert "{budget}" in sub.answer
    with pytest.raises(ValidationError):
        services.take_over_figure(sub, by=play("ann"), typed="€ 6,00", computed="{budget}")


def with_typed(text):
    """Sub-question 2 of question 479 with this after what stood there."""
    sub = WrittenQuestion.objects.get(code="479").sub_questions.get(number=2)
    return services.write_sub_answer(sub, {"answer": f"{sub.answer}{text}"}, by=play("ann"))


def test_a_text_that_is_not_used_is_not_judged():
    sub = registered().sub_questions.first()
    said = {"answer": "Tot en met {as_of} {overview}.", "why_unavailable": "Niet bijgehouden."}
    services.write_sub_answer(sub, {"kind": "unavailable"} | said, by=play("ann"))
    with pytest.raises(ValidationError, match="overview"):
        services.write_sub_answer(sub, {"kind": "figures"}, by=play("ann"))


@pytest.mark.parametrize("computed", ["€ 6,00", "{not_granted}", "", "een vrije tekst"])
def test_only_what_is_offered_for_a_typed_figure_takes_its_place(computed):
    sub = with_typed(" € 5,00")
    offered, _common = offered_for(sub, "€ 5,00", reader=play("ann"))
    assert offered
    assert computed not in offered
    with pytest.raises(ValidationError, match=r"niet .* het berekende cijfer"):
        services.take_over_figure(sub, by=play("ann"), typed="€ 5,00", computed=computed)
    sub.refresh_from_db()
    assert sub.answer.endswith(" € 5,00")


def test_a_figure_that_makes_the_text_too_long_is_not_taken_over():
    sub = with_typed("")
    sub = with_typed(" € 5,00".rjust(MOST_TEXT - len(sub.answer), "x"))
    [computed], _common = offered_for(sub, "€ 5,00", reader=play("ann"))
    assert len(computed) > len("€ 5,00")
    with pytest.raises(ValidationError, match="hoogstens"):
        services.take_over_figure(sub, by=play("ann"), typed="€ 5,00", computed=computed)


def with_common(text):
    """Question 479 with this as the common text of sub-questions 2 and 4."""
    question = WrittenQuestion.objects.get(code="479")
    services.assign(question, by=play("ann"))
    services.group(question, [2, 4], by=play("ann"), text=text)
    return question


def test_a_typed_figure_in_a_common_text_differs_too():
    question = with_common("Het budget bedraagt € 5,00, of 44,4 %.")
    with pytest.raises(Refused, match="deelvraag 2"):
        services.hand_in(question, by=play("ann"))
    first = question.sub_questions.get(number=2)
    own, common = offered_for(first, "€ 5,00", reader=play("ann"))
    [computed] = common
    assert own == set()
    services.take_over_figure(first, by=play("ann"), typed="€ 5,00", computed=computed)
    first.part.refresh_from_db()
    assert first.part.text == f"Het budget bedraagt {computed}, of 44,4 %."
    services.explain_figure(first, by=play("ann"), typed="44,4 %", reason="Van het kabinet.")
    assert services.hand_in(question, by=play("ann")).state == State.DRAFTED


def test_a_common_text_is_looked_after_with_its_first_sub_question_only():
    second = with_common("Het is € 5,00.").sub_questions.get(number=4)
    with pytest.raises(ValidationError, match="staat niet in de tekst"):
        services.take_over_figure(second, by=play("ann"), typed="€ 5,00", computed="€ 6,00")


def test_vdab_gives_what_was_asked():
    sub = registered().sub_questions.first()
    due = date(2022, 4, 8)
    asked = services.ask_contribution(sub, by=play("ann"), asked="Wat weet u?", due_on=due)
    given = services.give_contribution(asked, by=play("max"), text="Dit.")
    assert (given.given_by, given.given_on, given.text) == (play("max"), date(2022, 4, 1), "Dit.")


def test_the_answer_is_not_handed_in_while_vdab_writes(monkeypatch):
    held = []

    def holding(rows, obj):
        held.append(rows.model)
        return locked(rows, obj)

    monkeypatch.setattr(contributions, "locked", holding)
    services.give_contribution(ContributionFactory(), by=play("max"), text="Dit.")
    assert WrittenQuestion in held


def test_vdab_hears_what_is_asked_and_who_asked_what_was_given(browse):
    sub = SubQuestionFactory(number=6, part__question__number=12)
    vdab = {play(who).pk for who in ("frank", "eva", "max")}
    others = {play(who).pk for who in ("ann", "nora", "alice", "vera")}
    asked = services.ask_contribution(
        sub, by=play("ann"), asked="Wat weet u?", due_on=date(2022, 4, 8)
    )
    told = Notice.objects.filter(code="contribution.asked").values_list("to__user", flat=True)
    assert vdab <= set(told)
    assert not others & set(told)
    assert "op vraag 12, deelvraag 6." in browse("max").get(reverse("notices")).text
    services.give_contribution(asked, by=play("max"), text="Dit.")
    [given] = Notice.objects.filter(code="contribution.given")
    assert given.to.user == play("ann")
    assert "VDAB gaf een bijdrage" in browse("ann").get(reverse("notices")).text


def test_the_mail_about_it_says_nothing_of_the_question():
    address = play("max").email
    services.ask_contribution(
        SubQuestionFactory(part__question__subject="Voorbeeldonderwerp"),
        by=play("ann"),
        asked="Hoeveel zijn er gestopt?",
        due_on=date(2022, 4, 8),
    )
    send_digests()
    mails = Mail.objects.filter(to=address)
    assert [mail.subject for mail in mails] == ["Mentoring2Work: u hebt berichten"]
    assert not any(word in mails[0].body for word in ("Voorbeeldonderwerp", "gestopt"))


@pytest.mark.parametrize("who", ["ann", "alice", "vera"])
def test_others_give_no_contribution(who):
    with pytest.raises(PermissionDenied):
        services.give_contribution(ContributionFactory(), by=play(who), text="Dit.")


def test_a_contribution_is_asked_for_a_day_to_come():
    with pytest.raises(ValidationError, match="voorbij"):
        services.ask_contribution(
            SubQuestionFactory(), by=play("ann"), asked="Wat?", due_on=date(2022, 3, 31)
        )
