"""The written answer to question 479, on the example data."""

import json
from argparse import ArgumentTypeError
from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import ArrayObject

from m2w.management.commands.answer import day
from programmes.models import Call
from reporting import answers, documents
from reporting.answers import number_label
from reporting.models import WrittenQuestion

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def answer(loaded):
    return answers.compose(WrittenQuestion.objects.get(number=479), DAY)


def text_of(answer, number):
    return next(sub.text for sub in answer.answers if sub.number == number)


def test_question_2_gives_the_real_amounts(answer):
    text = text_of(answer, 2)
    assert f"oproep 2019/50081 bedraagt €{NBSP}2.920.000,00" in text
    assert f"€{NBSP}1.626.796,40 toegekend, of 55,7{NBSP}% (55,71{NBSP}%)" in text
    assert f"€{NBSP}1.293.203,60 werd niet toegekend" in text


def test_question_5_names_core_vzw_as_the_only_extension(answer):
    assert text_of(answer, 5) == (
        f"Tot en met 1{NBSP}april 2022 werd enkel het project van Core VZW verlengd."
    )


def test_answers_are_grouped_as_in_2022(answer):
    headings = [part.heading for part in answer.parts]
    assert headings == ["1+3+6-7+9-11.", "2.", "4.", "5.", "8."]


@pytest.mark.parametrize(
    ("numbers", "label"),
    [([2], "2."), ([1, 2], "1-2."), ([11, 1, 3, 6, 7, 9, 10], "1+3+6-7+9-11.")],
)
def test_number_label(numbers, label):
    assert number_label([(n, str(n)) for n in numbers]) == label


def test_lettered_sub_questions_are_grouped_by_their_letters():
    assert number_label([(1, "a"), (3, "c"), (4, "d")]) == "a+c-d."


def test_every_sub_question_has_its_table_and_its_text(answer):
    assert [sub.number for sub in answer.answers] == list(range(1, 12))
    assert all(sub.tables and sub.text for sub in answer.answers)


def test_rule_texts_are_those_in_force(answer):
    rules = {sub.number: sub.rule for sub in answer.answers if sub.rule}
    assert set(rules) == {3, 4, 8}
    assert "gemeenschappelijke taal" in rules[4].text_nl


def test_before_a_rule_was_in_force_it_is_not_quoted(loaded):
    early = answers.compose(WrittenQuestion.objects.get(number=479), date(2018, 1, 1))
    assert not any(sub.rule for sub in early.answers)


def test_another_call_can_be_chosen(loaded):
    later = Call.objects.exclude(code="2019-50081").get()
    answer = answers.compose(
        WrittenQuestion.objects.get(number=479), date(2026, 11, 23), call=later
    )
    assert later.reference in text_of(answer, 2)


def test_every_figure_follows_the_day(loaded):
    question = WrittenQuestion.objects.get(number=479)
    before = answers.compose(question, date(2021, 6, 30))
    assert "werd geen enkel project verlengd" in text_of(before, 5)


def structure(element):
    """The kinds of all elements of a tagged PDF."""
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            yield from structure(one)
    elif isinstance(element, dict):
        yield str(element.get("/S", ""))
        yield from structure(element.get("/K", ArrayObject()))


class TestFiles:
    @pytest.fixture
    def directory(self, answer, tmp_path):
        documents.write(answer, tmp_path)
        return tmp_path

    def test_one_csv_per_table_beside_the_documents(self, directory):
        names = {path.name for path in directory.iterdir()}
        assert {f"answer-479.{kind}" for kind in ("docx", "pdf", "xlsx", "ods", "json")} < names
        assert {"projects.csv", "budget.csv", "bimonthly-evaluations.csv"} < names
        assert len(names) == 16

    def test_docx_reads_as_the_answer(self, directory):
        letter = Document(directory / "answer-479.docx")
        text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
        assert "van YVES BUYSSE" in text
        assert f"€{NBSP}1.626.796,40" in text
        assert "Definitie budget, versie 1" in text
        assert not [word for word in ("{{", "{%", "[[tabel") if word in text]
        assert len(letter.tables) == 11

    def test_protected_tables_need_no_marking(self, directory):
        section = Document(directory / "answer-479.docx").sections[0]
        assert section.header.paragraphs[0].text == ""

    def test_true_counts_are_marked_on_every_page(self, loaded, tmp_path):
        question = WrittenQuestion.objects.get(number=479)
        documents.write(answers.compose(question, DAY, true_counts=True), tmp_path)
        section = Document(tmp_path / "answer-479.docx").sections[0]
        assert section.header.paragraphs[0].text == "Niet voor verspreiding"

    def test_charts_stand_in_the_letter_with_their_alternative(self, directory):
        letter = Document(directory / "answer-479.docx")
        told = [shape._inline.docPr.get("descr") for shape in letter.inline_shapes]
        assert [text.split(".")[0] for text in told] == [
            "Staafdiagram: Aandeel werk per project",
            "Staafdiagram: Van budget naar afrekening",
        ]

    def test_the_pdf_is_made_for_screen_readers(self, directory):
        pdf = PdfReader(directory / "answer-479.pdf")
        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "nl-BE"
        assert pdf.metadata.title == "Antwoord op schriftelijke vraag nr. 479"
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        kinds = Counter(structure(root["/StructTreeRoot"]))
        assert kinds["/Table"] == 11
        assert kinds["/TH"] > 60
        assert kinds["/Figure"] == 2

    def test_the_pdf_tells_what_the_letter_tells(self, directory):
        pdf = PdfReader(directory / "answer-479.pdf")
        text = "".join(page.extract_text() for page in pdf.pages)
        assert "1.626.796,40" in text

    def test_xlsx_has_every_table_and_its_definition(self, directory):
        book = load_workbook(directory / "answer-479.xlsx")
        assert len(book.sheetnames) == 22
        assert book["2 budget"]["A1"].value == "project"

    def test_json_holds_text_and_tables(self, directory):
        document = json.loads((directory / "answer-479.json").read_text())
        assert document["as_of"] == "2022-04-01"
        second = document["parts"][1]["answers"][0]
        assert second["reports"][0]["total"]["granted"] == "1626796.40"

    def test_csv_ends_with_the_total(self, directory):
        *_, last = (directory / "projects.csv").read_text().splitlines()
        assert last.startswith("total,")
        assert last.endswith(",1626796.40")


class TestCommand:
    def test_prints_the_answer_and_the_files(self, loaded, tmp_path, capsys):
        call_command("answer", "479", "--as-of", "2022-04-01", "--out", str(tmp_path / "new"))
        said = capsys.readouterr().out
        assert "1.626.796,40" in said
        assert "Core VZW" in said
        assert (tmp_path / "new" / "answer-479.docx").exists()

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["480"], "480"),
            (["479", "--call", "nowhere"], "nowhere"),
            (["479", "--as-of", "2022-02-30"], "2022-02-30"),
            (["479", "--as-of", "1899-12-31"], "1899-12-31"),
        ],
    )
    def test_refuses_with_a_message(self, loaded, tmp_path, arguments, message):
        with pytest.raises(CommandError, match=message):
            call_command("answer", *arguments, "--out", str(tmp_path))
        assert not list(tmp_path.iterdir())


def test_before_there_was_anything_it_says_so(loaded):
    empty = answers.compose(WrittenQuestion.objects.get(number=479), date(1900, 1, 1))
    first = f"1{NBSP}januari 1900"
    assert text_of(empty, 1) == f"Tot en met {first} waren er nog geen projecten."
    assert text_of(empty, 3) == f"Op {first} waren er nog geen criteria van kracht."
    assert text_of(empty, 4) == f"Tot en met {first} startte er nog geen duo."
    assert text_of(empty, 7) == f"Tot en met {first} stroomde nog niemand in."


@pytest.mark.parametrize("text", ["20220401", "2022-W13-5", " 2022-04-01"])
def test_a_day_has_one_form_on_the_command_line(text):
    with pytest.raises(ArgumentTypeError):
        day(text)
