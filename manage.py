#!/usr/bin/env python
"""Django's command line for m2w."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "m2w.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        sys.exit(f"m2w does not start: {fault}")
    except SystemExit as stop:
        # Whatever a command refuses, words it cannot read included, ends with 1.
        sys.exit(1 if stop.code == 2 else stop.code)


if __name__ == "__main__":
    main()
