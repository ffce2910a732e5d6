import os

import django
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.oidc_provider.settings"
django.setup()

from oauth2_provider.models import Application  # noqa: E402

from tests.oidc_provider import settings  # noqa: E402

call_command("migrate", verbosity=0)
Application.objects.create(
    client_id=settings.CLIENT_ID,
    client_secret=settings.CLIENT_SECRET,
    client_type=Application.CLIENT_CONFIDENTIAL,
    authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
    redirect_uris=settings.CALLBACK,
    algorithm=Application.RS256_ALGORITHM,
    skip_authorization=True,
)
call_command("runserver", f"127.0.0.1:{settings.PORT}", "--noreload", "--skip-checks")
