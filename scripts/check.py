"""Runs every check of `make test`, one after the other, and prints how long each took.

All parts run even if an earlier one fails, so that one run shows everything; the exit code is 1 if
any failed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PARTS = {
    "lint": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "types": [BIN / "mypy"],
    "architecture": [BIN / "lint-imports"],
    "tests": [sys.executable, "-m", "pytest", *sys.argv[1:]],
}


def main() -> int:
    """Run the parts; 0 if all passed."""
    failed = []
    for name, command in PARTS.items():
        print(f"── {name}", flush=True)
        begun = time.monotonic()
        if subprocess.run(command, cwd=CHECKOUT).returncode:
            failed.append(name)
        if name != "tests":  # pytest ends with its own line, which says the time
            print(f"── {name}: {time.monotonic() - begun:.1f} s", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
