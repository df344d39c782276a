#!/usr/bin/env bash
# Browser tests: the bundle as it is released, and the development build of the server, on databases
# that live as long as they do.
# Arguments go to Playwright: `scripts/end2end.sh --project wasm house`.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

BOTTEGA_E2E_DATA=$(mktemp -d)
trap 'rm -rf "$BOTTEGA_E2E_DATA"' EXIT
export BOTTEGA_E2E_DATA
export BOTTEGA_E2E_BINARY=${BOTTEGA_E2E_BINARY:-$PWD/$target/debug/bottega}

cd end2end
playwright test "$@"
