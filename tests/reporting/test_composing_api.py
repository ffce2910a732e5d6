"""The API of composing an answer: what the pages of the workspace do, program by program."""

import pytest

from reporting.models import WrittenQuestion
from reporting.saved_tables import save_table
from tests.cast import play
from tests.factories import ContributionFactory, SubQuestionFactory

pytestmark = pytest.mark.django_db

CROSS = {"rows": "gender", "columns": "province", "measure": "started"}


def of(code="479", rest="") -> str:
    return f"/api/v1/questions/{WrittenQuestion.objects.get(code=code).pk}/{rest}"


def sub(number=2, rest="") -> str:
    return of(rest=f"sub_questions/{number}/{rest}")


def post(client, address, body=None):
    return client.post(address, body or {}, format="json")


def tables_of(answer, number=2):
    return answer.json()["sub_questions"][number - 1]["tables"]


def test_it_works(api):
    ann = api("ann")
    added = post(ann, sub(rest="tables/"), {"report": "cross", "options": CROSS, "title": "M/V"})
    assert added.status_code == 201
    first, second = tables_of(added)
    assert (second["report"], second["title"], second["options"]) == ("cross", "M/V", CROSS)
    moved = ann.patch(
        sub(rest=f"tables/{second['id']}/"), {"first": True, "title": "Gender"}, format="json"
    )
    assert [(one["id"], one["title"]) for one in tables_of(moved)] == [
        (second["id"], "Gender"),
        (first["id"], ""),
    ]
    assert ann.delete(sub(rest=f"tables/{second['id']}/")).status_code == 204
    assert [one["id"] for one in tables_of(ann.get(of()))] == [first["id"]]


def test_a_saved_table_and_an_address_are_tables_too(api):
    saved = save_table(name="Starters", report="cross", options=CROSS, by=play("ann"))
    ann = api("ann")
    for body in (
        {"saved_table": str(saved.pk)},
        {"address": f"https://x.example/kruistabellen/bewaard/{saved.pk}/"},
        {"address": "/kruistabellen/?rows=gender&columns=province&measure=started"},
    ):
        answer = post(ann, sub(rest="tables/"), body)
        assert (answer.status_code, tables_of(answer)[-1]["options"]) == (201, CROSS)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "report"),
        ({"report": "zeppelin"}, "report"),
        ({"report": "projects", "address": "/rapporten/projects/"}, "report"),
        ({"report": "projects", "options": {"zeppelin": "1"}}, "options"),
        ({"report": "projects", "options": {"call": "zeppelin"}}, "options"),
        ({"report": "projects", "options": {"lot": "zeppelin"}}, "options"),
        ({"report": "cross", "options": CROSS | {"rows2": "zeppelin"}}, "options"),
        ({"report": "cross", "options": CROSS | {"show": "zeppelin"}}, "options"),
        ({"report": "cross", "options": CROSS | {"since": "gisteren"}}, "options"),
        ({"report": "cross", "options": CROSS | {"columns": "gender"}}, "options"),
        ({"address": "/iets/"}, "address"),
        ({"address": "/kruistabellen/personen/?rows=gender"}, "address"),
        ({"address": "/kruistabellen/bewaard/00000000-0000-0000-0000-000000000000/"}, "address"),
        ({"saved_table": "00000000-0000-0000-0000-000000000000"}, "saved_table"),
        ({"address": "/rapporten/projects/", "options": {}}, "options"),
    ],
)
def test_what_is_no_table_is_refused_at_its_field(api, body, field):
    answer = post(api("ann"), sub(rest="tables/"), body)
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {field}


def test_a_table_of_another_organisation_does_not_exist(api):
    other = save_table(name="Van VDAB", report="projects", options={}, by=play("max"))
    for body in (
        {"saved_table": str(other.pk)},
        {"address": f"/kruistabellen/bewaard/{other.pk}/"},
    ):
        assert post(api("ann"), sub(rest="tables/"), body).status_code == 400


def test_a_table_of_another_sub_question_does_not_exist(api):
    ann = api("ann")
    table = tables_of(ann.get(of()), 1)[0]["id"]
    assert ann.delete(sub(2, f"tables/{table}/")).status_code == 404
    assert ann.delete(sub(1, f"tables/{table}/")).status_code == 400  # Its text names a figure.


def test_parts(api):
    ann = api("ann")
    grouped = post(ann, of(rest="group/"), {"numbers": [2, 4, 5], "text": "Samen."}).json()
    [part] = [one for one in grouped["parts"] if one["text"] == "Samen."]
    assert (part["heading"], part["sub_questions"]) == ("2+4-5.", [2, 4, 5])
    place = of(rest=f"parts/{part['position']}/")
    written = ann.patch(place, {"text": "Op {as_of}."}, format="json").json()
    assert "Op {as_of}." in [one["text"] for one in written["parts"]]
    assert ann.patch(place, {"text": "{budget}"}, format="json").status_code == 400
    split = post(ann, f"{place}split/").json()
    assert "2." in [one["heading"] for one in split["parts"]]
    assert post(ann, of(rest="parts/99/split/")).status_code == 404
    assert post(ann, of(rest="group/"), {"numbers": [2]}).status_code == 400
    assert post(ann, of(rest="group/"), {"numbers": [2, 10**30]}).status_code == 400


def test_the_header_and_the_day(api):
    ann = api("ann")
    told = ann.patch(of(), {"subject": "Anders"}, format="json").json()
    assert (told["subject"], told["number"]) == ("Anders", 479)
    assert post(ann, of(rest="set_day/"), {"day": "2022-03-01"}).json()["figures_on"] == (
        "2022-03-01"
    )
    assert ann.patch(of(), {"asked_on": "2032-01-01"}, format="json").status_code == 400
    assert post(ann, of(rest="set_day/"), {"day": "gisteren"}).status_code == 400


def test_a_sub_question_refers_to_an_earlier_question(api):
    earlier = SubQuestionFactory().question
    body = {
        "kind": "reference",
        "answer": "",
        "refers_to": str(earlier.pk),
        "assigned_to": play("nora").email,
    }
    told = api("ann").patch(sub(), body, format="json").json()["sub_questions"][1]
    assert (told["refers_to"], told["assignee"]) == (str(earlier.pk), play("nora").name)
    nobody = {"refers_to": "00000000-0000-0000-0000-000000000000"}
    assert api("ann").patch(sub(), nobody, format="json").status_code == 400
    assert api("ann").patch(sub(), {"assigned_to": "x@y.example"}, format="json").status_code == 400


def test_nothing_is_written_over_what_somebody_else_wrote(api):
    ann = api("ann")
    read = ann.get(of()).json()["sub_questions"][1]["read"]
    assert ann.patch(sub(), {"answer": "Eerst.", "read": read}, format="json").status_code == 200
    late = ann.patch(sub(), {"answer": "Later.", "read": read}, format="json")
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")


def test_typed_figures(api):
    ann = api("ann")
    ann.patch(sub(), {"answer": "{budget}, of € 7,00 of € 8,00."}, format="json")
    work = ann.get(sub()).json()
    assert [one["typed"] for one in work["differing"]] == ["€ 7,00", "€ 8,00"]
    assert "budget" in work["fields_of_text"]
    post(ann, sub(rest="take_over_figure/"), {"typed": "€ 7,00", "computed": "{budget}"})
    reason = {"typed": "€ 8,00", "reason": "Uit de begroting."}
    assert post(ann, sub(rest="explain_figure/"), reason).status_code == 200
    work = ann.get(sub()).json()
    assert work["sub_question"]["answer"] == "{budget}, of {budget} of € 8,00."
    assert (work["differing"], work["left_standing"]) == ([], [reason])
    gone = {"typed": "€ 9,00", "computed": "{budget}"}
    assert post(ann, sub(rest="take_over_figure/"), gone).status_code == 400


def test_a_composition_is_taken_over(api):
    ann = api("ann")
    texts = [sub.text for sub in WrittenQuestion.objects.get(code="479").sub_questions.all()]
    new = {
        "number": 480,
        "asked_on": "2022-03-25",
        "member": "Voorbeeld",
        "minister": "Voorbeeld",
        "subject": "Mentoring",
        "sub_questions": [{"text": text} for text in texts],
    }
    post(ann, "/api/v1/questions/", new)
    alike = ann.get(of("480", "similar/")).json()[1]
    best = alike["similar"][0]
    assert (best["question_code"], best["number"]) == ("479", 2)
    source = {"number": 2, "from_question": best["question"], "from_number": best["number"]}
    taken = post(ann, of("480", "take_over/"), {"sub_questions": [source]})
    assert tables_of(taken)[0]["report"] == "budget"
    for wrong in ({"number": 99}, {"from_number": 99}, {"from_question": of("480")[18:-1]}):
        body = {"sub_questions": [source | wrong]}
        assert post(ann, of("480", "take_over/"), body).status_code == 400
    assert post(ann, of("480", "take_over/"), {"sub_questions": [source] * 2}).status_code == 400


def test_contributions(api):
    ann, max_ = api("ann"), api("max")
    asked = {"asked": "Hoeveel?", "due_on": "2022-04-08"}
    made = post(ann, sub(6, "contributions/"), asked)
    assert (made.status_code, made.json()["number"]) == (201, 6)
    one = f"/api/v1/contributions/{made.json()['id']}/"
    assert max_.get("/api/v1/contributions/?open=true").json()["count"] == 1
    assert post(ann, f"{one}give/", {"text": "12."}).status_code == 403
    assert post(max_, f"{one}give/", {"text": " "}).status_code == 400
    given = post(max_, f"{one}give/", {"text": "12."}).json()
    assert (given["text"], given["given_by"]) == ("12.", play("max").name)
    assert max_.get("/api/v1/contributions/?open=true").json()["count"] == 0
    assert ann.get(sub(6)).json()["contributions"] == [given]
    late = post(ann, sub(6, "contributions/"), asked | {"due_on": "2022-03-01"})
    assert set(late.json()["errors"]) == {"due_on"}


def test_nothing_is_given_once_it_was_handed_in(api):
    contribution = ContributionFactory()
    WrittenQuestion.objects.filter(pk=contribution.sub_question.question_id).update(state="drafted")
    answer = post(api("max"), f"/api/v1/contributions/{contribution.pk}/give/", {"text": "12."})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_now")


def test_the_list_has_the_filters_of_the_page(api):
    ann = api("ann")
    found = {
        query: ann.get(f"/api/v1/questions/?{query}").json().get("count")
        for query in ("q=budget", "q=zeppelin", "open=true", "open=false")
    }
    assert found == {"q=budget": 1, "q=zeppelin": 0, "open=true": 1, "open=false": 0}
    assert ann.get("/api/v1/questions/?stand=klaar").status_code == 400


@pytest.mark.parametrize("who", ["max", "alice", "ada"])
def test_only_who_composes_does(api, who):
    client = api(who)
    for address in ("group/", "set_day/", "take_over/", "parts/1/split/"):
        assert post(client, of(rest=address)).status_code == 403
    for address in ("tables/", "contributions/", "take_over_figure/", "explain_figure/"):
        assert post(client, sub(rest=address)).status_code == 403
    assert client.patch(of(), {}, format="json").status_code == 403
    assert client.get(sub()).status_code == client.get(of(rest="similar/")).status_code == 403


def test_the_number_of_queries_does_not_grow(api, django_assert_max_num_queries):
    ann = api("ann")
    for number in range(1, 4):
        post(ann, sub(number, "tables/"), {"report": "projects"})
    with django_assert_max_num_queries(12):
        ann.get(of())
