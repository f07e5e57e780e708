#!/bin/sh
# Makes .venv from hash-locked requirements.  usage: scripts/setup.sh run|test
# Does nothing where .venv already holds what the lock file says.
set -eu
cd "$(dirname "$0")/.."
purpose=$1
lock=requirements.txt
[ "$purpose" = test ] && lock=requirements-test.txt

fail() {
    echo "setup: $*" >&2
    exit 2
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
        if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; install it, or name it: make setup PYTHON=/path/to/python3"
}

wanted=$(cat $lock pyproject.toml | cksum)
stamp=.venv/.setup-$purpose
if [ -x .venv/bin/triplehelix ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted $PWD" ]; then
    exit 0
fi

python=$(find_python)
[ -w . ] || fail "$PWD is not writable; clone the project into a folder of your own"
"$python" - <<'CHECK' || exit 2
import platform
import shutil
import sys

name, version = platform.libc_ver()
if sys.platform == "linux" and name != "glibc":
    sys.exit("setup: this Linux has no glibc; use Debian, Ubuntu, RHEL or the like, or the container")
if name == "glibc" and tuple(map(int, version.split("."))) < (2, 34):
    sys.exit(f"setup: glibc {version} is too old, 2.34 is needed; use a newer system or the container")
if (free := shutil.disk_usage(".").free) < 2**30:
    sys.exit(f"setup: {free >> 20} MB free here, about 1 GB is needed; make room on this disk")
CHECK

echo "setup: $("$python" --version), packages of $lock into .venv (once; a few minutes at most)"
rm -f .venv/.setup-*
if ! is_new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --clear .venv >/dev/null ||
        fail "no virtual environment; install the venv module (Debian, Ubuntu: apt install python3-venv)"
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $lock ||
    fail "packages could not be installed, see above; a package index must be reachable (PIP_INDEX_URL names another)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --editable . || fail "the project itself could not be installed, see above"
echo "$wanted $PWD" >"$stamp"
# What is needed to test includes what is needed to run.
[ "$purpose" = run ] || cat requirements.txt pyproject.toml | cksum | sed "s|\$| $PWD|" >.venv/.setup-run
