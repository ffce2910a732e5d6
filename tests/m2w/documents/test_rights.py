"""Documents about a person: they get them, and erasure takes them away."""

import io
from zipfile import ZipFile

import pytest

from m2w.documents import services, shelf
from m2w.documents.models import Document
from m2w.privacy import bundle
from m2w.privacy.erasure import erase_file
from tests import files
from tests.cast import CORE, STRANGER, organisation, play
from tests.factories import MenteeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentee():
    mentee = MenteeFactory(promoter=organisation(CORE))
    services.add(mentee, files.upload(), title="Attest", by=play("alice"))
    return mentee


@pytest.fixture
def theirs():
    stranger = MenteeFactory(promoter=organisation(STRANGER))
    return services.add(stranger, files.upload(), title="Hun attest", by=play("charlie"))


def test_a_person_gets_ones_own_documents(mentee, theirs):
    packed = ZipFile(io.BytesIO(bundle.export(mentee, by=play("alice"))))
    (document,) = Document.objects.of(mentee)
    overview, name = sorted(n for n in packed.namelist() if n.startswith("documenten/"))[::-1]
    assert name == f"documenten/01 {document.original_name}"
    assert packed.read(name) == shelf.take(document.stored_name)
    assert "Attest" in packed.read(overview).decode()


def test_erasure_leaves_neither_row_nor_history_nor_file(
    mentee, theirs, django_capture_on_commit_callbacks
):
    (document,) = Document.objects.of(mentee)
    with django_capture_on_commit_callbacks(execute=True):
        erase_file(mentee)
    assert list(Document.objects.all()) == [theirs]
    assert not Document.history.filter(title="Attest").exists()
    assert not shelf.place_of(document.stored_name).exists()
    assert shelf.place_of(theirs.stored_name).exists()
