"""What the database refuses by itself, and in which words."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def constraints_of(app):
    models = apps.get_app_config(app).get_models()
    return {
        constraint.name: constraint for model in models for constraint in model._meta.constraints
    }


def assert_refused(name, row, **bad):
    """The row as it is passes; changed like this it breaks this constraint and no other."""
    row.validate_constraints()
    for field, value in bad.items():
        setattr(row, field, value)
    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()
    message = constraints_of(row._meta.app_label)[name].violation_error_message
    assert caught.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**bad)
