#!/usr/bin/env bash
# Form and lints; `lint.sh besides` leaves out those of the server's crates. The server's crates and the
# bundle are never one cargo command: Cargo would unite the features `ssr` and `hydrate`.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

step "Form"
cargo fmt --all --check

if [ "${1:-}" != besides ]; then
  step "Lints of the server"
  cargo clippy --locked --quiet --workspace --exclude frontend --all-targets -- -D warnings
fi

step "Lints of the bundle"
cargo clippy --locked --quiet -p frontend --target wasm32-unknown-unknown -- -D warnings

step "Documentation in the code: every link leads somewhere"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --quiet --no-deps --document-private-items \
  --workspace --exclude frontend

step "What we depend on: licences, sources, bans"
scripts/setup.sh gates
"$target/gates/bin/cargo-deny" --locked --log-level error check licenses sources bans

step "What nothing uses of it"
"$target/gates/bin/cargo-shear" --locked --deny-warnings
