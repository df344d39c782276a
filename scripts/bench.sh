#!/usr/bin/env bash
# What pages, orders and prices cost, as ratios to a floor measured in the same run, what it costs to
# find what is due, a year of ten thousand services, memory, and what Lighthouse says: `bench.sh`, or
# `bench.sh pages`, `writes`, `prices`, `due`, `year`, `memory`, `lighthouse`.
# docs/speed.md says how to read it.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

which=${1:-all}
lighthouse=13.5.0

# On a telephone that Lighthouse makes believe, each page of a purchase beside a bare one.
look_at_pages() {
  local home=$target/lighthouse
  if [ "$(cat "$home/.version" 2>/dev/null)" != $lighthouse ]; then
    step "Lighthouse $lighthouse"
    mkdir -p "$home"
    npm install --prefix "$home" --no-save --no-audit --no-fund --loglevel=error "lighthouse@$lighthouse"
    echo $lighthouse >"$home/.version"
  fi
  step "The release build"
  # As below, or Cargo would compile everything once more.
  cargo bench --locked --quiet -p domain -p services -p server --bench pages --no-run
  step "Lighthouse, the middle one of three rounds; let the machine do nothing else"
  node scripts/lighthouse.mjs "$target/release/bottega" "$home/node_modules/lighthouse"
}

benches=()
for bench in prices writes due pages memory; do
  [ "$which" = all ] || [ "$which" = $bench ] || continue
  benches+=(--bench $bench)
done
[ ${#benches[@]} -gt 0 ] || [[ $which = lighthouse || $which = year ]] ||
  fail "there is no benchmark called $which: pages, writes, prices, due, year, memory, lighthouse."

scripts/setup.sh

# The test of five hundred over five years, with more of them: what is doubled or lost is told.
if [[ $which = all || $which = year ]]; then
  step "A year of ten thousand services, on both engines"
  BOTTEGA_SIMULATED_SERVICES=10000 BOTTEGA_SIMULATED_YEARS=1 scripts/with-postgres.sh \
    cargo test --locked --quiet --workspace --exclude frontend --exclude bundler \
    --test shop -- five_years --test-threads 2
  [ "$which" = all ] || exit 0
fi

if [[ $which = all || $which = pages || $which = memory || $which = lighthouse ]]; then
  step "The bundle, whose files the pages name"
  scripts/frontend.sh
fi

if [[ $which = all || $which = lighthouse ]]; then
  look_at_pages
  [ "$which" = all ] || exit 0
fi

if [[ $which = all || $which = prices ]]; then
  step "The rules in WASM, as the bundle has them"
  cargo build --locked --quiet --profile wasm-release -p domain --example random_quotes \
    --target wasm32-unknown-unknown
  cargo build --locked --quiet -p bundler
  "$target/debug/bundler" --target nodejs --out-dir "$target/tmp/in_wasm" --out-name random_quotes \
    "$target/wasm32-unknown-unknown/wasm-release/examples/random_quotes.wasm"
  # What stands above says that JavaScript comes in modules; this does not.
  echo '{ "type": "commonjs" }' >"$target/tmp/in_wasm/package.json"
fi

# Always the same packages, or Cargo would compile what they share with other features.
step "The release build"
measured=(cargo bench --locked --quiet -p domain -p services -p server "${benches[@]}")
"${measured[@]}" --no-run

step "Measuring, for some minutes; let the machine do nothing else"
# One that misses its goal keeps no other from being measured.
scripts/with-postgres.sh "${measured[@]}" --no-fail-fast
