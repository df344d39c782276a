#!/usr/bin/env bash
# Runs a command with a PostgreSQL cluster of its own, in BOTTEGA_TEST_POSTGRES_URL, and removes
# the cluster afterwards. Nothing of a PostgreSQL that the machine may run is touched.
set -euo pipefail

bin=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
bin=${bin%/initdb}
[ -n "$bin" ] || { echo "with-postgres: Debian's package postgresql is missing." >&2; exit 1; }

home=$(mktemp -d /tmp/bottega-postgres.XXXXXX)
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
  console.log(s.address().port); s.close(); })')

# PostgreSQL refuses to run as root.
as_owner=()
if [ "$(id -u)" = 0 ]; then
  chown postgres "$home"
  as_owner=(runuser -u postgres --)
fi

control() { (cd "$home" && "${as_owner[@]}" "$bin/pg_ctl" -D "$home/data" -s -w "$@"); }

remove() {
  control -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap remove EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# C sorts and compares by bytes, as SQLite does. What is lost in a crash is a test.
(cd "$home" && "${as_owner[@]}" "$bin/initdb" -D "$home/data" -U postgres --auth=trust \
  --encoding=UTF8 --locale=C --no-sync >/dev/null)
control -l "$home/log" -o "-p $port -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories=$home -c max_connections=300 \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start ||
  { cat "$home/log" >&2; exit 1; }

export BOTTEGA_TEST_POSTGRES_URL="postgres://postgres@127.0.0.1:$port/postgres"
"$@"
