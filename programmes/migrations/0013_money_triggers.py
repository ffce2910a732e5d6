from django.db import migrations

from programmes import money_triggers


class Migration(migrations.Migration):
    """SQLite rebuilds a table to change it, and drops its triggers then: a later migration of these
    tables removes the triggers first and installs them again.
    """

    dependencies = [("programmes", "0012_claims")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: money_triggers.install(schema_editor.connection),
            lambda apps, schema_editor: money_triggers.remove(schema_editor.connection),
        ),
    ]
