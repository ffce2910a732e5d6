"""Starts and stops the server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).parents[2]


@contextmanager
def running(directory: Path, callback: str) -> Iterator[str]:
    """The root of a server that sends people back to this address."""
    port = free_port()
    environment = os.environ | {
        "OIDC_PORT": str(port),
        "OIDC_CALLBACK": callback,
        "OIDC_DATABASE": str(directory / "oidc.sqlite3"),
    }
    command = [sys.executable, "-m", "tests.oidc_provider"]
    with (
        (directory / "log").open("w") as log,
        subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log) as process,
    ):
        wait_for(port, directory / "log")
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def wait_for(port: int, log: Path) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(log.read_text())
