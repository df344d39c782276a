#!/usr/bin/env bash
# Builds the bundle for browsers into dist/: `frontend.sh release`, or `frontend.sh` for a quick
# debug one. A release bundle that is newer than everything it is made of is kept.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

sources=(.cargo app crates/domain frontend style scripts/bundle.mjs scripts/bin scripts/frontend.sh
  Cargo.toml Cargo.lock Trunk.toml package-lock.json rust-toolchain.toml)

# Trunk calls wasm-bindgen: let it find ours first.
export PATH="$PWD/scripts/bin:$PATH"
if [ "${1:-debug}" != release ]; then
  exec trunk build
fi
if [ -f dist/.release ] && [ -z "$(find "${sources[@]}" -newer dist/.release -print -quit)" ]; then
  echo "The bundle is up to date."
  exit
fi

# Panics name their place in the source: without the folders of this machine in front of it a
# hundred times. These take the place of the flags in .cargo/config.toml, so they begin with them.
flags="--cfg erase_components -Clink-arg=--emit-relocs --remap-path-prefix=$PWD/="
for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
  flags+=" --remap-path-prefix=$registry="
done
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags

mkdir -p "$target"
touch "$target/frontend.started"
trunk build --release
# A source saved during the build is newer than its start, so the next build sees it.
touch -r "$target/frontend.started" dist/.release
