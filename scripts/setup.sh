#!/bin/sh
# Makes .venv from hash-locked requirements.  usage: scripts/setup.sh run|test
# Does nothing where .venv already holds what the lock file says.  In a bundle (make bundle) the
# packages come from its folder wheels/ and from nowhere else.
set -eu
cd "$(dirname "$0")/.."
purpose=$1
lock=requirements.txt
[ "$purpose" = test ] && lock=requirements-test.txt

fail() {
    echo "setup: $*" >&2
    exit 2
}

wanted_python="Python 3.11 or newer"
versions=
source="a package index must be reachable (PIP_INDEX_URL names another)"
if [ -f bundle.txt ]; then
    versions=$(sed -n 's/^python: //p' bundle.txt)
    wanted_python="Python $(echo "$versions" | sed 's/ / or /g') (for which this bundle has packages)"
    source="unpack the archive again"
    export PIP_NO_INDEX=1 PIP_FIND_LINKS="$PWD/wheels" PIP_CONFIG_FILE=/dev/null
fi

is_suited() {
    # shellcheck disable=SC2086  # each version is a word of its own
    "$1" -c 'import sys
here = "%d.%d" % sys.version_info[:2]
sys.exit(sys.version_info < (3, 11) or (len(sys.argv) > 1 and here not in sys.argv[1:]))' \
        $versions 2>/dev/null
}

find_python() {
    # A relocatable Python may have been put into the folder python of a bundle.
    for candidate in ${PYTHON:-./python/bin/python3 python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if command -v "$candidate" >/dev/null 2>&1 && is_suited "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "$wanted_python is needed; install it, or name it: PYTHON=/path/to/python3 before the command"
}

wanted=$(cat $lock pyproject.toml | cksum)
stamp=.venv/.setup-$purpose
if [ -x .venv/bin/triplehelix ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted $PWD" ]; then
    exit 0
fi

python=$(find_python)
[ -w . ] || fail "$PWD is not writable; put the program into a folder of your own"
PYTHONDONTWRITEBYTECODE=1 "$python" -m cli.system || exit 2

echo "setup: $("$python" --version), packages of $lock into .venv (once; a few minutes at most)"
rm -f .venv/.setup-*
# Debian and Ubuntu leave out the pip that the module venv puts in; a bundle brings one.
pip_wheel=$(echo wheels/pip-*.whl)
has_pip() {
    .venv/bin/python -m pip --version >/dev/null 2>&1
}
make_environment() {
    "$python" -m venv --clear "$@" .venv >/dev/null 2>&1
}
if ! is_suited .venv/bin/python || ! { has_pip || [ -f "$pip_wheel" ]; }; then
    make_environment || { [ -f "$pip_wheel" ] && make_environment --without-pip; } ||
        fail "no virtual environment; install the venv module (Debian, Ubuntu: apt install python3-venv)"
fi
pip="-m pip"
has_pip || pip=$pip_wheel/pip
# shellcheck disable=SC2086  # -m pip is two words
{
    .venv/bin/python $pip install --quiet --disable-pip-version-check --require-hashes -r $lock ||
        fail "packages could not be installed, see above; $source"
    .venv/bin/python $pip install --quiet --disable-pip-version-check --no-deps \
        --no-build-isolation --editable . || fail "the project itself could not be installed, see above"
}
echo "$wanted $PWD" >"$stamp"
# What is needed to test includes what is needed to run.
[ "$purpose" = run ] || cat requirements.txt pyproject.toml | cksum | sed "s|\$| $PWD|" >.venv/.setup-run
