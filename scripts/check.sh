#!/usr/bin/env bash
# What is worth running before every commit: minutes, no browser, SQLite only.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

scripts/setup.sh build
scripts/lint.sh
server_tests
step "Tests on SQLite"
BOTTEGA_TEST_ENGINES=sqlite linted cargo test "${server[@]}" --tests -- --skip Postgres
