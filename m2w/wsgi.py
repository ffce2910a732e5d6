"""WSGI entry point for gunicorn and the like."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "m2w.settings")
application = get_wsgi_application()
