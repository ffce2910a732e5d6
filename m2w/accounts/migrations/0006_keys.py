from datetime import timedelta
from typing import Any
from uuid import uuid4

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

kept: list[dict[str, Any]] = []


def remember(apps: Any, editor: Any) -> None:
    """Keys get another id; those that there are go on for a year, and write as they did."""
    kept[:] = apps.get_model("accounts", "Token").objects.values(
        "membership_id", "digest", "created_at"
    )


def restore(apps: Any, editor: Any) -> None:
    token = apps.get_model("accounts", "Token")
    until = timezone.now() + timedelta(days=365)
    for key in kept:
        made = token.objects.create(**key, may_write=True, expires_at=until)
        token.objects.filter(pk=made.pk).update(created_at=key["created_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_absence"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(remember, migrations.RunPython.noop),
        migrations.DeleteModel(name="Token"),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="naam")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("may_write", models.BooleanField(default=False, verbose_name="mag wijzigen")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                (
                    "last_used_on",
                    models.DateField(blank=True, null=True, verbose_name="laatst gebruikt op"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "sleutel",
                "verbose_name_plural": "sleutels",
                "ordering": ["-created_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("revoked_at", None), models.Q(("name", ""), _negated=True)
                        ),
                        fields=("membership", "name"),
                        name="token_name_once",
                        violation_error_message="U hebt al een sleutel met deze naam.",
                    )
                ],
            },
        ),
        migrations.RunPython(restore, migrations.RunPython.noop),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("body", models.TextField(blank=True)),
                ("headers", models.JSONField(default=dict)),
                ("shows", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaard antwoord",
                "verbose_name_plural": "bewaarde antwoorden",
                "constraints": [
                    models.UniqueConstraint(fields=("membership", "key"), name="kept_answer_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="is_system",
            field=models.BooleanField(default=False, editable=False, verbose_name="systeem"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_active", True), ("is_system", True), _negated=True),
                name="user_system_is_closed",
                violation_error_message="Een systeem meldt zich niet aan.",
            ),
        ),
    ]
