#!/usr/bin/env bash
# What is worth running before every commit: minutes, no browser, SQLite only, and without the three
# tests that take a quarter of the time: nonsense in every form and address, and five years of 500
# services. `make test` has them.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

scripts/setup.sh build
scripts/lint.sh
server_tests
step "Tests on SQLite"
BOTTEGA_TEST_ENGINES=sqlite linted cargo test "${server[@]}" --tests -- --skip Postgres \
  --skip nonsense::no_nonsense_in_a --skip five_years
