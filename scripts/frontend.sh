#!/usr/bin/env bash
# Builds the bundle for browsers into dist/. One that is newer than everything it is made of is kept.
# While somebody works on it, Trunk does the same at each save, quicker and larger: scripts/dev.sh.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

sources=(.cargo app crates/domain crates/bundler frontend style scripts/bundle.mjs scripts/frontend.sh
  Cargo.toml Cargo.lock package-lock.json rust-toolchain.toml)

if [ -f dist/.release ] && [ -z "$(find "${sources[@]}" -newer dist/.release -print -quit)" ]; then
  echo "The bundle is up to date."
  exit
fi

# Panics name their place in the source: without the folders of this machine in front of it a
# hundred times. These take the place of the flags in .cargo/config.toml, so they begin with them.
flags="--cfg erase_components --remap-path-prefix=$PWD/="
for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
  flags+=" --remap-path-prefix=$registry="
done
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags

staging=$target/bundle
rm -rf "$staging"
mkdir -p "$staging"
touch "$target/frontend.started"
cargo build --locked --quiet -p bundler
programs=(page cart renewal account)
cargo build --locked --quiet -p frontend "${programs[@]/#/--bin=}" \
  --target wasm32-unknown-unknown --profile wasm-release
for program in "${programs[@]}"; do
  "$target/debug/bundler" --out-dir "$staging" --out-name "$program" \
    "$target/wasm32-unknown-unknown/wasm-release/$program.wasm"
  esbuild "$staging/$program.js" --minify --format=esm --outfile="$staging/$program.js" \
    --allow-overwrite --log-level=warning
done
if ! said=$(tailwindcss --input style/main.css --output "$staging/main.css" --minify 2>&1); then
  fail "$said"
fi
cp frontend/icon.svg "$staging/"
node scripts/bundle.mjs "$staging" release

# A source saved during the build is newer than its start, so the next build sees it.
touch -r "$target/frontend.started" "$staging/.release"
rm -rf dist
mv "$staging" dist
