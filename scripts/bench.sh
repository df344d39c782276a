#!/usr/bin/env bash
# What pages, orders and prices cost, as ratios to a floor measured in the same run, and memory:
# `bench.sh`, or `bench.sh pages`, `writes`, `prices`, `memory`. docs/speed.md says how to read it.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

which=${1:-all}
benches=()
for bench in prices writes pages memory; do
  [ "$which" = all ] || [ "$which" = $bench ] || continue
  benches+=(--bench $bench)
done
[ ${#benches[@]} -gt 0 ] || fail "there is no benchmark called $which: pages, writes, prices, memory."

scripts/setup.sh

if [[ $which = all || $which = pages || $which = memory ]]; then
  step "The bundle, whose files the pages name"
  scripts/frontend.sh
fi

if [[ $which = all || $which = prices ]]; then
  step "The rules in WASM, as the bundle has them"
  cargo build --locked --quiet --profile wasm-release -p domain --example random_quotes \
    --target wasm32-unknown-unknown
  wasm-bindgen --target nodejs --out-dir "$target/tmp/in_wasm" \
    "$target/wasm32-unknown-unknown/wasm-release/examples/random_quotes.wasm"
  # What stands above says that JavaScript comes in modules; this does not.
  echo '{ "type": "commonjs" }' >"$target/tmp/in_wasm/package.json"
fi

# Always the same packages, or Cargo would compile what they share with other features.
step "The release build"
measured=(cargo bench --locked --quiet -p domain -p services -p server "${benches[@]}")
"${measured[@]}" --no-run

step "Measuring, for some minutes; let the machine do nothing else"
scripts/with-postgres.sh "${measured[@]}"
