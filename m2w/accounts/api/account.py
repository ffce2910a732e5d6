"""The API of one's own account: who one is here, and which mails one wants."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.choices import Role
from m2w.accounts.models import Membership
from m2w.endpoints import Endpoint
from m2w.outbox.choices import MailLanguage
from m2w.outbox.services import mails_wanted, set_mails
from m2w.problems import declared
from m2w.serializers import IdField, Serializer


class MailFields(Serializer):
    """Whether one wants the mails about one's work, and in which language."""

    daily_mail = serializers.BooleanField(source="wanted", required=False)
    mail_language = serializers.ChoiceField(MailLanguage.choices, source="language", required=False)


class RoleHeld(Serializer):
    role = serializers.ChoiceField(Role.choices)
    organisation = IdField(read_only=True)
    staff = IdField(read_only=True)


class AccountSerializer(Serializer):
    """`acting` is the role of this request: that of the key, or the one chosen on the site."""

    name = serializers.CharField()
    email = serializers.EmailField()
    acting = RoleHeld(allow_null=True)
    roles = RoleHeld(many=True)
    daily_mail = serializers.BooleanField()
    mail_language = serializers.ChoiceField(MailLanguage.choices)


class Account(Endpoint):
    @extend_schema(
        operation_id="account_retrieve",
        responses={200: AccountSerializer, **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """One's own name, roles and wishes."""
        user, mails = self.user, mails_wanted(self.user)
        told: dict[str, Any] = {
            "name": user.name,
            "email": user.email,
            "acting": user.acting,
            "roles": Membership.objects.of(user),
            "daily_mail": mails.wanted,
            "mail_language": mails.language,
        }
        return Response(AccountSerializer(told).data)

    @extend_schema(
        operation_id="account_change",
        request=MailFields(partial=True),
        responses={200: AccountSerializer, **declared(400, 401, 403)},
    )
    def patch(self, request: Request) -> Response:
        """Say whether one wants the daily mail, and in which language mails come."""
        wishes: Any = self.sent(MailFields, partial=True)
        if wishes:
            set_mails(self.user, **wishes)
        return self.get(request)
