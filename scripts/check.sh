#!/usr/bin/env bash
# What is worth running before every commit: minutes, no browser, SQLite only, and without what takes half
# of the time: nonsense in every form and address, the tables of permissions for each state of a
# service, and five years of 500 services. `make test` has them.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

scripts/setup.sh build
scripts/lint.sh
server_tests
step "Tests on SQLite"
BOTTEGA_TEST_ENGINES=sqlite linted cargo test "${server[@]}" --tests -- --skip Postgres \
  --skip nonsense::no_nonsense_in_a --skip panel_permission_tests::states --skip five_years
