"""Documents on the pages of what they belong to: shown, added, downloaded and deleted."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse

from m2w.audit.models import Entry
from m2w.documents import services, shelf
from m2w.documents.models import Document
from tests import files
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import MatchFactory, MenteeFactory, MentorFactory

pytestmark = pytest.mark.django_db

TOO_LARGE = "Dit bestand is groter dan 1 MB."
FAULTY = {
    "empty": (b"", "Dit bestand is leeg."),
    "html": (files.HTML, "Kies een PDF, PNG, JPEG, DOCX, XLSX, ODT of ODS."),
    "renamed": (files.PNG, "De inhoud is iets anders"),
    "too large": (files.PDF + bytes(1_000_000), TOO_LARGE),
    "far too large": (files.PDF + bytes(9_000_000), TOO_LARGE),
}


@pytest.fixture
def mentee():
    return MenteeFactory(promoter=organisation(CORE))


@pytest.fixture
def theirs():
    return MenteeFactory(promoter=organisation(STRANGER))


def add(owner, who="alice", **values):
    values = {"title": "Attest taalcursus", "name": "attest.pdf", "content": files.PDF} | values
    file = files.upload(values["content"], values["name"])
    return services.add(owner, file, title=values["title"], by=play(who))


def form_for(owner, kind="mentee"):
    return reverse("document_add", args=[kind, owner.pk])


def send(client, owner, content=files.PDF, name="attest.pdf", to="mentee", **values):
    sent = {"title": "Attest", "file": SimpleUploadedFile(name, content)} | values
    return client.post(form_for(owner, to), sent)


KINDS = [(MenteeFactory, "mentee"), (MentorFactory, "mentor")]


class TestSection:
    @pytest.mark.parametrize(("make", "name"), KINDS)
    def test_it_works(self, browse, make, name):
        owner = make(promoter=organisation(CORE))
        document = add(owner, name="attest Amina.pdf")
        page = browse("alice").get(reverse(name, args=[owner.pk])).text
        for text in ["Attest taalcursus", "attest Amina.pdf", "PDF", "1\xa0kB", "Alice"]:
            assert text in page
        for address in ["document", "document_delete"]:
            assert reverse(address, args=[document.pk]) in page
        assert form_for(owner, name) in page

    def test_who_may_not_change_sees_no_way_to(self, browse):
        mentee = enrolment_of(CORE, submitted=True).mentee
        document = add(mentee)
        page = browse("vera").get(reverse("mentee", args=[mentee.pk])).text
        assert reverse("document", args=[document.pk]) in page
        assert reverse("document_delete", args=[document.pk]) not in page
        assert form_for(mentee) not in page

    def test_without_documents_there_is_a_way_to_add_for_who_may(self, browse, mentee):
        address = reverse("mentee", args=[mentee.pk])
        assert "Nog geen documenten." in browse("alice").get(address).text

    def test_who_knows_a_mentor_by_name_only_sees_none(self, browse):
        mentor = MatchFactory(enrolment__project=project_of(CORE)).mentor
        add(mentor)
        page = browse("vera").get(reverse("mentor", args=[mentor.pk])).text
        assert "Attest taalcursus" not in page
        assert "Documenten" not in page


class TestDownload:
    def test_it_works(self, browse, mentee):
        document = add(mentee, content=files.DOCX, name="brief “één”.docx")
        response = browse("alice").get(reverse("document", args=[document.pk]))
        assert response.content == files.DOCX
        assert response["Content-Type"] == document.content_type
        assert response["Content-Length"] == str(len(files.DOCX))
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''brief")
        assert response["Content-Disposition"].endswith(".docx")

    def test_a_browser_may_do_nothing_with_it(self, browse, mentee):
        response = browse("alice").get(reverse("document", args=[add(mentee).pk]))
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "no-store"
        assert re.search(r"\bsandbox(;|$)", response["Content-Security-Policy"])
        assert response["Content-Disposition"] == 'attachment; filename="attest.pdf"'

    def test_a_name_cannot_add_a_header(self, browse, mentee):
        document = add(mentee, name='a"\r\nSet-Cookie: x=1; filename="b.pdf')
        response = browse("alice").get(reverse("document", args=[document.pk]))
        assert "\r" not in response["Content-Disposition"]
        assert not response.cookies

    def test_it_is_on_the_record(self, browse, mentee):
        document = add(mentee)
        browse("alice").get(reverse("document", args=[document.pk]))
        entry = Entry.objects.get(action="document.downloaded")
        assert (entry.actor, entry.object_id) == (play("alice"), str(document.pk))

    def test_nothing_leaves_without_the_record(self, browse, mentee, monkeypatch):
        document, client = add(mentee), browse("alice")

        def gone(*args, **kwargs):
            raise OperationalError

        monkeypatch.setattr(services, "record", gone)
        response = client.get(reverse("document", args=[document.pk]))
        assert response.status_code == 503
        assert files.PDF not in response.content

    def test_a_file_that_changed_on_disk_does_not_leave(self, browse, mentee):
        document, client = add(mentee), browse("alice")
        shelf.place_of(document.stored_name).write_bytes(files.HTML)
        client.raise_request_exception = False
        assert client.get(reverse("document", args=[document.pk])).status_code == 500

    def test_only_reading(self, browse, mentee):
        document = add(mentee)
        assert browse("alice").post(reverse("document", args=[document.pk])).status_code == 405


class TestAdd:
    def test_it_works(self, browse, mentee):
        client = browse("alice")
        assert 'enctype="multipart/form-data"' in client.get(form_for(mentee)).text
        response = send(client, mentee)
        assert response.url == reverse("mentee", args=[mentee.pk])
        assert Document.objects.get().owner == mentee
        assert "Het document is toegevoegd." in client.get(response.url).text

    def test_to_a_mentor(self, browse):
        mentor = MentorFactory(promoter=organisation(CORE))
        response = send(browse("alice"), mentor, to="mentor")
        assert response.url == reverse("mentor", args=[mentor.pk])

    @pytest.mark.parametrize("case", FAULTY)
    def test_a_faulty_file_is_told_at_its_field(self, browse, mentee, settings, case):
        settings.M2W_MAX_UPLOAD_MB = 1
        content, says = FAULTY[case]
        response = send(browse("alice"), mentee, content)
        assert response.context["form"].errors.keys() == {"file"}
        assert says in response.text
        assert not Document.objects.exists()

    def test_nothing_filled_in(self, browse, mentee):
        response = browse("alice").post(form_for(mentee), {"title": ""})
        assert set(response.context["form"].errors) == {"title", "file"}

    @pytest.mark.parametrize("name", ["uploaded_by", "owner_id", "stored_name", "kind", "promoter"])
    def test_an_unknown_field_is_refused(self, browse, mentee, name):
        response = send(browse("alice"), mentee, **{name: "x"})
        assert response.status_code == 400
        assert name in response.text
        assert not Document.objects.exists()

    def test_too_many_files_are_refused(self, browse, mentee):
        many = {f"file{n}": files.upload() for n in range(6)}
        assert send(browse("alice"), mentee, **many).status_code == 400

    def test_a_file_is_taken_in_no_further_than_needed(self, browse, mentee, settings, monkeypatch):
        settings.M2W_MAX_UPLOAD_MB = 1
        taken = []
        monkeypatch.setattr(services, "add", lambda owner, file, **kwargs: taken.append(file.size))
        send(browse("alice"), mentee, files.PDF + bytes(9_000_000))
        assert 1_000_000 < taken[0] < 1_100_000


class TestDelete:
    def test_it_asks_first(self, browse, mentee):
        document, client = add(mentee), browse("alice")
        address = reverse("document_delete", args=[document.pk])
        assert "komt niet terug" in client.get(address).text
        assert Document.objects.exists()
        response = client.post(address)
        assert response.url == reverse("mentee", args=[mentee.pk])
        assert not Document.objects.exists()

    def test_who_came_second_is_told(self, browse, mentee, monkeypatch):
        document, client = add(mentee), browse("alice")
        delete = services.delete

        def twice(document, by):
            delete(document, by=by)
            delete(document, by=by)

        monkeypatch.setattr(services, "delete", twice)
        response = client.post(reverse("document_delete", args=[document.pk]), follow=True)
        assert "Dit document is al verwijderd." in response.text


class TestSameness:
    """What is someone else's, and what does not exist, are answered alike."""

    def alike(self, client, *addresses, method="get"):
        answers = [getattr(client, method)(address) for address in addresses]
        assert {answer.status_code for answer in answers} == {404}
        assert len({bare(answer) for answer in answers}) == 1
        assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_document(self, browse, theirs, method):
        document = add(theirs, "charlie")
        for name in ["document", "document_delete"]:
            if (name, method) != ("document", "post"):
                addresses = [reverse(name, args=[pk]) for pk in [document.pk, uuid4()]]
                self.alike(browse("alice"), *addresses, method=method)

    def test_an_owner(self, browse, theirs, mentee):
        addresses = [
            form_for(theirs),
            reverse("document_add", args=["mentee", uuid4()]),
            reverse("document_add", args=["mentor", mentee.pk]),
        ]
        self.alike(browse("alice"), *addresses)
        unknown = reverse("document_add", args=["project", mentee.pk])
        assert browse("alice").get(unknown).status_code == 404

    @pytest.mark.parametrize("who", ["frank", "eva", "max"])
    def test_who_reads_those_of_claims_and_meetings_finds_none_of_people(self, browse, mentee, who):
        """A mentee's are as unknown to them as none at all."""
        client, document = browse(who), add(mentee)
        for pk in [document.pk, uuid4()]:
            for name in ["document", "document_delete"]:
                assert client.get(reverse(name, args=[pk])).status_code == 404
            assert client.get(reverse("document_add", args=["mentee", pk])).status_code == 403

    @pytest.mark.parametrize("who", ["ann", "ada"])
    def test_a_role_without_any_right(self, browse, mentee, who):
        client, document = browse(who), add(mentee)
        for pk in [document.pk, uuid4()]:
            for name in ["document", "document_delete"]:
                assert client.get(reverse(name, args=[pk])).status_code == 403
            assert client.get(reverse("document_add", args=["mentee", pk])).status_code == 403

    def test_a_coach_adds_to_no_mentor(self, browse):
        mentor = MentorFactory(promoter=organisation(CORE))
        for pk in [mentor.pk, uuid4()]:
            address = reverse("document_add", args=["mentor", pk])
            assert browse("carl").get(address).status_code == 403

    def test_a_stranger_is_asked_to_sign_in(self, client, mentee):
        document = add(mentee)
        for address in [form_for(mentee), reverse("document", args=[document.pk])]:
            assert client.get(address).url.startswith(reverse("account_login"))


def bare(answer):
    """A page without its address and its form tokens."""
    return re.sub(r'/documenten/[^"]*|(?<=value=")[A-Za-z0-9]{64}', "", answer.text)
