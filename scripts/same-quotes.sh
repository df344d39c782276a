#!/usr/bin/env bash
# Prices the same random carts on this machine and in WASM, and compares them byte for byte:
# what the browser shows is what the server orders. `same-quotes.sh [SEED] [COUNT]`.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

seed=${1:-2026}
count=${2:-10000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# As the tests are built, so that `domain` is there already.
linted cargo build --locked --quiet --workspace --exclude frontend --exclude bundler \
  --example random_quotes
cargo build --locked --quiet -p domain --example random_quotes --target wasm32-unknown-unknown
cargo build --locked --quiet -p bundler
"$target/debug/bundler" --target nodejs --out-dir "$work" --out-name random_quotes \
  "$target/wasm32-unknown-unknown/debug/examples/random_quotes.wasm"

"$target/debug/examples/random_quotes" "$seed" "$count" >"$work/native"
node -e '
  const [, bindings, seed, count] = process.argv;
  process.stdout.write(require(bindings).quotes(BigInt(seed), Number(count)));
' "$work/random_quotes.js" "$seed" "$count" >"$work/wasm"

# An empty answer twice would be the same too.
[ "$(wc -l <"$work/native")" -eq "$count" ] || fail "fewer than $count quotes were made."
cmp "$work/native" "$work/wasm" || fail "the browser and the server do not agree on a price."
echo "$count quotes: native and WASM are identical"
