"""The steps of the Dockerfile, carried out; and the app as the container files run it.

The image itself is not built: see `tests/bundle/image.py` for what stands for its base.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.settings import CHECKOUT
from tests.bundle.conftest import namespace
from tests.bundle.image import Image, steps
from tests.conftest import leave_out
from views.paper.fonts import WELL_KNOWN

WHEELS = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels"}


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    """The app as docker-compose.yml runs it."""
    text = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text)["services"]["app"])


@pytest.fixture(scope="module")
def image(
    bundle: Path, service: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Image]:
    folder = tmp_path_factory.mktemp("image")
    with tarfile.open(bundle) as tar:
        wheels = [m for m in tar if m.name.startswith("triplehelix/wheels/")]
        tar.extractall(folder, wheels, filter="data")
    volumes = folder / "volumes"
    volumes.mkdir()
    with namespace("--net", "--mount") as space:
        try:
            image = Image(CHECKOUT, folder, space)
        except AssertionError as error:
            leave_out(f"An overlay of the root is not permitted here: {str(error)[-100:]}")
            raise
        image.put_base(folder / "triplehelix" / "wheels")
        image.carry_out(steps(CHECKOUT / "Dockerfile"), WHEELS)
        assert service["read_only"] is True
        image.make_read_only(volumes, service["tmpfs"])
        yield image
        image.run("triplehelix", "stop", user=image.user)
    shutil.rmtree(folder, ignore_errors=True)  # it is large, and pytest would keep it


def run(image: Image, *words: str) -> subprocess.CompletedProcess[str]:
    return image.run(*words, user=image.user)


def test_it_has_what_runs_and_nothing_of_ours(image: Image) -> None:
    names = set(run(image, "ls", "-A", "/app").stdout.split())
    assert {"app.py", "cli", "data", ".streamlit"} <= names
    assert not names & {".git", ".venv", "var", "dist", "secrets"}


def test_it_has_a_font_that_the_brief_finds(image: Image) -> None:
    """Without fontconfig it is known by its path, which is that of the package."""
    (font,) = (name for name in image.packages if name.startswith("fonts-"))
    assert any(Path(path).stem == font.removeprefix("fonts-") for path in WELL_KNOWN)


def test_nothing_but_the_volume_and_tmp_can_be_written(
    image: Image, service: dict[str, Any]
) -> None:
    assert run(image, "id", "-u").stdout.strip() == service["user"].split(":")[0] == "1000"
    assert (
        run(image, "grep", "-E", "^Cap(Eff|Bnd)", "/proc/self/status").stdout.split()[1::2]
        == ["0" * 16] * 2
    )
    assert run(image, "triplehelix", "doctor").returncode == 0
    for folder in ("/app", "/usr/local", "/home/triplehelix"):
        assert run(image, "touch", f"{folder}/x").returncode != 0
    for folder in ("/tmp", "/var/lib/triplehelix"):  # noqa: S108
        assert run(image, "touch", f"{folder}/x").returncode == 0


def test_a_load_works_there_and_refused_rows_are_kept(image: Image) -> None:
    done = run(image, "triplehelix", "load", "/app/data/wenzhou")
    assert done.returncode == 0, done.stderr
    table = "name,place\n温州光芒公司,温州市\n南山泵业公司,温洲市\n"
    assert run(image, "sh", "-c", f"printf '{table}' > firms.csv").returncode == 0
    words = "firms.csv --kind Enterprise --title t --publisher p --date 2024-05-01 --licence x"
    done = run(image, "triplehelix", "load", *words.split())
    assert done.returncode == 1, done.stderr
    assert "温洲市" in run(image, "cat", "firms.rejected.csv").stdout


def test_the_app_runs_is_seen_to_be_well_and_ends_when_told(image: Image) -> None:
    program = [*image.program["entrypoint"], *image.program["cmd"]]
    assert run(image, *image.check).returncode != 0
    app = subprocess.Popen(
        image.inside(*program, user=image.user),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + 60  # the start-period of the check
        while run(image, *image.check).returncode != 0:
            assert app.poll() is None and time.monotonic() < end
            time.sleep(0.5)
    finally:
        begun = time.monotonic()
        app.terminate()
        said, _ = app.communicate(timeout=60)
    assert app.returncode == 130
    assert time.monotonic() - begun < 10  # afterwards Docker kills
    assert "Traceback" not in said and "rror" not in said, said
