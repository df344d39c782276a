#!/usr/bin/env bash
# Form, lints of the bundle, and what we depend on. The lints of the server's crates come with their
# tests (`server_tests` in scripts/tools.sh). The server's crates and the bundle are never one cargo
# command: Cargo would unite the features `ssr` and `hydrate`.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

step "Form"
cargo fmt --all --check

step "Lints of the bundle"
cargo clippy --locked --quiet -p frontend --target wasm32-unknown-unknown -- -D warnings

step "What we depend on: licences, sources, bans"
scripts/setup.sh gates
"$target/gates/bin/cargo-deny" --locked --log-level error check licenses sources bans

step "What nothing uses of it"
"$target/gates/bin/cargo-shear" --locked --deny-warnings
