"""Pages of written questions: registering, the workspace, the editor, contributions."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from reporting import asking_again, services
from reporting.choices import QuestionState as State
from reporting.models import Contribution, WrittenQuestion
from reporting.saved_tables import save_table
from tests.cast import play
from tests.factories import (
    AnswerTableFactory,
    CallFactory,
    ContributionFactory,
    ProjectFactory,
    SubQuestionFactory,
)

pytestmark = pytest.mark.django_db

PASTED = Path(__file__).with_name("question-479.txt").read_text()
REGISTER = "/vragen/nieuw/"


def question_479() -> WrittenQuestion:
    return WrittenQuestion.objects.get(code="479")


def sent_of(page) -> dict[str, str]:
    """What the form on the page would send."""
    form = page.context["form"]
    return {bound.name: bound.value() or "" for bound in form}


def test_it_works(browse):
    ann = browse("ann")
    page = ann.post(REGISTER, {"do": "recognise", "text": PASTED})
    assert page.context["form"]["number"].value() == 479
    assert page.context["form"]["call_reference"].value() == ""
    sent = sent_of(page) | {"number": "480", "asked_on": "25/03/2022", "do": "save"}
    answer = ann.post(REGISTER, sent)
    assert answer.url == "/vragen/480/overnemen/"
    question = WrittenQuestion.objects.get(code="480")
    assert question.sub_questions.count() == 11
    assert question.text == PASTED.strip()


def test_it_asks_for_what_was_not_recognised(browse):
    page = browse("ann").post(REGISTER, {"do": "recognise", "text": "Hoeveel mentees zijn er?"})
    assert "Niet herkend in de tekst" in page.text
    assert page.context["missing"][0] == "Nummer"


def test_a_question_that_is_there_is_said_and_still_allowed(browse):
    ann = browse("ann")
    page = ann.post(REGISTER, {"do": "recognise", "text": PASTED})
    assert "/vragen/479/" in page.text
    sent = sent_of(page) | {"asked_on": "25/03/2022"}
    again = ann.post(REGISTER, sent | {"do": "save"})
    assert again.status_code == 409
    assert "is al geregistreerd" in again.text
    assert ann.post(REGISTER, sent | {"do": "save_anyway"}).url == "/vragen/479-2/overnemen/"


@pytest.mark.parametrize(
    ("do", "texts"),
    [
        ("add", ["Een. Twee.", "Drie.", ""]),
        ("remove-0", ["Drie."]),
        ("split-0", ["Een.", "Twee.", "Drie."]),
        ("join-1", ["Een. Twee.\n\nDrie."]),
        ("join-0", ["Een. Twee.", "Drie."]),
    ],
)
def test_sub_questions_are_edited_without_losing_the_rest(browse, do, texts):
    ann = browse("ann")
    page = ann.post(REGISTER, {"do": "recognise", "text": "1. Een. Twee.\n2. Drie."})
    page = ann.post(REGISTER, sent_of(page) | {"member": "Voorbeeld", "do": do})
    form = page.context["form"]
    assert [fields[2].value() for _place, fields in form.rows] == texts
    assert form["member"].value() == "Voorbeeld"


def test_bad_input_is_said_at_its_field_and_kept(browse):
    ann = browse("ann")
    page = ann.post(REGISTER, {"do": "recognise", "text": PASTED})
    page = ann.post(REGISTER, sent_of(page) | {"number": "x", "asked_on": "31/02/2022"})
    assert set(page.context["form"].errors) == {"number", "asked_on"}
    assert "Hoe evalueert de minister deze projecten?" in page.text


def test_a_call_that_does_not_exist_is_said_at_its_field(browse):
    ann = browse("ann")
    page = ann.post(REGISTER, {"do": "recognise", "text": f"{PASTED} Oproep 2099/12345."})
    sent = sent_of(page) | {"number": "480", "asked_on": "25/03/2022", "do": "save"}
    assert sent["call_reference"] == "2099/12345"
    assert set(ann.post(REGISTER, sent).context["form"].errors) == {"call_reference"}
    correct = "/vragen/479/wijzigen/"
    page = ann.post(correct, sent_of(ann.get(correct)) | {"call_reference": "9999/99999"})
    assert set(page.context["form"].errors) == {"call_reference"}


def test_sub_questions_without_a_place_are_told(browse):
    ann = browse("ann")
    text = "\n".join(f"{n}. Waarom nummer {n}?" for n in range(1, 64))
    page = ann.post(REGISTER, {"do": "recognise", "text": text})
    assert page.context["form"].count == 60
    assert "de laatste 3 deelvragen" in page.text
    again = ann.post(REGISTER, sent_of(page) | {"do": "split-0", "text-0": "Een. Twee."})
    assert again.context["form"]["text-0"].value() == "Een. Twee."


def test_an_unknown_field_is_refused(browse):
    assert browse("ann").post(REGISTER, {"do": "save", "zeppelin": "x"}).status_code == 400


def test_one_click_takes_over_the_composition(browse):
    ann = browse("ann")
    page = ann.post(REGISTER, {"do": "recognise", "text": PASTED})
    ann.post(REGISTER, sent_of(page) | {"number": "480", "asked_on": "25/03/2022", "do": "save"})
    page = ann.get("/vragen/480/overnemen/")
    chosen = {f"sub-{sub.number}": found[0].sub.pk for sub, found in page.context["matches"]}
    assert page.text.count("checked") == 11
    ann.post("/vragen/480/overnemen/", chosen)
    old, new = question_479(), WrittenQuestion.objects.get(code="480")
    for one, other in zip(old.sub_questions.all(), new.sub_questions.all(), strict=True):
        assert (one.answer, one.rule_text) == (other.answer, other.rule_text)
    assert new.call_reference == "2019/50081"


def test_the_workspace_shows_how_every_sub_question_stands(browse):
    question = question_479()
    services.assign(question, by=play("ann"))
    ContributionFactory(sub_question=question.sub_questions.get(number=6))
    question.sub_questions.filter(number__in=[6, 11]).update(is_ready=False)
    sub = question.sub_questions.get(number=2)
    sub.answer = "Het is {budget}, of € 7,00, of {onzin}."
    sub.save()
    page = browse("ann").get("/vragen/479/")
    marks = {work.sub.number: work.mark.label for work in page.context["works"]}
    assert marks[1] == "klaar"
    assert marks[2] == "2 cijfers wijken af"
    assert marks[6] == "wacht op bijdrage VDAB"
    assert marks[11] == "in opmaak"
    assert "9 van 11 klaar" in page.text
    assert 'm2w-figure--differs">€ 7,00' in page.text


def test_the_workspace_of_an_empty_question(browse):
    sub = SubQuestionFactory()
    page = browse("ann").get(f"/vragen/{sub.question.code}/")
    assert "nog niet begonnen" in page.text


def test_the_term_is_said_in_words_and_when_it_is_over(browse, settings):
    settings.M2W_TODAY = date(2022, 4, 12)
    assert "nog 8 van 20 werkdagen" in browse("ann").get("/vragen/479/").text
    settings.M2W_TODAY = date(2022, 4, 26)
    assert "1 werkdag te laat" in browse("ann").get("/vragen/479/").text
    assert "1 werkdag te laat" in browse("ann").get("/").text


def test_all_figures_follow_the_day(browse):
    browse("ann").post("/vragen/479/peildatum/", {"day": "2022-03-01"})
    assert question_479().figures_on == date(2022, 3, 1)
    page = browse("ann").post("/vragen/479/peildatum/", {"day": "gisteren"}, follow=True)
    assert "Geef een datum als" in page.text
    assert question_479().figures_on == date(2022, 3, 1)


def test_readers_see_no_buttons(browse):
    page = browse("max").get("/vragen/479/")
    assert "Bijwerken" not in page.text
    assert "/vragen/479/deelvraag/" not in page.text


EDITOR = "/vragen/479/deelvraag/2/"


def written(page, **values) -> dict[str, str]:
    sent = {name: value for name, value in sent_of(page).items() if value not in ("", None, False)}
    return {name: "on" if value is True else value for name, value in (sent | values).items()}


def test_an_answer_is_written(browse):
    ann = browse("ann")
    page = ann.get(EDITOR)
    assert ("budget", "€\N{NO-BREAK SPACE}0,00") in page.context["fields"]
    answer = ann.post(EDITOR, written(page, answer="Het budget is {budget}."))
    assert answer.url == EDITOR
    assert question_479().sub_questions.get(number=2).answer == "Het budget is {budget}."


def test_an_unknown_figure_is_said_at_the_text_and_nothing_is_lost(browse):
    ann = browse("ann")
    page = ann.post(EDITOR, written(ann.get(EDITOR), answer="Het is {bugdet}."))
    assert "Bedoelt u {budget}?" in page.context["form"].errors["answer"][0]
    assert "Het is {bugdet}." in page.text


@pytest.mark.parametrize("kind", ["figures", "reference", "unavailable", "other_minister"])
def test_the_fields_of_another_kind_are_folded(browse, kind):
    question_479().sub_questions.filter(number=2).update(kind=kind)
    folded = list(browse("ann").get(EDITOR).context["form"].folded())
    names = [field.name for _heading, fields, is_open in folded for field in fields if is_open]
    needed = {"reference": ["refers_to", "reference"], "unavailable": ["why_unavailable"]}
    assert names == needed.get(kind, [kind] if kind == "other_minister" else [])
    assert len(folded) == 3


def test_what_is_wrong_is_never_folded(browse):
    ann = browse("ann")
    page = ann.post(EDITOR, written(ann.get(EDITOR), other_minister="x" * 201))
    assert [is_open for _heading, _fields, is_open in page.context["form"].folded()] == [
        *(False, False, True)
    ]
    assert page.text.count('<details class="m2w-details" open>') == 1


@pytest.mark.parametrize("wanted", ["docx", "pdf", "xlsx", "ods"])
def test_the_answer_is_offered_as_files(browse, wanted):
    ann = browse("ann")
    assert f'href="?format={wanted}"' in ann.get("/vragen/479/").text
    assert "attachment" in ann.get(f"/vragen/479/?format={wanted}")["Content-Disposition"]


def test_what_was_changed_meanwhile_is_said(browse):
    ann = browse("ann")
    sent = written(ann.get(EDITOR), answer="Later.")
    sub = question_479().sub_questions.get(number=2)
    services.write_sub_answer(sub, {"answer": "Eerst."}, by=play("nora"))
    page = ann.post(EDITOR, sent)
    assert page.status_code == 409
    assert "intussen gewijzigd" in page.text
    assert "Later." in page.text


def test_a_table_is_added_by_its_address(browse):
    ann = browse("ann")
    cross = "https://x.example/kruistabellen/?rows=gender&columns=province&measure=started&as_of=1"
    ann.post(f"{EDITOR}tabel/", {"address": cross, "title": "Naar gender"})
    table = question_479().sub_questions.get(number=2).tables.last()
    assert (table.report, table.title) == ("cross", "Naar gender")
    assert table.options == {"rows": "gender", "columns": "province", "measure": "started"}
    page = ann.post(f"{EDITOR}tabel/", {"address": "https://x.example/iets/"}, follow=True)
    assert "niet het adres van een rapport" in page.text
    page = ann.post(f"{EDITOR}tabel/{table.pk}/", {"do": "remove"}, follow=True)
    assert "De tabellen zijn gewijzigd" in page.text


@pytest.fixture
def saved():
    """A table that ann keeps, of a day of its own."""
    CallFactory(code="2019-50081")
    options = {"rows": "gender", "columns": "province", "measure": "started", "call": "2019-50081"}
    day = {"as_of": "2022-02-01"}
    return save_table(name="Starters", report="cross", options=options | day, by=play("ann"))


def test_a_saved_table_is_added_on_the_day_of_the_answer(browse, saved):
    ann = browse("ann")
    assert "Starters</option>" in ann.get(EDITOR).text
    page = ann.post(f"{EDITOR}tabel/", {"saved": saved.code, "title": "Gestart"}, follow=True)
    assert "De tabel staat onder de deelvraag." in page.text
    table = question_479().sub_questions.get(number=2).tables.last()
    assert (table.report, table.title) == ("cross", "Gestart")
    assert table.options == {name: saved.options[name] for name in saved.options if name != "as_of"}


def test_a_saved_table_is_one_of_ones_own_organisation(browse, saved):
    other = save_table(name="Van VDAB", report="projects", options={}, by=play("max"))
    ann = browse("ann")
    before = question_479().sub_questions.get(number=2).tables.count()
    assert "Van VDAB" not in ann.get(EDITOR).text
    for sent in ({"saved": other.code}, {"saved": saved.code, "report": "projects"}, {}):
        page = ann.post(f"{EDITOR}tabel/", sent, follow=True)
        assert "De tabel staat onder" not in page.text
    assert "één van de drie" in page.text
    assert question_479().sub_questions.get(number=2).tables.count() == before


def test_what_is_no_address_at_all_is_said(browse):
    sent = {"address": "http://[bad"}
    page = browse("ann").post(f"{EDITOR}tabel/", sent, follow=True)
    assert "niet het adres van een rapport" in page.text


def test_the_list_refuses_an_unknown_parameter(browse):
    ann = browse("ann")
    assert ann.get("/vragen/?q=mentees&open=ja").status_code == 200
    assert ann.get("/vragen/?stand=klaar").status_code == 400


def test_a_typed_figure_is_replaced_or_explained(browse):
    ann = browse("ann")
    ann.post(EDITOR, written(ann.get(EDITOR), answer="{budget}, of € 7,00 of € 8,00."))
    ann.post(f"{EDITOR}cijfer/", {"typed": "€ 7,00", "computed": "{budget}"})
    ann.post(f"{EDITOR}reden/", {"figure": "€ 8,00", "reason": "Uit de begroting."})
    [work] = [w for w in ann.get("/vragen/479/").context["works"] if w.sub.number == 2]
    assert work.sub.answer == "{budget}, of {budget} of € 8,00."
    assert not work.differences


def test_a_figure_that_is_not_offered_is_refused_on_the_page(browse):
    ann = browse("ann")
    ann.post(EDITOR, written(ann.get(EDITOR), answer="Het is € 7,00."))
    sent = {"typed": "€ 7,00", "computed": "gratis"}
    assert (
        "niet (meer) het berekende cijfer" in ann.post(f"{EDITOR}cijfer/", sent, follow=True).text
    )
    assert question_479().sub_questions.get(number=2).answer == "Het is € 7,00."


def test_a_sub_question_in_no_part_of_its_answer_is_not_there(browse):
    elsewhere = SubQuestionFactory().part
    question_479().sub_questions.filter(number=2).update(part=elsewhere)
    assert browse("ann").get(EDITOR).status_code == 404


def test_a_typed_figure_in_a_common_text_is_marked(browse):
    ann = browse("ann")
    ann.post("/vragen/479/groeperen/", {"numbers": ["2", "4"], "text": "Het is 44,4 km en € 7,00."})
    page = " ".join(ann.get("/vragen/479/").text.split())
    assert "Gemeenschappelijke tekst van 2+4. Een getypt cijfer wijkt af." in page
    assert 'class="m2w-figure--differs">€ 7,00<' in page


def test_a_figure_of_a_kind_that_nobody_computes_can_be_explained(browse):
    ann = browse("ann")
    address = EDITOR.replace("/2/", "/4/")
    ann.post(address, written(ann.get(address), answer="Het is € 7,00."))
    page = ann.get(address).text
    assert "hier is geen cijfer van die soort berekend" in page
    assert f"{address}reden/?figure=%E2%82%AC%207%2C00" in page
    ann.post(f"{address}reden/", {"figure": "€ 7,00", "reason": "Van het kabinet."})
    assert "geen cijfer van die soort" not in ann.get(address).text


def test_sub_questions_are_grouped(browse):
    ann = browse("ann")
    ann.post("/vragen/479/groeperen/", {"numbers": ["2", "4", "5"], "text": "Samen."})
    assert "<h2>2+4-5.</h2>" in ann.get("/vragen/479/").text
    position = question_479().parts.get(text="Samen.").position
    ann.post(f"/vragen/479/delen/{position}/splitsen/")
    assert not question_479().parts.filter(text="Samen.").exists()


def test_a_second_person_reads_it(browse):
    ann, nora = browse("ann"), browse("nora")
    ann.post("/vragen/479/toewijzen/", {"assigned_to": play("ann").pk})
    ann.post("/vragen/479/ter-nalezing/", {"note": "Klaar."})
    assert question_479().state == State.DRAFTED
    assert ann.get("/vragen/479/nagelezen/").status_code == 403
    assert "nagelezen" not in [url for _label, url in ann.get("/vragen/479/").context["acts"]]
    nora.post("/vragen/479/terug/", {"note": "Tabel 2."})
    assert question_479().state == State.ASSIGNED
    ann.post("/vragen/479/ter-nalezing/", {})
    nora.post("/vragen/479/nagelezen/", {})
    ann.post("/vragen/479/leveren/", {})
    assert question_479().state == State.DELIVERED
    assert ann.post(EDITOR, {"title": "x"}).status_code in {200, 409}
    assert "Breng het eerst terug" in ann.get(EDITOR).text


def test_vdab_sees_what_is_asked_and_gives_it(browse):
    asked = ContributionFactory(sub_question=question_479().sub_questions.get(number=6))
    max_, ann = browse("max"), browse("ann")
    assert "Bijdragen gevraagd voor een antwoord" in max_.get("/").text
    assert "Wat weet VDAB hiervan?" in max_.get("/vragen/bijdragen/?open=ja").text
    address = reverse("contribution", args=[asked.pk])
    assert max_.post(address, {"text": " "}).status_code == 200
    max_.post(address, {"text": "Wij weten dit."})
    assert Contribution.objects.get().given_by == play("max")
    assert "Wij weten dit." in ann.get("/vragen/479/deelvraag/6/").text
    assert ann.get(address).status_code == 403


def test_searching_marks_the_words(browse):
    page = browse("eva").get("/vragen/", {"q": "uitkeringsger"})
    assert "<mark>uitkeringsgerechtigden</mark>" in page.text
    assert "1 vraag gevonden" in page.text
    page = browse("eva").get("/vragen/", {"q": "<script>"})
    assert "Geen vraag of antwoord met deze woorden" in page.text


def test_the_list_asks_as_much_for_many_questions(browse, django_assert_max_num_queries):
    ann = browse("ann")

    def count(address):
        with django_assert_max_num_queries(100) as queries:
            ann.get(address)
        return len(queries)

    for address in ("/vragen/", "/vragen/?q=mentees", "/vragen/479/", "/vragen/bijdragen/"):
        ann.get(address)
        before = count(address)
        for _more in range(3):
            services.correct(SubQuestionFactory().question, {"subject": "mentees"}, by=play("ann"))
            ContributionFactory(sub_question=question_479().sub_questions.get(number=6))
        assert count(address) == before


def test_the_editor_asks_as_much_for_many_tables_of_others(browse, django_assert_max_num_queries):
    ann = browse("ann")
    ann.get(EDITOR)
    with django_assert_max_num_queries(200) as before:
        ann.get(EDITOR)
    AnswerTableFactory(sub_question=question_479().sub_questions.get(number=4), position=2,
                       report="monitoring")  # fmt: skip
    with django_assert_max_num_queries(200) as after:
        ann.get(EDITOR)
    assert len(after) <= len(before) + 3


def sent_479():
    question = question_479()
    services.assign(question, by=play("ann"))
    services.hand_in(question, by=play("ann"))
    services.sign_off(question, by=play("nora"))
    services.deliver(question, by=play("ann"))
    return services.send(question, by=play("ann"))


def test_once_sent_it_says_how_late_it_was_and_no_longer_what_is_left(browse, settings):
    settings.M2W_TODAY = date(2022, 4, 27)
    sent_479()
    settings.M2W_TODAY = date(2026, 6, 1)
    page = browse("max").get("/vragen/479/").text
    assert "Verzonden op 27\N{NO-BREAK SPACE}april 2022, 2 werkdagen te laat." in page
    assert "Te beantwoorden tegen" not in page


AS_SENT = "Zoals het verzonden wordt."


def test_once_sent_it_leads_to_what_was_sent(browse):
    sent_479()
    page = browse("ann").get("/vragen/479/").text
    assert AS_SENT not in page
    assert "Niet wat verzonden werd: de cijfers zijn opnieuw berekend." in page
    assert "format=docx" not in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"as_of": "2022-03-01"}, "De cijfers gaan tot en met 1 maart 2022"),
        ({"call": "ANDERE"}, "De cijfers gaan alleen over oproep 2030/1"),
    ],
)
def test_other_figures_than_those_of_the_answer_say_so(browse, asked, said):
    CallFactory(code="ANDERE", reference="2030/1")
    ann = browse("ann")
    assert AS_SENT in ann.get("/vragen/479/").text
    page = ann.get("/vragen/479/", asked).text.replace("\N{NO-BREAK SPACE}", " ")
    assert AS_SENT not in page
    assert said in page


def test_who_follows_some_projects_does_not_read_what_is_sent(browse):
    assert AS_SENT in browse("max").get("/vragen/479/").text
    page = browse("frank").get("/vragen/479/").text
    assert AS_SENT not in page
    assert "U leest de cijfers van de projecten die u volgt, het antwoord die van alle." in page


def test_what_was_sent_is_shown_and_compared_when_referred_to(browse):
    question = sent_479()
    page = browse("max").get("/vragen/479/")
    assert "Verzonden op 1\N{NO-BREAK SPACE}april 2022." in page.text
    assert "/vragen/479/verzonden/" in page.text
    sub = SubQuestionFactory(kind="reference", refers_to=question)
    page = browse("ann").get(f"/vragen/{sub.question.code}/deelvraag/1/")
    assert "/vragen/479/verschil/" not in page.text
    page = browse("ann").get(f"/vragen/{sub.question.code}/deelvraag/1/?nakijken=ja")
    assert "nog dezelfde cijfers." in page.text
    assert "/vragen/479/verschil/" in page.text
    assert "verwijs ik naar mijn antwoord op schriftelijke vraag nr. 479" in page.text


def test_an_earlier_answer_that_changed_is_counted_in_place(browse, monkeypatch):
    question = question_479()
    services.freeze(question, as_of=date(2022, 4, 1), by=play("ann"))
    sub = SubQuestionFactory(kind="reference", refers_to=question)
    monkeypatch.setattr(asking_again, "changes_since", lambda answer: ["a", "b"])
    page = browse("ann").get(f"/vragen/{sub.question.code}/deelvraag/1/?nakijken=ja")
    assert "2 cellen verschillen." in page.text


def test_only_some_parts_are_shown(browse):
    ann = browse("ann")
    page = ann.get("/vragen/479/?part=2&part=4")
    assert "U ziet de delen 2 en 4." in page.text
    assert [one.part.heading for one in page.context["desk_parts"]] == ["2.", "4."]
    assert "Toon het hele antwoord" not in ann.get("/vragen/479/").text
    assert len(page.context["works"]) == 11
    assert 'name="as_of"\n               value="2022-04-01"' in page.text
    for wrong in ("part=99", "part=x"):
        assert ann.get(f"/vragen/479/?{wrong}").status_code == 400
    whole = ann.get("/vragen/479/?part=2&format=json").json()
    assert len(whole["parts"]) == len(ann.get("/vragen/479/").context["answer"].parts)


def test_a_table_is_named_by_its_report(browse):
    page = " ".join(browse("ann").get(EDITOR).text.split())
    assert "Titel van tabel 1 (Budget en gebruik)" in page


def test_the_letter_names_the_call_as_people_do(browse):
    call = CallFactory(reference="2019/50081")
    ProjectFactory(lot__call=call)
    page = browse("ann").get("/vragen/479/").text
    assert "Oproep: 2019/50081" in page
