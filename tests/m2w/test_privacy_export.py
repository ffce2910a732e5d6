"""Everything held about one person: all of it, and nothing of anyone else."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from jsonschema import Draft202012Validator, FormatChecker
from pypdf import PdfReader

from m2w.audit.models import Entry
from m2w.audit.services import record
from m2w.privacy import bundle, classification, paper, schema
from m2w.privacy.export import everything_about
from m2w.privacy.hanging import told_of
from m2w.privacy.uses import Subject
from matching.models import Mentor, Veto
from programmes.models import Enrolment, Mentee
from tests.cast import STRANGER, enrolment_of, play
from tests.lives import mentee_of, mentor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def selam():
    """Selam, and a stranger with a life as rich."""
    mentee_of("Zw", STRANGER)
    return Mentee.objects.get(pk=mentee_of("Xq").pk)


@pytest.fixture
def karel(selam):
    return Mentor.objects.get(pk=mentor_of(selam).pk)


def opened(packed):
    with ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text(held):
    return json.dumps(held, ensure_ascii=False)


def words_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def values_of(file):
    """Every value that is classified as this person's, straight from the rows."""
    subject = Subject.MENTEE if isinstance(file, Mentee) else Subject.MENTOR
    for declaration, rows in told_of(file):
        for row in rows:
            for name, personal in declaration.personal.items():
                if personal.export and declaration.tells_of(name, subject):
                    yield row._meta.model_name, name, getattr(row, name)


class TestMentee:
    def test_holds_every_classified_value(self, selam):
        held = everything_about(selam)["records"]
        for model, name, _value in values_of(selam):
            assert all(name in row for row in held[model]), (model, name)
        file = held["mentee"][0]
        assert (file["first_name"], file["birth_date"]) == ("SelamXq", "1987-03-14")
        assert file["languages"] == {"ar": "C2", "en": "B1"}
        assert file["interests"] == ["kokenXq", "zingenXq"]
        assert file["vdab_number"] == "NEWXq"

    def test_holds_every_text_of_the_rows(self, selam):
        found = text(everything_about(selam))
        for _model, _name, value in values_of(selam):
            if isinstance(value, str) and "Xq" in value:
                assert value in found

    def test_holds_what_hangs_on_the_file(self, selam):
        held = everything_about(selam)["records"]
        counts = {name: len(rows) for name, rows in held.items()}
        assert counts == {
            "mentee": 1, "enrolment": 2, "statuschange": 4, "screening": 2, "outcome": 1,
            "match": 1, "matchchange": 1, "contact": 2, "veto": 1, "proposedpair": 1, "leftover": 1,
            "contactreport": 0, "attendance": 0, "reminderpause": 0, "measurement": 1,
            "survey": 1, "surveyanswer": 1,
        }  # fmt: skip

    def test_holds_earlier_values_with_the_day(self, selam):
        (change,) = everything_about(selam)["records"]["mentee"][0]["earlier"]
        assert change["values"]["last_name"] == "OudenaamXq"
        assert change["values"]["vdab_number"] == "OLDXq"
        assert "gender" not in change["values"]
        (change,) = everything_about(selam)["records"]["outcome"][0]["earlier"]
        assert change["values"] == {"employer": "OudbedrijfXq"}

    def test_explains_each_screening_in_sentences(self, selam):
        screening = everything_about(selam)["records"]["screening"][0]
        assert screening["criteria"][0] == {
            "criterion": "Niet-werkend",
            "result": "met",
            "explanation": "Is niet aan het werk.",
        }

    def test_says_of_the_mentor_only_that_there_was_one(self, selam):
        held = everything_about(selam)["records"]
        assert held["match"][0]["mentor"] == "mentor van de organisatie"
        assert held["veto"][0]["mentor"] == "mentor van de organisatie"
        found = text(held)
        for value in ["Karel", "MaesXq", "AnderXq", "Luc", "2999", "fietsenXq", "checkin_mentor"]:
            assert value not in found

    def test_leaves_out_the_name_of_the_mentor_in_a_text(self, selam):
        Veto.objects.filter(mentee=selam).update(reason="Luc AnderXq wil niet")
        assert everything_about(selam)["records"]["veto"][0]["reason"] == "[…] […] wil niet"

    def test_names_nobody_who_works_here(self, selam):
        Enrolment.objects.filter(mentee=selam).update(coach=play("carl").acting.staff)
        assert "Carl" not in text(everything_about(selam))

    def test_holds_nothing_of_a_stranger(self, selam):
        stranger = Mentee.objects.get(first_name="SelamZw")
        found = text(everything_about(selam))
        assert "Zw" not in found
        assert stranger.code not in found
        assert "SelamZw" in text(everything_about(stranger))

    def test_says_who_read_the_file(self, selam):
        other = enrolment_of(active=True).mentee
        for action, about in [
            ("file.opened", selam),
            ("file.listed", selam),
            ("file.opened", other),
            ("mentee.corrected", selam),
        ]:
            record(action, by=play("alice"), about=about)
        record("file.opened", by=play("vera"), about=selam)
        readers = everything_about(selam)["readers"]
        assert [(r["role"], r["organisation"], r["times"]) for r in readers] == [
            ("coordinator", "Core", 2),
            ("counsellor", "Vdab", 1),
        ]


class TestMentor:
    def test_holds_what_is_the_mentors(self, karel):
        held = everything_about(karel)["records"]
        assert {name: len(rows) for name, rows in held.items()} == {
            "mentor": 1, "mentortraining": 0, "match": 1, "matchchange": 1, "contact": 2, "veto": 0,
            "proposedpair": 1, "contactreport": 0, "attendance": 0, "reminderpause": 0,
            "survey": 0, "surveyanswer": 0, "volunteerfee": 0,
        }  # fmt: skip
        file = held["mentor"][0]
        assert (file["last_name"], file["postcode"], file["birth_year"]) == ("MaesXq", "2999", 1961)
        assert held["match"][0]["enrolment"] == "mentee van de organisatie"
        kinds = {row["kind"] for row in held["contact"]}
        assert kinds == {"contact", "checkin_mentor"}

    def test_holds_nothing_of_the_mentee(self, karel, selam):
        found = text(everything_about(karel))
        for value in ["SelamXq", "TesfayXq", "NEWXq", "1987-03-14", "WerkgeverXq", "Zw"]:
            assert value not in found
        assert selam.code not in found


class TestSchema:
    @pytest.mark.parametrize("subject", [Subject.MENTEE, Subject.MENTOR])
    def test_is_a_schema(self, subject):
        Draft202012Validator.check_schema(schema.schema_for(subject))

    def validator(self, subject):
        return Draft202012Validator(schema.schema_for(subject), format_checker=FormatChecker())

    def test_describes_what_a_mentee_gets(self, selam):
        self.validator(Subject.MENTEE).validate(everything_about(selam))

    def test_describes_what_a_mentor_gets(self, karel):
        self.validator(Subject.MENTOR).validate(everything_about(karel))

    @pytest.mark.parametrize(
        ("kind", "values"),
        [
            ("mentee", {"birth_date": "14/03/1987"}),
            ("mentee", {"shoe_size": 42}),
            ("match", {"mentor": "Karel Maes"}),
            ("contact", {"minutes": "lang"}),
        ],
    )
    def test_refuses_what_is_not_in_it(self, selam, kind, values):
        held = everything_about(selam)
        held["records"][kind][0] |= values
        assert not self.validator(Subject.MENTEE).is_valid(held)

    def test_says_why_each_value_is_kept(self):
        mentee = schema.schema_for(Subject.MENTEE)["properties"]["records"]["properties"]["mentee"]
        told = mentee["items"]["properties"]["migration_background"]
        assert told["title"] == "migratieachtergrond"
        assert "AVG art. 6" in told["description"]

    def test_follows_the_classification(self, monkeypatch):
        without = [one for one in classification.declarations() if one.model is not Veto]
        monkeypatch.setattr(schema, "declarations", lambda: without)
        kinds = schema.schema_for(Subject.MENTEE)["properties"]["records"]["properties"]
        assert "veto" not in kinds
        assert "mentee" in kinds


class TestPaper:
    def test_says_the_same_in_dutch(self, selam):
        document = words_of(paper.pdf(everything_about(selam)))
        for words in [
            *("SelamXq", "TesfayXq", "14 maart 1987", "Syrië", "Arabisch C2", "NEWXq"),
            *("WerkgeverXq", "vetoredenXq", "OudenaamXq", "Is niet aan het werk."),
            *("mentor van de organisatie", "Wie uw dossier las", "contract van onbepaalde duur"),
        ]:
            assert words in document.replace("\N{NO-BREAK SPACE}", " "), words
        assert "Zw" not in document
        assert "MaesXq" not in document

    def test_can_be_read_aloud(self, selam):
        document = PdfReader(io.BytesIO(paper.pdf(everything_about(selam))))
        catalogue = document.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]
        assert catalogue["/Lang"].startswith("nl")
        assert "pdfuaid" in document.xmp_metadata.stream.get_data().decode()

    def test_takes_no_text_for_markup(self, selam):
        evil = '#panic("x") *vet* $x$ <b> [haak] \\ " @ref //'
        Mentee.objects.filter(pk=selam.pk).update(job_target=evil)
        selam.refresh_from_db()
        document = words_of(paper.pdf(everything_about(selam)))
        assert '#panic("x") *vet* $x$ <b> [haak]' in document

    def test_writes_a_name_for_which_no_font_is_there(self, selam):
        Mentee.objects.filter(pk=selam.pk).update(first_name="ሰላም 𐎠𐎡 😀")
        selam.refresh_from_db()
        assert paper.pdf(everything_about(selam)).startswith(b"%PDF")


class TestBundle:
    def test_holds_three_files_under_a_name_without_anyone(self, selam):
        parts = opened(bundle.export(selam, by=play("alice")))
        assert set(parts) == {"gegevens.json", "schema.json", "gegevens.pdf"}
        Draft202012Validator(json.loads(parts["schema.json"])).validate(
            json.loads(parts["gegevens.json"])
        )
        assert re.fullmatch("inzage-2022-04-01-[0-9a-f]{6}.zip", bundle.file_name())

    def test_is_on_the_record(self, selam):
        bundle.export(selam, by=play("alice"))
        entry = Entry.objects.get(action="person.exported")
        assert (entry.object_id, entry.actor, entry.details) == (str(selam.pk), play("alice"), {})


class TestCommand:
    def test_writes_the_file(self, selam, tmp_path, capsys):
        call_command("person_export", "mentee", selam.code, "--out", tmp_path / "uit")
        (path,) = (tmp_path / "uit").iterdir()
        assert str(path) in capsys.readouterr().out
        assert b"SelamXq" in opened(path.read_bytes())["gegevens.json"]
        assert Entry.objects.get(action="person.exported").actor is None

    def test_of_a_mentor(self, karel, tmp_path):
        call_command("person_export", "mentor", karel.code, "--out", tmp_path)
        (path,) = tmp_path.iterdir()
        assert b"MaesXq" in opened(path.read_bytes())["gegevens.json"]

    def test_not_of_someone_unknown_or_erased(self, selam, tmp_path):
        Mentee.objects.filter(pk=selam.pk).update(is_erased=True)
        for code in ["nope", selam.code]:
            with pytest.raises(CommandError):
                call_command("person_export", "mentee", code, "--out", tmp_path)
        assert not Entry.objects.filter(action="person.exported").exists()

    def test_a_place_that_is_none_leaves_nothing_behind(self, selam, tmp_path):
        (tmp_path / "file").touch()
        with pytest.raises(CommandError):
            call_command("person_export", "mentee", selam.code, "--out", tmp_path / "file")
