import django.core.validators
import django.db.models.deletion
import m2w.models
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_absence"),
        ("programmes", "0007_counsellors_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=10, verbose_name="stap")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[("draft", "ontwerp"), ("final", "definitief")],
                        max_length=5,
                        verbose_name="van",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[("draft", "ontwerp"), ("final", "definitief")],
                        max_length=5,
                        verbose_name="naar",
                    ),
                ),
                ("on", models.DateField(verbose_name="datum")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="geregistreerd")),
                ("reason", models.TextField(blank=True, verbose_name="reden")),
                ("kept", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "verbose_name": "stap van een blad",
                "verbose_name_plural": "stappen van een blad",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SheetComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "track",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("operational", "operationeel"),
                            ("content", "inhoudelijk"),
                            ("cooperation", "samenwerking"),
                        ],
                        max_length=11,
                        verbose_name="spoor",
                    ),
                ),
                ("text", models.TextField(verbose_name="reactie")),
                ("on", models.DateField(verbose_name="op")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="geregistreerd")),
            ],
            options={
                "verbose_name": "reactie",
                "verbose_name_plural": "reacties",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="draft_score",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="score in ontwerp"
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="draft_verdict",
            field=models.CharField(
                blank=True,
                choices=[("positive", "positief"), ("negative", "negatief")],
                max_length=8,
                verbose_name="oordeel in ontwerp",
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="figures",
            field=models.JSONField(blank=True, default=dict, verbose_name="cijfers"),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="score_reason",
            field=models.TextField(blank=True, verbose_name="waarom deze score"),
        ),
        migrations.AddField(
            model_name="historicalevaluation",
            name="draft_score",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="score in ontwerp"
            ),
        ),
        migrations.AddField(
            model_name="historicalevaluation",
            name="draft_verdict",
            field=models.CharField(
                blank=True,
                choices=[("positive", "positief"), ("negative", "negatief")],
                max_length=8,
                verbose_name="oordeel in ontwerp",
            ),
        ),
        migrations.AddField(
            model_name="historicalevaluation",
            name="figures",
            field=models.JSONField(blank=True, default=dict, verbose_name="cijfers"),
        ),
        migrations.AddField(
            model_name="historicalevaluation",
            name="score_reason",
            field=models.TextField(blank=True, verbose_name="waarom deze score"),
        ),
        migrations.AlterField(
            model_name="evaluation",
            name="call",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="programmes.call",
            ),
        ),
        migrations.AlterField(
            model_name="evaluation",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="programmes.project",
            ),
        ),
        migrations.CreateModel(
            name="CalendarLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_link",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "agendalink",
                "verbose_name_plural": "agendalinks",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="EvaluationScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "score",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="score"),
                ),
                ("comment", models.TextField(blank=True, verbose_name="toelichting")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.evaluationcriterion",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="programmes.evaluation",
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "verbose_name_plural": "scores",
                "ordering": ["criterion__track", "criterion__code", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        default=m2w.models.new_code,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9._-]{1,40}\\Z",
                                "Een code telt 1 tot 40 tekens: letters, cijfers, punt, streepje of laag streepje.",
                            )
                        ],
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bimonthly", "tweemaandelijks"),
                            ("six_month", "na zes maanden"),
                            ("final", "eindevaluatie"),
                        ],
                        max_length=9,
                        verbose_name="soort",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("promoter", "promotor"),
                            ("province", "provincie"),
                            ("central", "centraal"),
                        ],
                        max_length=8,
                        verbose_name="niveau",
                    ),
                ),
                ("province", models.CharField(blank=True, max_length=5, verbose_name="provincie")),
                ("period_start", models.DateField(verbose_name="periode vanaf")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="gepland op")),
                ("planned_at", models.TimeField(blank=True, null=True, verbose_name="uur")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plaats")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="gehouden op")),
                ("minutes", models.TextField(blank=True, verbose_name="verslag")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.call",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical overleg",
                "verbose_name_plural": "historical overleggen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=m2w.models.new_code,
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9._-]{1,40}\\Z",
                                "Een code telt 1 tot 40 tekens: letters, cijfers, punt, streepje of laag streepje.",
                            )
                        ],
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bimonthly", "tweemaandelijks"),
                            ("six_month", "na zes maanden"),
                            ("final", "eindevaluatie"),
                        ],
                        max_length=9,
                        verbose_name="soort",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("promoter", "promotor"),
                            ("province", "provincie"),
                            ("central", "centraal"),
                        ],
                        max_length=8,
                        verbose_name="niveau",
                    ),
                ),
                ("province", models.CharField(blank=True, max_length=5, verbose_name="provincie")),
                ("period_start", models.DateField(verbose_name="periode vanaf")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="gepland op")),
                ("planned_at", models.TimeField(blank=True, null=True, verbose_name="uur")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plaats")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="gehouden op")),
                ("minutes", models.TextField(blank=True, verbose_name="verslag")),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="programmes.call",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="programmes.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "overleg",
                "verbose_name_plural": "overleggen",
                "ordering": ["-period_start", "kind", "level", "code"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgreedAction",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        default=m2w.models.new_code,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9._-]{1,40}\\Z",
                                "Een code telt 1 tot 40 tekens: letters, cijfers, punt, streepje of laag streepje.",
                            )
                        ],
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.CharField(max_length=500, verbose_name="actie")),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        choices=[("promoter", "de promotor"), ("vdab", "VDAB")],
                        max_length=8,
                        verbose_name="partij",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="tegen")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="gedaan op")),
                (
                    "done_note",
                    models.CharField(blank=True, max_length=500, verbose_name="wat ervan kwam"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="wie",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical afgesproken actie",
                "verbose_name_plural": "historical afgesproken acties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AgreedAction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=m2w.models.new_code,
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9._-]{1,40}\\Z",
                                "Een code telt 1 tot 40 tekens: letters, cijfers, punt, streepje of laag streepje.",
                            )
                        ],
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.CharField(max_length=500, verbose_name="actie")),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        choices=[("promoter", "de promotor"), ("vdab", "VDAB")],
                        max_length=8,
                        verbose_name="partij",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="tegen")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="gedaan op")),
                (
                    "done_note",
                    models.CharField(blank=True, max_length=500, verbose_name="wat ervan kwam"),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.staff",
                        verbose_name="wie",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="programmes.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "afgesproken actie",
                "verbose_name_plural": "afgesproken acties",
                "ordering": ["due_on", "created_at", "code"],
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="programmes.meeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalevaluation",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programmes.meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("draft_score__isnull", True), ("draft_score__range", (1, 4)), _connector="OR"
                ),
                name="evaluation_draft_score_1_to_4",
                violation_error_message="Een score is 1, 2, 3 of 4.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="evaluation",
            name="evaluation_once_per_promoter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "promoter")),
                fields=("kind", "project", "track", "period_start"),
                name="evaluation_once_per_promoter",
                violation_error_code="already_there",
                violation_error_message="Deze evaluatie bestaat al.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="evaluation",
            name="evaluation_once_per_province",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "province")),
                fields=("kind", "province", "track", "period_start"),
                name="evaluation_once_per_province",
                violation_error_code="already_there",
                violation_error_message="Deze evaluatie bestaat al.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="evaluation",
            name="evaluation_once_per_central",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "central")),
                fields=("kind", "call", "track", "period_start"),
                name="evaluation_once_per_central",
                violation_error_code="already_there",
                violation_error_message="Deze evaluatie bestaat al.",
            ),
        ),
        migrations.AddField(
            model_name="sheetchange",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sheetchange",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="programmes.evaluation",
            ),
        ),
        migrations.AddField(
            model_name="sheetcomment",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sheetcomment",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="programmes.meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationscore",
            constraint=models.UniqueConstraint(
                fields=("sheet", "criterion"),
                name="criterion_scored_once",
                violation_error_message="Dit criterium staat al op het blad.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True), ("score__range", (1, 4)), _connector="OR"
                ),
                name="criterion_score_1_to_4",
                violation_error_message="Een score is 1, 2, 3 of 4.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "promoter")),
                fields=("kind", "project", "period_start"),
                name="meeting_once_per_promoter",
                violation_error_code="already_there",
                violation_error_message="Voor deze periode is er al een overleg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "province")),
                fields=("kind", "province", "period_start"),
                name="meeting_once_per_province",
                violation_error_code="already_there",
                violation_error_message="Voor deze periode is er al een overleg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "central")),
                fields=("kind", "call", "period_start"),
                name="meeting_once_per_central",
                violation_error_code="already_there",
                violation_error_message="Voor deze periode is er al een overleg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("call__isnull", True),
                        ("level", "promoter"),
                        ("project__isnull", False),
                        ("province", ""),
                    ),
                    models.Q(
                        ("call__isnull", True),
                        ("level", "province"),
                        ("project__isnull", True),
                        models.Q(("province", ""), _negated=True),
                    ),
                    models.Q(
                        ("call__isnull", False),
                        ("level", "central"),
                        ("project__isnull", True),
                        ("province", ""),
                    ),
                    _connector="OR",
                ),
                name="meeting_scope_of_level",
                violation_error_message="Het niveau bepaalt waarover het overleg gaat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "bimonthly"), ("level", "promoter"), _connector="OR"),
                name="meeting_level_of_kind",
                violation_error_message="Dit overleg gaat over één project.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_on__isnull", True),
                    ("held_on__gte", models.F("period_start")),
                    _connector="OR",
                ),
                name="meeting_held_after_start",
                violation_error_message="Een overleg vindt niet plaats voor zijn periode begint.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned_at__isnull", True), ("planned_on__isnull", False), _connector="OR"
                ),
                name="meeting_time_of_day",
                violation_error_message="Een uur hoort bij een dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("owner__isnull", False), ("party", "")),
                    models.Q(("owner__isnull", True), models.Q(("party", ""), _negated=True)),
                    _connector="OR",
                ),
                name="action_has_one_owner",
                violation_error_message="Een actie is van één persoon of van één partij.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                    models.Q(
                        ("done_by__isnull", True), ("done_note", ""), ("done_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="action_done_by_someone",
                violation_error_message="Bij een gedane actie staat wanneer en door wie.",
            ),
        ),
    ]
