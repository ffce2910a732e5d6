"""What a site must not start with. Plain functions: the settings ask them before anything else."""

from collections.abc import Sequence

DEVELOPMENT_KEY = "m2w-development-only-never-for-real-people"
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
SHORTEST_KEY = 32
FEWEST_CHARACTERS = 10


def fault_in(*, debug: bool, key: str, hosts: Sequence[str]) -> str:
    """Why these settings are not safe to start with; empty when they are."""
    if debug:
        return fault_in_development(hosts)
    return fault_in_key(key) or fault_in_hosts(hosts)


def fault_in_development(hosts: Sequence[str]) -> str:
    if beyond := [host for host in hosts if not is_loopback(host)]:
        names = ", ".join(beyond)
        return f"M2W_DEBUG=on serves this machine only; M2W_ALLOWED_HOSTS names {names}."
    return ""


def is_loopback(host: str) -> bool:
    return host in LOOPBACK or host.endswith(".localhost")


def fault_in_key(key: str) -> str:
    if key == DEVELOPMENT_KEY:
        return "M2W_SECRET_KEY must be set when M2W_DEBUG is off."
    if len(key) < SHORTEST_KEY:
        return f"M2W_SECRET_KEY must have at least {SHORTEST_KEY} characters."
    if len(set(key)) < FEWEST_CHARACTERS or key.startswith("django-insecure-"):
        return "M2W_SECRET_KEY is easy to guess; take a random one."
    return ""


def fault_in_hosts(hosts: Sequence[str]) -> str:
    if not hosts or any("*" in host or not host.strip(".") for host in hosts):
        return "M2W_ALLOWED_HOSTS must name the hosts when M2W_DEBUG is off."
    return ""
