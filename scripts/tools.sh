# Sourced by every other script: goes to the top of the tree and puts the project's own tools
# (wasm-opt, tailwindcss) before those of the system, whose wasm-opt is too old.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
target=${CARGO_TARGET_DIR:-target}

# Says what begins, and when; whoever wants to know what each step took sets STEPS to a file.
step() {
  printf '\n== %s\n' "$*"
  [ -z "${STEPS:-}" ] || printf '%s %s\n' "$(date +%s)" "$*" >>"$STEPS"
}

# Prints how long each step of the file STEPS took.
times() {
  step "What each step took"
  awk '{
    if (NR > 1) printf "%3d:%02d  %s\n", ($1 - since) / 60, ($1 - since) % 60, title
    if (NR == 1) first = $1
    since = $1; title = substr($0, length($1) + 2)
  }
  END { printf "%3d:%02d  together\n", (since - first) / 60, (since - first) % 60 }' "$STEPS"
}

# Clippy in the place of the compiler, as `cargo clippy` calls it, but for what runs: what the tests are
# made of is compiled once, and not checked once more before.
linted() {
  CLIPPY_ARGS="-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__" \
    RUSTC_WORKSPACE_WRAPPER=clippy-driver "$@"
}

server=(--locked --quiet --workspace --exclude frontend --exclude bundler)

# Compiles the server's crates and everything that tests them, with lints, and looks at their
# documentation.
server_tests() {
  step "The server and its tests, with lints"
  linted cargo build --locked --quiet -p bundler --all-targets
  linted cargo test "${server[@]}" --all-targets --no-run

  step "Documentation in the code: its examples run, every link leads somewhere"
  RUSTDOC="$PWD/scripts/rustdoc.sh" linted cargo test "${server[@]}" --doc
}

fail() {
  printf 'bottega: %s\n' "$*" >&2
  exit 1
}
