from django.core.management import call_command
from django.db import migrations, models

CACHE = "accounts_cache"


def create_cache(apps, schema_editor):
    """The limits on sign-in are counted here; without the table no one comes in."""
    database = schema_editor.connection.alias
    call_command("createcachetable", CACHE, database=database, verbosity=0)


def drop_cache(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {CACHE}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="from_claims",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="user",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(create_cache, drop_cache),
    ]
