"""WSGI entry point for gunicorn and the like."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

# gunicorn takes this as "will never boot" and stops; after any other code it tries for ever.
WILL_NOT_BOOT = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "m2w.settings")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as fault:
    sys.stderr.write(f"m2w does not start: {fault}\n")
    sys.exit(WILL_NOT_BOOT)
