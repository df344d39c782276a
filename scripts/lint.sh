#!/usr/bin/env bash
# Form and lints. The server's crates and the bundle are never one cargo command: Cargo would
# unite the features `ssr` and `hydrate`.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

step "Form"
cargo fmt --all --check

step "Lints of the server"
cargo clippy --locked --quiet --workspace --exclude frontend --all-targets -- -D warnings

step "Lints of the bundle"
cargo clippy --locked --quiet -p frontend --target wasm32-unknown-unknown -- -D warnings

if command -v cargo-deny >/dev/null; then
  step "Licences and sources of what we depend on"
  cargo deny --log-level error check licenses sources bans
fi
