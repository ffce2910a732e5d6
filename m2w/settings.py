"""Settings: everything that differs between machines comes from `M2W_…` variables (README).

Without any variable this is a development site on the loopback address. Setting
`M2W_SECRET_KEY` makes it production: debug off, secure cookies, HTTPS.
"""

from datetime import date
from pathlib import Path

import environ
from django.contrib.messages import constants as levels
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from m2w import startup

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

# Platform ------------------------------------------------------------------------------------
SECRET_KEY = env.str("M2W_SECRET_KEY", default=startup.DEVELOPMENT_KEY)
DEBUG = env.bool("M2W_DEBUG", default=SECRET_KEY == startup.DEVELOPMENT_KEY)
ALLOWED_HOSTS = env.list("M2W_ALLOWED_HOSTS", default=startup.LOOPBACK if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("M2W_TRUSTED_ORIGINS", default=[])

_today = env.str("M2W_TODAY", default="")
_throttle = env.str("M2W_THROTTLE", default="on")
if _fault := startup.fault_in(debug=DEBUG, key=SECRET_KEY, hosts=ALLOWED_HOSTS):
    raise ImproperlyConfigured(_fault)
if not DEBUG and (_today or _throttle == "off"):
    raise ImproperlyConfigured("M2W_TODAY and M2W_THROTTLE need M2W_DEBUG=on.")
try:
    M2W_TODAY = date.fromisoformat(_today) if _today else None
except ValueError:
    raise ImproperlyConfigured(f"M2W_TODAY is not a date: {_today!r}.") from None
M2W_THROTTLE = _throttle != "off"

INSTALLED_APPS = [
    "m2w.accounts",
    "m2w.audit",
    "m2w.documents",
    "m2w.outbox",
    "m2w.imports",
    "m2w.privacy",
    "programmes",
    "matching",
    "reporting",
    "m2w",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "simple_history",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "m2w.requests.RequestIdMiddleware",
    "m2w.middleware.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "m2w.middleware.SafetyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "m2w.middleware.ErrorPageMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "m2w.accounts.middleware.SessionLimitMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "m2w.accounts.middleware.ActingMiddleware",
    "m2w.audit.middleware.RecordMiddleware",
    "m2w.accounts.middleware.SecondFactorMiddleware",
    "m2w.doors.DoorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "m2w.urls"
WSGI_APPLICATION = "m2w.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "m2w.context.page",
            ],
        },
    }
]
MESSAGE_TAGS = {levels.SUCCESS: "ok", levels.WARNING: "wait", levels.ERROR: "stop"}
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data ----------------------------------------------------------------------------------------
DATABASES = {
    "default": env.db_url("M2W_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    # Writers queue at BEGIN instead of failing half-way, and a commit survives kill -9.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What was erased is overwritten, not only unlinked.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        " PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    # Compiling a report's query takes PostgreSQL longer than running it; and on no disk of today
    # does a row by index cost four times one in passing, as it assumes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c jit=off -c random_page_cost=1.1"
    )
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Limits on sign-in must hold over all processes, so they are counted in the database.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "api"},
}

# Documents -----------------------------------------------------------------------------------
M2W_DOCUMENTS_DIR = env.path("M2W_DOCUMENTS_DIR", default=VAR_DIR / "documents")
M2W_MAX_UPLOAD_MB = env.int("M2W_MAX_UPLOAD_MB", default=10)
MEDIA_ROOT = str(M2W_DOCUMENTS_DIR)
FILE_UPLOAD_HANDLERS = [
    "m2w.documents.uploads.CutOffHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# Language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "nl-be"
LANGUAGES = [("nl-be", _("Nederlands")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "m2w" / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_I18N = True

# Accounts ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["m2w.accounts.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "m2w.accounts.adapter.Entrance"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 60 * 60
SESSION_COOKIE_AGE = 12 * 60 * 60
ACCOUNT_FORMS = {
    "login": "m2w.accounts.forms.SignIn",
    "reset_password": "m2w.accounts.forms.ForgottenPassword",
    "reset_password_from_key": "m2w.accounts.forms.NewPassword",
    "change_password": "m2w.accounts.forms.ChangePassword",
    "reauthenticate": "m2w.accounts.forms.SignInAgain",
}
# Per address of the reader, and for what names an account per account too.
# A whole evening's volunteers share one: they fill in the form over the wifi of the place.
# Those who fetch a calendar are servers that many people share.
PUBLIC_PAGES = {
    "invitation": "20/m/ip",
    "calendar": "120/m/ip",
    "open": "120/m/ip",
    "interest": "60/h/ip",
    "meeting": "60/h/ip",
    # A class of mentees answers behind one address.
    "survey": "200/h/ip",
}
ACCOUNT_RATE_LIMITS = PUBLIC_PAGES if M2W_THROTTLE else False

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "m2w.accounts.adapter.SecondFactor"
MFA_TOTP_ISSUER = "Mentoring2Work"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation went to it
MFA_FORMS = {
    "authenticate": "m2w.accounts.forms.SecondStep",
    "reauthenticate": "m2w.accounts.forms.SecondStepAgain",
    "activate_totp": "m2w.accounts.forms.NewApp",
    "add_webauthn": "m2w.accounts.forms.NewKey",
    "authenticate_webauthn": "m2w.accounts.forms.KeyStep",
    "reauthenticate_webauthn": "m2w.accounts.forms.KeyStepAgain",
}
# Roles that sign in with a second factor: codes, or `all`.
M2W_SECOND_FACTOR_ROLES = env.list("M2W_SECOND_FACTOR_ROLES", default=[] if DEBUG else ["all"])

# OpenID Connect, such as ACM/IDM: an empty server means there is none.
SOCIALACCOUNT_ADAPTER = "m2w.accounts.oidc.OpenIDConnect"
M2W_OIDC_SERVER = env.str("M2W_OIDC_SERVER", default="")
M2W_OIDC_CLIENT_ID = env.str("M2W_OIDC_CLIENT_ID", default="")
M2W_OIDC_CLIENT_SECRET = env.str("M2W_OIDC_CLIENT_SECRET", default="")
M2W_OIDC_NAME = env.str("M2W_OIDC_NAME", default="OpenID Connect")
M2W_OIDC_ORGANISATION_CLAIM = env.str("M2W_OIDC_ORGANISATION_CLAIM", default="")
M2W_OIDC_ROLE_CLAIM = env.str("M2W_OIDC_ROLE_CLAIM", default="")
M2W_OIDC_ROLES = (
    env.json("M2W_OIDC_ROLES")
    if env.str("M2W_OIDC_ROLES", default="").startswith("{")
    else env.dict("M2W_OIDC_ROLES", default={})
)

# Mail ----------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("M2W_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Shorter than a worker may keep silent: another one would send the same mail.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("M2W_FROM_EMAIL", default="m2w@localhost")
# Where links in mails that no request asked for lead to.
M2W_SITE_URL = env.str(
    "M2W_SITE_URL",
    default="http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0].lstrip('.')}",
).rstrip("/")

# Static files ---------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Safety ----------------------------------------------------------------------------------------
M2W_SECURITY_CONTACT = env.str("M2W_SECURITY_CONTACT", default="security@localhost")
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
HTTPS = env.bool("M2W_HTTPS", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("M2W_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# API -----------------------------------------------------------------------------------------
M2W_API_RATE = env.str("M2W_API_RATE", default="1200/min")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "m2w.accounts.authentication.MembershipTokenAuthentication",
        "m2w.accounts.authentication.ActingSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["m2w.accounts.authentication.MayEnter"],
    "DEFAULT_THROTTLE_CLASSES": ["m2w.accounts.throttling.KeyThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["m2w.rendering.Renderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "m2w.rendering.Negotiation",
    "DEFAULT_PARSER_CLASSES": ["m2w.parsing.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "m2w.openapi.Schema",
    "EXCEPTION_HANDLER": "m2w.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Mentoring2Work",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DEFAULT_GENERATOR_CLASS": "m2w.openapi.Document",
    "GET_LIB_DOC_EXCLUDES": "m2w.openapi.of_no_object",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "YesNoUnknown": "m2w.choices.YesNoUnknown",
        "YesNoUnknownValue": ["yes", "no", "unknown"],
        "CriterionResult": ["met", "not_met", "unknown"],
        "ScreeningResult": "programmes.choices.ScreeningResult",
        "DocumentKind": "m2w.documents.choices.ContentKind",
        "OutcomeKind": [
            *("open_ended", "fixed_term", "temp_agency", "self_employed", "internship", "ibo"),
            *("training", "work_experience", "other", "none"),
        ],
        "EnrolmentState": "programmes.choices.State",
        "Decision": "programmes.choices.Decision",
        "MatchState": "matching.choices.MatchState",
        "HardRule": "matching.serializers.proposals.RULES",
        "ProposalState": "matching.choices.ProposalState",
        "ExtensionRequestState": "programmes.choices.RequestState",
        "DeclineReason": "programmes.choices.DeclineReason",
        "EndReasonValue": [
            *("completed", "work", "training", "dropout", "moved", "personal", "other"),
        ],
        "RemovalReason": "programmes.choices.RemovalReason",
        "MeasurementResult": "programmes.choices.MeasurementResult",
        "EvaluationLevel": ["promoter", "province", "central"],
        "EvaluationKind": ["bimonthly", "six_month", "final"],
        "AnswerChannel": "matching.choices.AnswerChannel",
        "ReminderPauseReason": "matching.choices.PauseReason",
        "LanguageLevel": ["A1", "A2", "B1", "B2", "C1", "C2"],
        "SessionKind": "matching.choices.SessionKind",
        "ContactChannel": ["in_person", "online", "phone"],
        "ContactKind": ["contact", "checkin_mentor", "checkin_mentee"],
        "GrantKind": ["initial", "extension", "increase", "decrease"],
        "CostCategory": "programmes.choices.CostCategory",
        "YesNo": ["yes", "no"],
        "Province": "m2w.reference.provinces.PROVINCES",
        "PaymentKind": ["advance", "balance", "recovery"],
        "AnswerKind": "reporting.choices.AnswerKind",
        "OrganisationKind": ["promoter", "vdab", "ministry"],
        "EvaluationVerdict": ["positive", "negative"],
        "ImportVerdict": "m2w.imports.choices.Verdict",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "m2w.openapi.told_in_part",
        "m2w.openapi.introduce",
        "m2w.openapi_examples.exemplify",
        "m2w.openapi_refusals.gather",
        "m2w.openapi_headers.gather",
    ],
    "SERVE_PERMISSIONS": ["m2w.accounts.authentication.MayEnter"],
    "SWAGGER_UI_DIST": "SIDECAR",
    # Its resources, each to be opened: all operations at once take a browser seconds to draw.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none", "filter": True},
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "m2w.logs.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers write out what an error says, values and all.
        "django": {"handlers": [], "level": "INFO"},
        # What a reader may not see or mistyped is no fault of ours, and the record keeps
        # refusals; faults are told once, by m2w.errors.
        "django.request": {"level": "CRITICAL"},
    },
}
