"""The API of contacts and check-ins."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.bulk_endpoint import BulkEndpoint, BulkResults
from m2w.endpoints import IF_MATCH, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from matching import services
from matching.access import CONTACT_EDITORS
from matching.filters import ContactFilter
from matching.models import Contact
from matching.serializers.contacts import (
    ContactFields,
    ContactItem,
    ContactItems,
    ContactSerializer,
    NewContact,
)
from matching.services.upserts import ContactUpsert


class ContactEndpoint(Endpoint):
    model = Contact
    serializer = ContactSerializer
    related = ("match__enrolment",)


@extend_schema_view(
    get=extend_schema(
        operation_id="contacts_list",
        responses={200: ContactSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Contacts(ContactEndpoint, ListEndpoint):
    """The contacts that the caller sees, with the filters of the list."""

    filterset = ContactFilter

    @extend_schema(
        operation_id="contacts_create",
        request=NewContact,
        responses={201: ContactSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Note a contact of a duo, or a check-in with one of the two."""
        require_role(self.user, CONTACT_EDITORS)
        values = self.sent(NewContact)
        return self.answer(services.note_contact(values.pop("match"), by=self.user, **values), 201)


class OneContact(ContactEndpoint, DetailEndpoint):
    @extend_schema(
        operation_id="contacts_retrieve",
        responses={200: ContactSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="contacts_amend",
        request=ContactFields(partial=True),
        parameters=[IF_MATCH],
        responses={200: ContactSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Put some values right; with If-Match only of the version that was read."""
        contact = self.object()
        require_role(self.user, CONTACT_EDITORS)
        self.correct(services.amend_contact, contact, self.sent(ContactFields, partial=True))
        return self.answer(self.object())

    @extend_schema(
        operation_id="contacts_destroy",
        request=None,
        responses={204: None, **declared(401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Take away a contact that was not one."""
        services.delete_contact(self.object(), by=self.user)
        return Response(status=204)


@extend_schema_view(
    post=extend_schema(
        operation_id="contacts_bulk",
        request=ContactItems,
        responses={200: BulkResults, **declared(400, 401, 403, 409)},
    )
)
class ManyContacts(ContactEndpoint, BulkEndpoint):
    """Up to 1,000 contacts of duos, by the caller's own codes."""

    item = ContactItem
    upsert = ContactUpsert
