"""`verify_answers`: whatever is tampered with is found, and said in a line."""

import gzip
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reporting import frozen_triggers
from reporting.models import FrozenAnswer, FrozenFile
from reporting.verifying import faults

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)


@pytest.fixture
def opened(sent):
    """The same, in a database without its triggers."""
    frozen_triggers.remove(connection)
    yield sent
    frozen_triggers.install(connection)


def verified(**options):
    out = StringIO()
    call_command("verify_answers", stdout=out, **options)
    return out.getvalue()


def changed(answer, seal=False, **values):
    """The answer with other values, and with a checksum that fits them when it is sealed again."""
    from reporting import frozen

    FrozenAnswer.objects.filter(pk=answer.pk).update(**values)
    found = FrozenAnswer.objects.get(pk=answer.pk)
    if seal:
        files = [(file.name, bytes(file.content)) for file in found.files.all()]
        checksum = frozen.checksum_of(found, files)
        FrozenAnswer.objects.filter(pk=answer.pk).update(checksum=checksum)
    return FrozenAnswer.objects.get(pk=answer.pk)


def test_it_works(sent):
    assert verified() == "1 antwoord nagekeken: alles staat.\n"
    assert verified(question="479").startswith("1 antwoord ")


def test_an_unknown_question(db):
    with pytest.raises(CommandError, match="niet gekend"):
        verified(question="999")


@pytest.mark.parametrize("field", ["frozen_on", "as_of", "code_version", "smallest_shown"])
def test_any_other_value_breaks_the_checksum(opened, field):
    other = {"code_version": "x", "smallest_shown": 3}.get(field, date(2022, 3, 1))
    assert any("controlegetal" in fault for fault in faults(changed(opened, **{field: other})))


def test_another_file_breaks_the_checksum(opened):
    FrozenFile.objects.filter(name="answer-479.docx").update(content=b"x")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_answers", stdout=out)
    assert out.getvalue().startswith("479: het controlegetal klopt niet")


def test_a_figure_that_the_facts_do_not_make(opened):
    document = opened.document
    table = document["parts"][0]["answers"][0]["tables"][0]["table"]
    table["total"]["submitted"] += 1
    found = list(faults(changed(opened, seal=True, document=document)))
    assert any(fault.startswith("tabel 1, submitted:") for fault in found)


def test_a_fact_that_is_gone(opened):
    lines = gzip.decompress(bytes(opened.facts)).splitlines(keepends=True)
    kept = [line for line in lines if b'"kind": "match"' not in line]
    found = list(faults(changed(opened, seal=True, facts=gzip.compress(b"".join(kept)))))
    assert any("matches" in fault for fault in found)


def test_a_small_count_that_is_shown(opened):
    document = opened.document
    for part in document["parts"]:
        for answer in part["answers"]:
            for one in answer["tables"]:
                for row in one["table"]["rows"]:
                    if "submitted" in row.get("hidden", ()):
                        row["hidden"].remove("submitted")
                        row["submitted"] = 2
                        break
    for row in document["parts"][0]["answers"][3]["tables"][0]["table"]["rows"]:
        if "entered" in row.get("hidden", ()):
            row["hidden"].remove("entered")
            row["entered"] = 2
    found = list(faults(changed(opened, seal=True, document=document)))
    assert any("een klein aantal is getoond" in fault for fault in found)


@pytest.mark.parametrize(
    "values",
    [{"facts": b"x"}, {"document": {}}, {"document": {"parts": [{"answers": [{"number": 1}]}]}}],
    ids=["facts", "nothing", "half"],
)
def test_what_cannot_be_read_is_said(opened, values):
    assert any("niet te lezen" in fault for fault in faults(changed(opened, seal=True, **values)))
