#!/usr/bin/env bash
# From a fresh checkout to a shop that answers. The second time it only starts.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

scripts/setup.sh build
scripts/frontend.sh
cargo build --locked --quiet -p server
mkdir -p data
exec "$target/debug/bottega" serve --demo --log-format pretty "$@"
