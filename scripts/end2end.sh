#!/usr/bin/env bash
# Browser tests: the bundle as it is released, and the development build of the server, on databases
# that live as long as they do.
# Arguments go to Playwright: `scripts/end2end.sh --project=wasm frame`. On a telephone everything is
# slower: `BOTTEGA_E2E_SLOWER=4 scripts/end2end.sh` gives the browser a quarter of the processor.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

BOTTEGA_E2E_DATA=$(mktemp -d)
trap 'rm -rf "$BOTTEGA_E2E_DATA"' EXIT
export BOTTEGA_E2E_DATA
touch "$BOTTEGA_E2E_DATA/axe-states"
export BOTTEGA_E2E_BINARY=${BOTTEGA_E2E_BINARY:-$PWD/$target/debug/bottega}

# Everything together looks at so many states of pages, each in the light and in the dark: what stands
# there, in a window of one width. Fewer are a test that has lost its look.
LEAST_STATES=250

(cd end2end && playwright test "$@")
states=$(sort -u "$BOTTEGA_E2E_DATA/axe-states" | wc -l)
contents=$(cut -d' ' -f2 "$BOTTEGA_E2E_DATA/axe-states" | sort -u | wc -l)
echo "axe found nothing in $states states of pages, in the light and in the dark; $contents without their widths."
[ $# -gt 0 ] || [ "$states" -ge "$LEAST_STATES" ] || fail "axe has to look at $LEAST_STATES states at least."
