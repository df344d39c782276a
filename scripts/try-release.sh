#!/usr/bin/env bash
# Unpacks a release into a root of its own that holds nothing else but a shell and the libraries of Debian,
# and opens a shop there that is no demo: `try-release.sh ARCHIVE [ROOT]`. ROOT may be a whole
# system, such as `debootstrap --variant=minbase bookworm ROOT` makes.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

archive=$(realpath "${1:?which archive}")
name=$(basename "$archive" .tar.gz)
port=${TRY_PORT:-3999}
made=
server=

tidy_up() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  [ -z "$made" ] || rm -rf "$made"
}
trap tidy_up EXIT

if [ $# -gt 1 ]; then
  root=$(realpath "$2")
else
  made=$(mktemp -d)
  root=$made
fi
mkdir -p "$root/opt" "$root/etc/bottega" "$root/var/lib/bottega"
tar -xzf "$archive" -C "$root/opt"
if [ -n "$made" ]; then
  for library in $(ldd "$root/opt/$name/bin/bottega" | grep -o '/[^ ]*'); do
    install -D "$library" "$root$library"
  done
fi

inside() {
  if [ "$(id -u)" = 0 ]; then
    exec chroot "$root" "$@"
  else
    exec unshare --map-root-user chroot "$root" "$@"
  fi
}
bottega() { inside "/opt/$name/bin/bottega" --config /etc/bottega/bottega.env "$@"; }

# The example as an operator would fill it in, with the company of the tests.
{
  cat "$root/opt/$name/bottega.env.example" server/tests/a-shop.env
  cat <<EOF
BOTTEGA_LISTEN=127.0.0.1:$port
BOTTEGA_DIST=/opt/$name/dist
BOTTEGA_DATABASE_URL=sqlite:/var/lib/bottega/bottega.db
BOTTEGA_KEY_FILE=/etc/bottega/key
BOTTEGA_PRICE_LIST=/etc/bottega/price-list.toml
BOTTEGA_TEXTS=/etc/bottega/texts
EOF
} >"$root/etc/bottega/bottega.env"
cp "$root/opt/$name/docs/price-list.example.toml" "$root/etc/bottega/price-list.toml"
rm -rf "$root/etc/bottega/texts" "$root/var/lib/bottega/"*
cp -r server/tests/texts "$root/etc/bottega/texts"
(inside "/opt/$name/bin/bottega" make-key) >"$root/etc/bottega/key"

step "A shop from the archive, in $root"
(bottega check-config)
bottega serve >"$root/var/lib/bottega/log" 2>&1 &
server=$!

# What an address answers, asked without any tool that a machine may not have.
answer() {
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return
  printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\n\r\n' "$1" "$port" >&3
  cat <&3
  exec 3>&-
}
expect() {
  answer "$1" >"$root/var/lib/bottega/answer"
  head -n 1 "$root/var/lib/bottega/answer" | grep -q ' 200 ' && grep -aq "$2" "$root/var/lib/bottega/answer" ||
    fail "$1 does not answer as it must: $(head -n 1 "$root/var/lib/bottega/answer")"
  echo "$1 answers 200"
}

for _ in $(seq 100); do
  (answer /salute) >/dev/null 2>&1 && break
  kill -0 "$server" 2>/dev/null || fail "it did not start: $(cat "$root/var/lib/bottega/log")"
  sleep 0.1
done
expect /salute ''
expect /pronto '"ready":true'
expect / 'Prova S.p.A.'
expect "$(grep -m 1 -o '"script": *"[^"]*"' "$root/opt/$name/dist/bundle.json" | cut -d'"' -f4)" 'export'
(bottega doctor)

kill "$server"
wait "$server" || fail "it did not stop in order: $(tail -n 3 "$root/var/lib/bottega/log")"
server=
echo "It stopped in order"
