#!/usr/bin/env bash
# Runs a command with a localstripe of its own, in BOTTEGA_TEST_STRIPE_URL, and ends it afterwards.
# It keeps everything in memory, and nobody but this machine can reach it.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

python=$target/localstripe/bin/python
[ -x "$python" ] || fail "localstripe is missing: run scripts/setup.sh."

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
  console.log(s.address().port); s.close(); })')
log=$(mktemp /tmp/bottega-localstripe.XXXXXX)

# Left to itself it listens on every address and keeps what it is told in /tmp.
"$python" -c '
import sys
from aiohttp import web
from localstripe import resources, server
resources.Store.dump_to_disk = lambda store: None
web.run_app(server.app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
' "$port" >"$log" 2>&1 &
server=$!

remove() {
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  rm -f "$log"
}
trap remove EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for _ in $(seq 100); do
  if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat "$log" >&2; fail "localstripe does not start."; }
  sleep 0.1
done

export BOTTEGA_TEST_STRIPE_URL="http://127.0.0.1:$port"
"$@"
