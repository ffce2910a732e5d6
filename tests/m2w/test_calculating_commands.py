"""What libraries in C print never gets between the lines of a command that calculates."""

import subprocess
import sys

import pytest
from django.core.management import load_command_class

from m2w.management.commands._calculating import CalculatingCommand

COMMAND = """
import ctypes
from django.conf import settings
settings.configure()
from m2w.management.commands._calculating import CalculatingCommand

class Command(CalculatingCommand):
    requires_system_checks = []

    def handle(self, **options):
        self.stdout.write('{"ours": 1,')
        ctypes.CDLL(None).puts(b"a line of the solver")
        self.stdout.write('"euro": "\\u20ac"}')

Command().run_from_argv(["manage.py", "calculate"])
print("afterwards")
"""


def test_the_output_is_of_the_command_alone():
    done = subprocess.run([sys.executable, "-c", COMMAND], capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == ['{"ours": 1,', '"euro": "€"}', "afterwards"]
    assert done.stderr.decode().splitlines() == ["a line of the solver"]


@pytest.mark.parametrize("name", ["answer", "verify_answers", "rehearse_answers"])
def test_commands_that_protect_counts_are_such(name):
    assert isinstance(load_command_class("m2w", name), CalculatingCommand)
