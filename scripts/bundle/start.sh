#!/bin/sh
# Opens the app at http://127.0.0.1:8501 until Ctrl-C.  With --demo it first loads Wenzhou and the
# delta; anything else goes to `triplehelix app`, such as --port 8600.
# 打开网页，Ctrl-C 结束；加 --demo 先载入温州和长三角的数据。
set -eu
cd "$(dirname "$0")"
[ -x .venv/bin/triplehelix ] || ./install.sh
if [ "${1:-}" = --demo ]; then
    shift
    .venv/bin/triplehelix load data/wenzhou data/delta-2019
fi
exec .venv/bin/triplehelix app "$@"
