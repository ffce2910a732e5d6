"""The site as it is, over the database that the benchmark filled."""

import os

from m2w.settings import *  # noqa: F403
from m2w.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
ROOT_URLCONF = "tests.bench.urls"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
