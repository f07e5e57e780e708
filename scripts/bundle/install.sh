#!/bin/sh
# Installs Triple Helix from the bundle that this file lies in; needs no network.
# 离线安装，不需要网络。
#
# To upgrade, end the app, unpack a newer bundle over this folder and run this again: var/, where
# the data is, stays as it is.  Another Python than the first on the path:
#     PYTHON=/path/to/python3.11 ./install.sh
set -eu
cd "$(dirname "$0")"
installed=.venv/.bundle # the files of the bundle that was installed last

fail() {
    echo "install: $*" >&2
    exit 2
}

[ -f SHA256SUMS ] && [ -d wheels ] || fail "this folder is no bundle; unpack the whole archive"
if ! cmp -s SHA256SUMS "$installed"; then
    damaged=$(sha256sum --check --quiet SHA256SUMS 2>/dev/null) ||
        fail "damaged or missing: $(echo "$damaged" | head -n 1 | sed 's/: FAILED.*//'); unpack the archive again"
    if [ -f "$installed" ]; then
        # Pages and queries are found by themselves: what the newer version no longer has must go.
        cut -c67- SHA256SUMS >.venv/.files
        cut -c67- "$installed" | grep -vxF -f .venv/.files | while IFS= read -r old; do
            rm -f -- "$old"
        done
    fi
fi
scripts/setup.sh run
cp SHA256SUMS "$installed"
echo "Triple Helix $(sed -n 's/^version: //p' bundle.txt) is installed; ./start.sh opens it"
echo "已安装；运行 ./start.sh 打开"
