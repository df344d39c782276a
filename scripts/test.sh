#!/usr/bin/env bash
# Everything, from a fresh checkout. The first failure ends it.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

STEPS=$(mktemp)
# Also what failed has taken its time.
trap 'times; rm -f "$STEPS"' EXIT
export STEPS

# What is compiled once needs nothing that makes the second time quicker.
[ -z "${CI:-}" ] || export CARGO_INCREMENTAL=0

scripts/setup.sh
scripts/lint.sh
server_tests

step "Tests on SQLite and PostgreSQL"
linted scripts/with-localstripe.sh scripts/with-postgres.sh cargo test "${server[@]}" --tests

step "One price in browser and server"
scripts/same-quotes.sh

step "The bundle"
scripts/frontend.sh
node scripts/budget.mjs

# The program that the tests above were built with.
step "In the browser"
scripts/end2end.sh
