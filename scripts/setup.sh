#!/usr/bin/env bash
# Installs what is missing, and only that. `setup.sh build` is enough to run the shop; `setup.sh dev`
# adds what rebuilds it on save, and without an argument it fetches what the tests need: Chromium,
# PostgreSQL, poppler and localstripe. `setup.sh gates` fetches what scripts/lint.sh calls besides
# Cargo.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

what=${1:-all}

localstripe=1.15.10
cargo_deny=0.20.2
cargo_shear=1.14.0
trunk=$(sed -n 's/^trunk-version = "\(.*\)"$/\1/p' Trunk.toml)
channel=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)

has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

rust() {
  has rustup || fail "Rust is missing: install rustup first."
  local installed
  installed=$(rustup target list --toolchain "$channel" --installed 2>/dev/null || true)
  if ! grep -qx wasm32-unknown-unknown <<<"$installed" ||
    ! rustup which --toolchain "$channel" cargo-clippy >/dev/null 2>&1 ||
    ! rustup which --toolchain "$channel" rustfmt >/dev/null 2>&1; then
    step "Rust $channel with the WASM target"
    rustup toolchain install "$channel" --profile minimal --no-self-update \
      --component rustfmt --component clippy --target wasm32-unknown-unknown
  fi
}

system() {
  local packages=()
  has cc || packages+=(gcc libc6-dev)
  if [ "$what" = all ]; then
    [ -x /usr/bin/chromium-headless-shell ] || packages+=(chromium-headless-shell)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages+=(postgresql)
    has pdftotext || packages+=(poppler-utils)
  fi
  if [ "$what" != build ]; then
    /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || packages+=(python3-venv)
  fi
  if [ ${#packages[@]} -gt 0 ]; then
    step "Debian packages: ${packages[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${packages[@]}"
  fi
}

# Only who rebuilds on save needs it. Its release profile takes three times as long to compile, and
# saves a second for each bundle.
trunk() {
  if [ "$(command trunk --version 2>/dev/null)" != "trunk $trunk" ]; then
    step "Trunk $trunk (about six minutes)"
    # It declares a newer Rust than it needs.
    CARGO_PROFILE_DEV_DEBUG=0 \
      cargo install trunk --version "$trunk" --locked --debug \
      --no-default-features --features rustls --ignore-rust-version
  fi
}

node_tools() {
  has node && has npm || fail "Node is missing: install nodejs and npm first."
  if [ ! package-lock.json -ot node_modules/.package-lock.json ]; then
    step "npm packages"
    # Playwright drives Debian's Chromium, not one of its own.
    # Not `npm ci`: it refuses a lock without the optional packages of other systems, and a
    # registry need not have them all. The versions of the lock hold here too.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --no-save --no-audit --no-fund --loglevel=error
    # npm keeps the file's old time if nothing changed; the next check compares times.
    touch node_modules/.package-lock.json
  fi
}

# Packages in a Python of their own: `python_packages FOLDER NAME==VERSION …`.
python_packages() {
  local home=$target/$1
  shift
  [ "$(cat "$home/.packages" 2>/dev/null)" != "$*" ] || return 0
  step "$*"
  /usr/bin/python3 -m venv --clear "$home"
  "$home/bin/pip" install --quiet --disable-pip-version-check "$@"
  echo "$*" >"$home/.packages"
}

# A stand-in for Stripe's API.
python_tools() { python_packages localstripe "localstripe==$localstripe"; }

# Gates that compile nothing.
gate_tools() {
  local from=astral-dev-toolchain
  python_packages gates "$from-cargo-deny==$cargo_deny" "$from-cargo-shear==$cargo_shear"
}

if [ "$what" = gates ]; then
  system
  gate_tools
  exit
fi
rust
system
node_tools
case $what in
  dev) trunk ;;
  all) python_tools ;;
esac
