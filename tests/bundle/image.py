"""Carries out the steps of the Dockerfile without Docker, in a root of their own.

What `FROM` names cannot be had here.  In its place is this system's own root, under an overlay
that takes up every change and is thrown away, with this Python in a fresh environment.  All else
is done as it is written: files are copied as `.dockerignore` allows, commands run in the root, and
the program as the user whom the file names.
"""

from __future__ import annotations

import fnmatch
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.bundle.conftest import Namespace

BASE = "/usr/local/base"  # the Python that stands for the one of the image
KNOWN = {"FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK",
         "ENTRYPOINT", "CMD"}  # fmt: skip


PACKAGES = re.compile(
    r"apt-get update && apt-get install -y --no-install-recommends ([a-z0-9.+ -]+?) "
    r"&& rm -rf /var/lib/apt/lists/\*"
)


def steps(dockerfile: Path) -> list[tuple[str, str]]:
    """The instructions and what they say, in order."""
    text = re.sub(r"^\s*#.*\n", "", dockerfile.read_text(encoding="utf-8"), flags=re.M)
    lines = [line for line in re.sub(r"\\\n\s*", "", text).splitlines() if line]
    found = [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]
    assert {word for word, _ in found} <= KNOWN, "an instruction that is not carried out here"
    return found


def ignored(pattern_file: Path) -> list[str]:
    return pattern_file.read_text(encoding="utf-8").split()


class Image:
    """A root into which the steps were carried out, and what they say of how to run it."""

    def __init__(self, checkout: Path, folder: Path, space: Namespace) -> None:
        self.checkout, self.space = checkout, space
        self.root = folder / "root"
        path = f"{BASE}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        self.environment = {"PATH": path, "HOME": "/root"}
        self.at = "/"
        self.user = "root"
        self.volumes: list[str] = []
        self.packages: list[str] = []  # of the distribution
        self.check: list[str] = []
        self.program: dict[str, list[str]] = {}
        for part in ("upper", "work", "root"):
            (folder / part).mkdir()
        dirs = f"lowerdir=/,upperdir={folder}/upper,workdir={folder}/work"
        self._do("mount", "-t", "overlay", "overlay", "-o", dirs, self.root)
        for part in ("proc", "dev"):
            self._do("mount", "--rbind", f"/{part}", self.root / part)

    def _do(self, *words: str | Path) -> str:
        done = self.space.run(*words)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def inside(self, *words: str, user: str = "root") -> list[str]:
        """The command that runs `words` in the root, as `user` and with no right beyond."""
        environment = [f"{name}={value}" for name, value in self.environment.items()]
        if user != "root":
            own = self._do("chroot", self.root, "getent", "passwd", user).strip().split(":")
            drop = [f"--reuid={own[2]}", f"--regid={own[3]}", "--clear-groups", "--no-new-privs",
                    "--bounding-set=-all", "--inh-caps=-all"]  # fmt: skip
            environment.append(f"HOME={own[5]}")
        else:
            drop = ["--no-new-privs"]
        at = f"cd {shlex.quote(self.at)} && exec {shlex.join(words)}"
        return self.space.command(
            "chroot", self.root, "setpriv", *drop, "env", "--ignore-environment", *environment,
            "sh", "-c", at,
        )  # fmt: skip

    def run(self, *words: str, user: str = "root") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.inside(*words, user=user), capture_output=True, text=True, timeout=600
        )

    def put_base(self, wheels: Path) -> None:
        """What the image that `FROM` names has: a Python with pip, and no users of its own."""
        for table in ("passwd", "shadow", "group", "gshadow"):
            path = f"{self.root}/etc/{table}"
            # Users and groups of people have numbers of four digits from 1000 on.
            people = "^[^:]*:[^:]*:[1-5][0-9]{3}:" if table in ("passwd", "group") else "^$"
            self._do("sed", "-E", "-i", f"/{people}/d", path)
        prefix = Path(sys.base_prefix)
        # The user of the image must get at this Python, which may lie in somebody's home.
        for parent in [p for p in prefix.parents if p != Path("/")]:
            self._do("chmod", "a+x", f"{self.root}{parent}")
        self._do("mkdir", f"{self.root}/wheels")
        self._do("mount", "--bind", wheels, f"{self.root}/wheels")
        done = self.run(str(prefix / "bin" / "python3"), "-m", "venv", BASE)
        assert done.returncode == 0, done.stderr

    def carry_out(self, found: list[tuple[str, str]], building: Mapping[str, str]) -> None:
        """Every step in order; `building` are variables for the commands of `RUN` alone."""
        for word, rest in found:
            getattr(self, f"_{word.lower()}")(rest, building)

    def _from(self, rest: str, building: Mapping[str, str]) -> None:
        assert re.fullmatch(r"python:3\.\d+-slim-bookworm", rest)

    def _env(self, rest: str, building: Mapping[str, str]) -> None:
        self.environment |= dict(word.split("=", 1) for word in shlex.split(rest))

    def _workdir(self, rest: str, building: Mapping[str, str]) -> None:
        self.at = rest
        self._do("mkdir", "-p", f"{self.root}{rest}")

    def _copy(self, rest: str, building: Mapping[str, str]) -> None:
        *sources, target = rest.split()
        assert target == "./"
        patterns = ignored(self.checkout / ".dockerignore")
        anywhere = [p.removeprefix("**/") for p in patterns if p.startswith("**/")]

        def leave(folder: str, names: list[str]) -> list[str]:
            inner = Path(folder).relative_to(self.checkout)
            return [
                n for n in names
                if any(fnmatch.fnmatch(n, p) for p in anywhere) or str(inner / n) in patterns
            ]  # fmt: skip

        staged = self.root.parent / "staged"
        for source in sources:
            if (self.checkout / source).is_dir():
                shutil.copytree(self.checkout / source, staged, ignore=leave)
            else:
                staged.mkdir()
                shutil.copy(self.checkout / source, staged)
            self._do("cp", "-r", f"{staged}/.", f"{self.root}{self.at}")
            shutil.rmtree(staged)

    def _run(self, rest: str, building: Mapping[str, str]) -> None:
        if from_distribution := PACKAGES.fullmatch(rest):
            self.packages += from_distribution[1].split()  # there is no network to get them
            return
        kept = dict(self.environment)
        self.environment |= building
        done = self.run("sh", "-ec", rest)
        self.environment = kept
        assert done.returncode == 0, f"RUN {rest}\n{done.stdout}{done.stderr}"

    def _user(self, rest: str, building: Mapping[str, str]) -> None:
        self.user = rest

    def _volume(self, rest: str, building: Mapping[str, str]) -> None:
        self.volumes.append(rest)

    def _expose(self, rest: str, building: Mapping[str, str]) -> None:
        assert self.environment["TRIPLEHELIX_PORT"] == rest

    def _healthcheck(self, rest: str, building: Mapping[str, str]) -> None:
        self.check = json.loads(rest.partition("CMD ")[2])

    def _entrypoint(self, rest: str, building: Mapping[str, str]) -> None:
        self.program["entrypoint"] = json.loads(rest)  # the exec form: signals reach the program

    def _cmd(self, rest: str, building: Mapping[str, str]) -> None:
        self.program["cmd"] = json.loads(rest)

    def make_read_only(self, volumes: Path, temporary: list[str]) -> None:
        """As a container with `read_only`: its volumes and `temporary` alone can be written to."""
        for number, volume in enumerate(self.volumes):
            kept = volumes / str(number)
            self._do("cp", "-a", f"{self.root}{volume}", kept)  # with its owner, as Docker does
            self._do("mount", "--bind", kept, f"{self.root}{volume}")
        self._do("mount", "-o", "remount,ro", self.root)
        for path in temporary:
            self._do("mount", "-t", "tmpfs", "tmpfs", f"{self.root}{path.partition(':')[0]}")
