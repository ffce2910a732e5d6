"""Contacts as the API takes and gives them: the columns of contacts.csv, topics and a note."""

from typing import Any

from rest_framework import serializers

from m2w.fields import validate_code
from m2w.serializers import IdField, ItemsField, Serializer, columns_of
from matching.choices import Topic
from matching.models import Match
from matching.models.contacts import LONGEST_NOTE
from matching.package.duos import ContactTable


class ContactFields(Serializer):
    """What is kept of a contact. `reached` is `yes` or `no`."""

    topics = serializers.ListField(child=serializers.ChoiceField(Topic.choices), required=False)
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NOTE)

    def get_fields(self) -> dict[str, Any]:
        return {**columns_of(ContactTable), **super().get_fields()}


class ContactSerializer(ContactFields):
    """`is_reported`: it follows from what mentor and mentee reported themselves."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    match = IdField(read_only=True)
    is_reported = serializers.BooleanField(read_only=True)


class NewContact(ContactFields):
    """`code` is the caller's own stable key; one is made when it is left out."""

    code = serializers.CharField(required=False, validators=[validate_code])
    match = IdField(Match)


class ContactItem(ContactFields):
    """A contact by the caller's own code: noted when there is none with it yet."""

    code = serializers.CharField(validators=[validate_code])
    match = IdField(Match)


class ContactItems(Serializer):
    items = ItemsField(child=ContactItem())
