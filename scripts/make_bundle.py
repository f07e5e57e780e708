"""Makes one archive from which Triple Helix is installed where there is no network.

    python -m scripts.make_bundle [--platform linux_x86_64] [--python 3.12]... [--into dist]

In it are the files of the checkout that are needed to run, the packages of `requirements.txt` as
wheels with the hashes that it locks, the installers of `scripts/bundle/`, and SHA256SUMS over all.
The same checkout and the same wheels give the same archive, byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement

from cli.system import GLIBC, facts

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDER = "triplehelix"  # without a version, so that a newer bundle can be unpacked over it
INSTALLERS = "scripts/bundle/"
# What only those need who work on the program itself.
LEFT_OUT = (".ci/", ".git", "benchmarks/", "tests/", "conftest.py", "requirements-test.txt")
OLDEST_GLIBC = 5  # minor versions, of which the names of wheels tell
# The variables that environment markers in the lock file may ask for, by platform.
PLATFORMS = {
    "linux_x86_64": {"sys_platform": "linux", "os_name": "posix", "platform_machine": "x86_64"},
    "linux_aarch64": {"sys_platform": "linux", "os_name": "posix", "platform_machine": "aarch64"},
    "macos_arm64": {"sys_platform": "darwin", "os_name": "posix", "platform_machine": "arm64"},
    "win_amd64": {"sys_platform": "win32", "os_name": "nt", "platform_machine": "AMD64"},
}


class NotMade(Exception):
    """Why there is no bundle, in one line, with the way out."""


def tags(target: str) -> list[str]:
    """The platform tags of wheels that run on `target`."""
    name, _, machine = target.partition("_")
    if name == "linux":
        minors = range(GLIBC[1], OLDEST_GLIBC - 1, -1)
        return [f"manylinux_2_{n}_{machine}" for n in minors] + [f"manylinux2014_{machine}"]
    if name == "macos":
        return [f"macosx_{n}_0_{machine}" for n in range(14, 10, -1)]
    return [target]


def locked(target: str, python: str) -> str:
    """The lines of the lock file that hold on `target` with that Python, without their markers.

    pip evaluates markers for the system that it runs on, whatever it downloads for.
    """
    environment = PLATFORMS[target] | {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    chosen = []
    text = (CHECKOUT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        what, *hashes = line.partition("#")[0].split("--hash=")
        if not what.strip():
            continue
        wanted = Requirement(what.strip())
        if wanted.marker is None or wanted.marker.evaluate(environment):
            chosen.append(" --hash=".join([f"{wanted.name}{wanted.specifier} ", *hashes]))
    return "\n".join(chosen)


def download(target: str, python: str, folder: Path) -> None:
    """Put the wheels for `target` and `python` into `folder`, each held against its hash."""
    with tempfile.TemporaryDirectory() as scratch:
        lock = Path(scratch) / "requirements.txt"
        lock.write_text(locked(target, python), encoding="utf-8")
        platforms = [word for tag in tags(target) for word in ("--platform", tag)]
        done = subprocess.run(
            [
                sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
                "--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement", lock,
                "--python-version", python, "--implementation", "cp", *platforms,
                "--dest", folder,
            ],
            capture_output=True, text=True,
        )  # fmt: skip
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise NotMade(
            f"no packages for {target}, Python {python}: {(said or ['pip failed'])[-1]}; "
            "a package index must be reachable (PIP_INDEX_URL names another)"
        )


def pip_wheels() -> Iterator[Path]:
    """The pip that this Python keeps for new environments: not every system has one at hand."""
    import ensurepip

    folders = [os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")]  # noqa: PTH118, PTH120
    for folder in map(Path, [*folders, "/usr/share/python-wheels"]):
        found = sorted(folder.glob("pip-*.whl"))
        if found:
            yield found[-1]
            return


def program() -> Iterator[tuple[str, Path]]:
    """The files of the checkout that belong to a bundle: name in the bundle, and path."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=CHECKOUT, capture_output=True, text=True,
    )  # fmt: skip
    if listed.returncode:
        raise NotMade("git does not know this folder; make the bundle in a clone of the project")
    for name in listed.stdout.rstrip("\0").split("\0"):
        path = CHECKOUT / name
        if name.startswith(INSTALLERS):
            yield name.removeprefix(INSTALLERS), path
        elif not name.startswith(LEFT_OUT) and path.is_file():
            yield name, path


def moment() -> int:
    """The time that all files in the archive carry: of the last commit, in seconds since 1970."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout)


def write(archive: Path, files: Mapping[str, Path | bytes], time: int) -> None:
    """Write `files` in the order of their names, all owned by root and of the same `time`."""
    with (
        archive.open("wb") as raw,
        # Wheels are compressed already.
        gzip.GzipFile("", "wb", compresslevel=1, fileobj=raw, mtime=time) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name in sorted(files):
            content = files[name]
            body = content if isinstance(content, bytes) else content.read_bytes()
            entry = tarfile.TarInfo(f"{FOLDER}/{name}")
            entry.size, entry.mtime = len(body), time
            runs = isinstance(content, Path) and os.access(content, os.X_OK)
            entry.mode = 0o755 if runs and not name.endswith(".whl") else 0o644
            entry.uname = entry.gname = "root"
            tar.addfile(entry, io.BytesIO(body))


def make(target: str, pythons: list[str], into: Path) -> Path:
    """The bundle for `target`, with packages for each of `pythons`, in the folder `into`."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version, pythons = project["version"], sorted(pythons, key=lambda p: int(p.split(".")[1]))
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        wheels = Path(scratch)
        for python in pythons:
            download(target, python, wheels)
        files: dict[str, Path | bytes] = dict(program())
        files |= {f"wheels/{path.name}": path for path in [*wheels.iterdir(), *pip_wheels()]}
        files["bundle.txt"] = (
            f"version: {version}\nplatform: {target}\npython: {' '.join(pythons)}\n"
        ).encode()
        files["SHA256SUMS"] = "".join(
            f"{digest(files[name])}  {name}\n" for name in sorted(files)
        ).encode()
        archive = into / f"triplehelix-{version}-{target}-py{'-'.join(pythons)}.tar.gz"
        write(archive, files, moment())
    return archive


def digest(content: Path | bytes) -> str:
    body = content if isinstance(content, bytes) else content.read_bytes()
    return hashlib.sha256(body).hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes an archive to install without a network.")
    parser.add_argument("--platform", choices=list(PLATFORMS), default=facts().platform)
    parser.add_argument("--python", action="append", help="such as 3.12; several times for several")
    parser.add_argument("--into", type=Path, default=CHECKOUT / "dist")
    given = parser.parse_args()
    pythons = given.python or ["{}.{}".format(*sys.version_info)]
    print(f"bundle: packages for {given.platform}, Python {', '.join(pythons)}", flush=True)
    try:
        archive = make(given.platform, pythons, given.into)
    except NotMade as why:
        print(f"bundle: {why}", file=sys.stderr)
        return 2
    print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB, sha256 {digest(archive)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
