"""A document and its file come and go together, on the record, by who may change the owner."""

import hashlib
import os
import stat
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from m2w.audit.models import Entry
from m2w.documents import services, shelf
from m2w.documents.models import Document
from tests import files
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.constraints import assert_refused
from tests.factories import MatchFactory, MenteeFactory, MentorFactory, ProjectFactory
from tests.races import DONE, race
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "documents"
    return settings.MEDIA_ROOT


@pytest.fixture
def mentee():
    return MenteeFactory(promoter=organisation(CORE))


def add(owner, who="alice", content=files.PDF, name="attest Amina.pdf", title="Attest"):
    return services.add(owner, files.upload(content, name), title=title, by=play(who))


def lying(place):
    return sorted(path.name for path in place.glob("*"))


class TestAdd:
    def test_it_works(self, mentee, place):
        document = add(mentee)
        found = Document.objects.get(pk=document.pk)
        assert found.owner == mentee
        assert found.content_type == "application/pdf"
        assert found.size == len(files.PDF)
        assert found.sha256 == hashlib.sha256(files.PDF).hexdigest()
        assert found.uploaded_by == play("alice")
        assert (place / found.stored_name.hex).read_bytes() == files.PDF

    def test_the_name_on_disk_is_random_and_only_ours_to_read(self, mentee, place):
        first, second = add(mentee), add(mentee)
        assert first.original_name == "attest Amina.pdf"
        assert lying(place) == sorted([first.stored_name.hex, second.stored_name.hex])
        assert not {first.pk.hex, first.code} & set(lying(place))
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        for path in place.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_it_is_on_the_record_without_a_name(self, mentee):
        document = add(mentee)
        entry = Entry.objects.get(action="document.added")
        assert entry.object_id == str(document.pk)
        assert entry.details["owner_id"] == str(mentee.pk)
        assert "Amina" not in str(entry.details)

    @pytest.mark.parametrize("who", ["charlie", "vera", "frank", "max", "ann", "ada"])
    def test_only_who_may_change_the_owner(self, mentee, place, who):
        with pytest.raises(PermissionDenied):
            add(mentee, who)
        assert lying(place) == []

    def test_a_coach_adds_to_own_mentees_only(self, mentee):
        own = enrolment_of(CORE, approved=True, coach=play("carl").acting.staff).mentee
        assert add(own, "carl").owner == own
        with pytest.raises(PermissionDenied):
            add(mentee, "carl")

    def test_what_may_own_no_documents(self):
        with pytest.raises(LookupError):
            add(ProjectFactory())

    def test_a_faulty_file_leaves_nothing(self, mentee, place):
        assert faulty_fields(add, mentee, content=files.HTML) == ["file"]
        assert faulty_fields(add, mentee, title=" ") == ["title"]
        assert lying(place) == []
        assert not Document.objects.exists()

    def test_when_the_row_fails_the_file_goes(self, mentee, place, monkeypatch):
        monkeypatch.setattr(services, "record", raises(IntegrityError))
        with pytest.raises(IntegrityError):
            add(mentee)
        assert lying(place) == []
        assert not Document.objects.exists()

    def test_when_nobody_knows_the_file_stays(self, mentee, place, monkeypatch):
        monkeypatch.setattr(services, "record", raises(OperationalError))
        with pytest.raises(OperationalError):
            add(mentee)
        assert len(lying(place)) == 1

    def test_a_full_disk_leaves_nothing(self, mentee, place, monkeypatch):
        monkeypatch.setattr(os, "fsync", raises(BlockingIOError))
        with pytest.raises(BlockingIOError):
            add(mentee)
        assert lying(place) == []
        assert not Document.objects.exists()

    def test_the_file_is_there_before_the_row(self, mentee, place, monkeypatch):
        seen = []
        monkeypatch.setattr(services, "keep_row", lambda *args, **kwargs: seen.extend(lying(place)))
        document = add(mentee)
        assert seen == [document.stored_name.hex]


def raises(error):
    def act(*args, **kwargs):
        raise error

    return act


@transaction.atomic
def deleted_in_vain(document):
    services.delete(document, by=play("alice"))
    raise IntegrityError


class TestDelete:
    def test_the_file_goes_once_it_is_certain(
        self, mentee, place, django_capture_on_commit_callbacks
    ):
        document = add(mentee)
        with django_capture_on_commit_callbacks(execute=True):
            services.delete(document, by=play("alice"))
            assert lying(place) == [document.stored_name.hex]
        assert lying(place) == []
        assert not Document.objects.exists()
        assert Entry.objects.filter(action="document.deleted").count() == 1

    def test_whatever_deletes_a_row_takes_its_file_along(
        self, mentee, place, django_capture_on_commit_callbacks
    ):
        add(mentee), add(mentee)
        with django_capture_on_commit_callbacks(execute=True):
            Document.objects.of(mentee).delete()
        assert lying(place) == []

    def test_the_file_stays_when_the_row_does(
        self, mentee, place, django_capture_on_commit_callbacks
    ):
        document = add(mentee)
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(IntegrityError):
            deleted_in_vain(document)
        assert lying(place) == [document.stored_name.hex]
        assert Document.objects.exists()

    def test_only_who_may_change_the_owner(self, mentee):
        document = add(mentee)
        for who in ["charlie", "vera", "ada"]:
            with pytest.raises(PermissionDenied):
                services.delete(document, by=play(who))

    def test_what_is_gone_is_gone(self, mentee):
        document = add(mentee)
        services.delete(document, by=play("alice"))
        assert refusal(services.delete, document, by=play("alice")) == "already_deleted"


class TestGate:
    def test_everyone_reads_what_the_owner_lets_them(self, mentee):
        ours, theirs = add(mentee), add(MenteeFactory(promoter=organisation(STRANGER)), "charlie")
        seen = {
            who: set(Document.objects.visible_to(play(who)))
            for who in ["alice", "charlie", "carl", "vera", "max", "ada"]
        }
        assert seen.pop("alice") == {ours}
        assert seen.pop("charlie") == {theirs}
        assert not any(seen.values())

    def test_a_counsellor_reads_those_of_a_mentee_put_to_vdab(self):
        document = add(enrolment_of(CORE, submitted=True).mentee)
        assert list(Document.objects.visible_to(play("vera"))) == [document]
        assert not Document.objects.visible_to(play("wim")).exists()
        assert not Document.objects.editable_by(play("vera")).exists()

    def test_a_coach_reads_those_of_mentors_and_changes_none(self):
        document = add(MentorFactory(promoter=organisation(CORE)))
        assert list(Document.objects.visible_to(play("carl"))) == [document]
        assert not Document.objects.editable_by(play("carl")).exists()

    def test_who_knows_a_mentor_by_name_only_reads_no_documents(self):
        match = MatchFactory(
            enrolment__project=project_of(CORE), mentor__promoter=organisation(CORE)
        )
        document = add(match.mentor)
        assert type(match.mentor).objects.visible_to(play("vera")).filter(pk=match.mentor.pk)
        assert document not in Document.objects.visible_to(play("vera"))

    def test_the_roles_with_any_right(self):
        rows = Document.objects.all()
        of_people, of_meetings = {"coordinator", "coach"}, {"follower", "expert"}
        of_meetings |= {"programme_manager"}
        assert set(rows.readers) == of_people | of_meetings | {"counsellor"}
        assert set(rows.editors) == of_people | of_meetings
        assert not rows.opens_to(play("ada"))

    def test_an_id_that_two_kinds_share_opens_one(self, mentee):
        document = add(mentee)
        MentorFactory(pk=mentee.pk, promoter=organisation(STRANGER))
        assert document not in Document.objects.visible_to(play("charlie"))


class TestSweep:
    def test_what_a_crash_left_goes_after_a_day(self, mentee, place, capsys):
        document = add(mentee)
        old, new = place / uuid4().hex, place / uuid4().hex
        strange = place / "lost+found"
        for path in [old, new, strange]:
            path.write_bytes(b"x")
        now = timezone.now().timestamp()
        os.utime(new, (now, now))
        before = now - timedelta(days=2).total_seconds()
        for path in [old, strange, place / document.stored_name.hex]:
            os.utime(path, (before, before))
        call_command("sweep_documents")
        assert capsys.readouterr().out == "1 removed\n"
        assert lying(place) == sorted([document.stored_name.hex, new.name, strange.name])

    def test_without_a_shelf_there_is_nothing(self, place):
        assert list(shelf.older_than(timedelta(0))) == []


def test_a_document_is_never_empty(mentee):
    assert_refused("document_not_empty", add(mentee), size=0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_many_who_delete_at_once_one_does(attempt, place):
    mentee = MenteeFactory(promoter=organisation(CORE))
    document, other = add(mentee), add(mentee)
    acts = [partial(services.delete, document, by=play("alice")) for _ in range(6)]
    assert race(*acts) == {DONE: 1, "already_deleted": 5}
    assert lying(place) == [other.stored_name.hex]
    assert Entry.objects.filter(action="document.deleted").count() == 1
