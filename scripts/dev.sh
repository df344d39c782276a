#!/usr/bin/env bash
# Rebuilds on save: Trunk watches the bundle, a loop of one second watches the server. The server
# starts anew after each, because it reads the names of the bundle's files only once.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

scripts/setup.sh dev
cargo build --locked --quiet -p bundler
mkdir -p data "$target"
built="$target/dev.built"
server=

stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  server=
}
leave() {
  stop
  kill "$watcher" 2>/dev/null || true
}
trap leave EXIT
trap 'exit 130' INT TERM

changed() {
  [ -e dist/bundle.json ] || return 1
  [ ! -e "$built" ] ||
    [ -n "$(find app crates server migrations Cargo.toml Cargo.lock dist/bundle.json \
      -newer "$built" -print -quit)" ]
}

rm -f "$built"
PATH="$PWD/scripts/bin:$PATH" trunk watch &
watcher=$!
while true; do
  if changed; then
    touch "$built"
    if cargo build -p server; then
      stop
      "$target/debug/bottega" serve --demo --log-format pretty "$@" &
      server=$!
    fi
  fi
  sleep 1
done
