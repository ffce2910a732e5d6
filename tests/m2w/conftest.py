import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing that takes its time is for attackers, not for tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
