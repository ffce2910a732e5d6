from django.db import migrations

from reporting import frozen_triggers


class Migration(migrations.Migration):
    """SQLite rebuilds a table to change it, and drops its triggers then: a later migration of these
    tables removes the triggers first and installs them again.
    """

    dependencies = [("reporting", "0004_search")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: frozen_triggers.install(schema_editor.connection),
            lambda apps, schema_editor: frozen_triggers.remove(schema_editor.connection),
        ),
    ]
