#!/usr/bin/env bash
# What Cargo calls, as RUSTDOC, to run the examples in the documentation of a crate: at the same time
# every link of it is looked at, also of what is private, with what was compiled for the examples.
# `cargo doc` would check everything below that crate once more for it.
set -euo pipefail

case " $* " in
  *" --test "*) ;;
  *) exec rustdoc "$@" ;;
esac

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
link=()
skip=
for argument in "$@"; do
  if [ -n "$skip" ]; then
    skip=
    continue
  fi
  case $argument in
    --test | --nocapture) ;;
    --test-args | --test-run-directory) skip=yes ;;
    *) link+=("$argument") ;;
  esac
done
rustdoc "${link[@]}" --document-private-items -D warnings --out-dir "$pages" &
links=$!
rustdoc "$@"
wait "$links"
