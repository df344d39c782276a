#!/usr/bin/env bash
# What is worth running before every commit: minutes, no browser, SQLite only.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

scripts/setup.sh build
scripts/lint.sh
step "Tests on SQLite"
BOTTEGA_TEST_ENGINES=sqlite cargo test --locked --quiet --workspace --exclude frontend --exclude bundler -- --skip Postgres
