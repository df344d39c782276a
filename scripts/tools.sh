# Sourced by every other script: goes to the top of the tree and puts the project's own tools
# (wasm-opt, tailwindcss) before those of the system, whose wasm-opt is too old.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
target=${CARGO_TARGET_DIR:-target}

step() { printf '\n== %s\n' "$*"; }

fail() {
  printf 'bottega: %s\n' "$*" >&2
  exit 1
}
