"""The programs that tests lean on: a browser, a PostgreSQL, an office – found, installed, started.

``python -m tests.services`` installs what is missing through apt when it may, and otherwise says
what to install.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

from tests import frictionless, openid, spark
from tests.depth import DEEP

Program = TypeVar("Program")

CHROMIUM_FLAGS = [
    "--font-render-hinting=none",  # letters as wide as they are drawn with a window
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


MEMORY = "/dev/shm"  # noqa: S108 - a system's own folder in memory
ROOM = 2 << 30


class MissingProgramError(RuntimeError):
    """A program that the tests need is not on this machine."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"The tests need the Debian package '{package}': run 'apt-get install {package}'."
        )


# ---------------------------------------------------------------- finding


def chromium() -> str | None:
    """Return the path of Debian's Chromium without a window: one with a window draws its own bars, too,
    for each page, and takes thrice as long.
    """
    return shutil.which("chromium-headless-shell")


def office() -> str | None:
    """Return the path of LibreOffice."""
    return shutil.which("soffice")


def slides_of_office() -> Path | None:
    """Return the part of LibreOffice that opens presentations: Debian ships it by itself."""
    return part_of_office("libsdlo.so")


def documents_of_office() -> Path | None:
    """Return the part of LibreOffice that opens documents of text."""
    return part_of_office("libswlo.so")


def part_of_office(name: str) -> Path | None:
    """Return a part of LibreOffice that Debian ships by itself."""
    program = office()
    part = program and Path(program).resolve().parent / name
    return part if part and part.exists() else None


def pdftoppm() -> str | None:
    """Return the path of the program that draws the pages of a PDF."""
    return shutil.which("pdftoppm")


def postgresql_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs."""
    folders = [program.parent for program in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: float(folder.parent.name), default=None)


def nginx() -> str | None:
    """Return the path of Debian's nginx, which is not on everybody's path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def free_letters() -> Path | None:
    """Return the folder of letters as wide as Arial's, which an office without Arial takes."""
    folder = Path("/usr/share/fonts/truetype/liberation")
    return folder if folder.is_dir() else None


def given_server() -> str | None:
    """Return the address of a PostgreSQL server that the developer lends to the tests."""
    return os.environ.get("TEST_DATABASE_URL") or None


FINDERS: dict[str, Callable[[], object]] = {
    "chromium-headless-shell": chromium,
    "postgresql": lambda: given_server() or postgresql_programs(),
    "fonts-liberation": free_letters,
    "libreoffice-calc": office,
    "libreoffice-impress": slides_of_office,
    "libreoffice-writer": documents_of_office,
    "nginx-light": nginx,
    "poppler-utils": pdftoppm,
}
if DEEP:
    FINDERS["openjdk-17-jre-headless"] = lambda: shutil.which("java")


def needed(package: str, program: Program | None) -> Program:
    """Return what was found, or say which package has it."""
    if program is None:
        raise MissingProgramError(package)
    return program


# ---------------------------------------------------------------- installing


def missing_packages() -> list[str]:
    """Return the Debian packages whose programs are not here."""
    return [package for package, find in FINDERS.items() if not find()]


def as_root() -> list[str] | None:
    """Return the words before a command that make it root's, or None where that is not allowed."""
    if os.geteuid() == 0:
        return []
    probe = shutil.which("sudo") and subprocess.run(
        ["sudo", "-n", "true"], capture_output=True, check=False
    )
    return ["sudo", "-n"] if probe and probe.returncode == 0 else None


def install(packages: list[str]) -> bool:
    """Install Debian packages, where apt is at hand and we may."""
    prefix = as_root()
    if prefix is None or not shutil.which("apt-get"):
        return False
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    commands = [[*apt, "update"], [*apt, "install", "--no-install-recommends", *packages]]
    return all(
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for command in commands
    )


def main() -> int:
    """Make sure that every program the tests need is here."""
    missing = missing_packages()
    if missing:
        print(f"Installing for the tests: {' '.join(missing)}", flush=True)
        install(missing)
    still = missing_packages()
    if still:
        print(f"The tests cannot run. As root: apt-get install {' '.join(still)}", file=sys.stderr)
    openid.python()
    frictionless.python()
    if DEEP:
        spark.libraries()
    return 1 if still else 0


# ---------------------------------------------------------------- PostgreSQL


def unprivileged() -> str | None:
    """Return the user to start PostgreSQL as: it refuses to run for root."""
    return "postgres" if os.geteuid() == 0 else None


def run_quietly(
    command: list[str], *, user: str | None = None, environment: Mapping[str, str] | None = None
) -> None:
    """Run a command as a user and show what it said only when it fails.

    The output goes to a file: a server started by the command would keep a pipe open for ever.
    """
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.run(
            command,
            cwd="/",
            user=user,
            env=environment,
            stdout=output,
            stderr=output,
            check=False,
        )
        if process.returncode:
            output.seek(0)
            raise RuntimeError(f"{command[0]} failed:\n{output.read()}")


def in_memory() -> str | None:
    """A folder in memory, if there is one with room: databases that are made there and dropped
    never reach a disk.
    """
    room = shutil.disk_usage(MEMORY).free if os.access(MEMORY, os.W_OK) else 0
    return MEMORY if room > ROOM else None


@contextmanager
def cluster(folder: Path) -> Iterator[URL]:
    """Run a throw-away PostgreSQL in a folder, reached by a socket there: no port to collide on."""
    programs, user = needed("postgresql", postgresql_programs()), unprivileged()
    if user:
        shutil.chown(folder, user)
    initialise = [str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username=itog"]
    run_quietly(
        [*initialise, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], user=user
    )
    with _running(folder) as address:
        yield address


@contextmanager
def replica(primary: Path, folder: Path) -> Iterator[URL]:
    """Run a streaming replica, in a folder of its own, of the PostgreSQL that runs in another."""
    program, user = needed("postgresql", postgresql_programs()) / "pg_basebackup", unprivileged()
    if user:
        shutil.chown(folder, user)
    copying = [str(program), f"--host={primary}", "--username=itog", f"--pgdata={folder / 'data'}"]
    run_quietly([*copying, "--write-recovery-conf", "--checkpoint=fast", "--no-sync"], user=user)
    with _running(folder) as address:
        yield address


def promote(folder: Path) -> None:
    """Let the replica of a folder take the place of its primary."""
    run_quietly([*_control(folder), "promote"], user=unprivileged())


@contextmanager
def _running(folder: Path) -> Iterator[URL]:
    """The server of a folder, while it runs, and stopped in the end whatever has become of it."""
    user, control = unprivileged(), _control(folder)
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    options += " -c max_wal_size=128MB"
    run_quietly([*control, "--log", str(folder / "log"), "--options", options, "start"], user=user)
    try:
        yield URL.create(
            "postgresql+psycopg", "itog", database="postgres", query={"host": str(folder)}
        )
    finally:
        with suppress(RuntimeError):  # a test may have stopped it already
            run_quietly([*control, "--mode=immediate", "stop"], user=user)


def _control(folder: Path) -> list[str]:
    program = needed("postgresql", postgresql_programs()) / "pg_ctl"
    return [str(program), "--pgdata", str(folder / "data"), "--wait", "--silent"]


def stop(folder: Path, mode: str = "fast") -> None:
    """Stop the PostgreSQL of a folder; who is connected is cut off. ``immediate``: as if it died."""
    run_quietly([*_control(folder), f"--mode={mode}", "stop"], user=unprivileged())


def restart(folder: Path) -> None:
    """Start the PostgreSQL of a folder anew, stopped or not, with the options it had."""
    run_quietly(
        [*_control(folder), "--log", str(folder / "log"), "--mode=fast", "restart"],
        user=unprivileged(),
    )


@contextmanager
def postgresql_server() -> Iterator[URL]:
    """Give the address of a PostgreSQL server: the one lent to the tests, or one of our own."""
    lent = given_server()
    if lent:
        yield make_url(lent)
        return
    # Not pytest's temporary folder: other users may not enter it, and a socket's path must be
    # short.
    with (
        tempfile.TemporaryDirectory(prefix="itog-pg-", dir=in_memory()) as folder,
        cluster(Path(folder)) as server,
    ):
        yield server


@contextmanager
def fresh_database(server: URL) -> Iterator[str]:
    """Give the address of an empty database on a server, dropped afterwards."""
    name = f"itog_test_{uuid4().hex[:12]}"
    administer(
        server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' STRATEGY FILE_COPY"
    )
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def administer(server: URL, statement: str) -> None:
    """Run a statement that PostgreSQL allows only outside a transaction."""
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


# ---------------------------------------------------------------- office


def convert(file: Path, extension: str, *, fonts: Path | None = None) -> Path:
    """Open a file with LibreOffice and return it in another format, beside the first; ``fonts`` is
    a configuration of fontconfig that names all that there are.
    """
    program = needed("libreoffice-calc", office())
    # A profile of its own: two offices that share one wait for each other.
    with tempfile.TemporaryDirectory(prefix="itog-office-") as profile:
        command = [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            extension,
        ]
        environment = {**os.environ, **({"FONTCONFIG_FILE": str(fonts)} if fonts else {})}
        run_quietly([*command, "--outdir", str(file.parent), str(file)], environment=environment)
    converted = file.with_suffix(f".{extension}")
    if not converted.exists():
        raise RuntimeError(f"LibreOffice cannot open {file.name} and save it as {extension}.")
    return converted


if __name__ == "__main__":
    sys.exit(main())
