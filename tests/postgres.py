"""A throw-away PostgreSQL: `python -m tests.postgres pytest …` runs the command on one.

The server is a real one on a free loopback port, keeps its data in a temporary directory, and
is gone when the command has ended, however it ended.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    # The data live as long as one run: nothing has to survive a power cut.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
# Sorts as a Belgian production server does, so that an order by code point shows where it is meant.
COLLATION = ["--locale-provider=icu", "--icu-locale=nl-BE"]
# The shell stops the server when its standard input closes: also when this process is killed.
LEASH = '"$@" & server=$!; cat; kill -INT $server; wait $server'


def program(name: str) -> str:
    """The newest installed one: Debian keeps server programs off the path."""
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    found = str(newest) if newest else shutil.which(name)
    if found is None:
        sys.exit("PostgreSQL's server programs are missing: sudo apt-get install -y postgresql")
    return found


def as_owner() -> dict[str, object]:
    """PostgreSQL refuses to run as root, so root lends it to another account."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def server() -> Iterator[str]:
    """Start a server, give the address of an empty database on it, and stop it."""
    owner = as_owner()
    with TemporaryDirectory(prefix="m2w-postgres-") as directory:
        if owner:
            os.chown(directory, owner["user"], owner["group"])
        data = f"{directory}/data"
        initdb = [program("initdb"), "--auth=trust", "--username=m2w", "--encoding=UTF8"]
        subprocess.run(
            [*initdb, *COLLATION, "--no-sync", data],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=directory,
            **owner,
        )
        port = free_port()
        settings = SETTINGS | {"port": str(port)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        log = Path(directory) / "log"
        with (
            log.open("w") as lines,
            subprocess.Popen(
                ["sh", "-c", LEASH, "sh", program("postgres"), "-D", data, *options],
                stdin=subprocess.PIPE,
                stderr=lines,
                cwd=directory,
                start_new_session=True,
                **owner,
            ),
        ):
            wait_for(port)
            where = ["--host=127.0.0.1", f"--port={port}", "--username=m2w"]
            subprocess.run([program("createdb"), *where, "m2w"], check=True)
            yield f"postgres://m2w@127.0.0.1:{port}/m2w"


def wait_for(port: int) -> None:
    ready = [program("pg_isready"), "--quiet", "--host=127.0.0.1", f"--port={port}"]
    for _ in range(300):
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.1)
    sys.exit("PostgreSQL did not start within 30 seconds.")


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with server() as url:
        environment = os.environ | {"M2W_DATABASE_URL": url}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
