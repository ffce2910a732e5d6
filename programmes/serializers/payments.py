"""Payments as the API takes and gives them: the columns of payments.csv, and on which list."""

from typing import Any

from rest_framework import serializers

from m2w.data_package import kinds
from m2w.data_package.schema import Field as Column
from m2w.fields import validate_code
from m2w.serializers import IdField, Serializer, ValueField, columns_of
from programmes.models import Project
from programmes.package.money import PaymentTable


class PaymentSerializer(Serializer):
    """`list` is the number of the payment list it went to the ledger on; null before."""

    id = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    project = IdField(read_only=True)
    list = serializers.IntegerField(read_only=True, source="listed_in.number", default=None)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **columns_of(PaymentTable)}


class NewPayment(Serializer):
    """Of a recovery the amount is positive too. Without a day it is decided today."""

    code = serializers.CharField(required=False, validators=[validate_code])
    project = IdField(Project)
    decided_on = ValueField(Column("decided_on", kinds.DATE))

    def get_fields(self) -> dict[str, Any]:
        columns = columns_of(PaymentTable, "paid_on", "decided_on")
        return {**super().get_fields(), **columns}


class PayBody(Serializer):
    paid_on = ValueField(Column("paid_on", kinds.DATE))
