#!/usr/bin/env bash
# Builds the program and the bundle, and packs them into one archive that runs on a bare Debian:
# target/release-archive/bottega-VERSION-ARCHITECTURE.tar.gz. The same commit gives the same archive
# on the same machine. `release.sh pack PROGRAM` packs a program that is there, with dist/ as it is.
set -euo pipefail
. "$(dirname "$0")/tools.sh"

# What a release may weigh, in bytes. The bound of the bundle stands in scripts/budget.mjs.
program_max=45000000

# The libraries that every Debian has: glibc, and what the compiler's runtime comes with.
everywhere='^(linux-vdso|ld-linux-x86-64|ld-linux-aarch64|libc|libm|libgcc_s)\.so'

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
name=bottega-$version-$(uname -m)
home=$target/release-archive
tree=$home/$name

build() {
  scripts/setup.sh build
  scripts/frontend.sh
  node scripts/budget.mjs
  step "The program"
  cargo build --release --locked --quiet -p server
}

# Each link leads to a file of the archive, or into the network.
no_lost_links() {
  local document link
  while IFS= read -r document; do
    while IFS= read -r link; do
      [ -e "$(dirname "$document")/$link" ] || fail "$document: $link leads nowhere"
    done < <(grep -o ']([^)]*)' "$document" | grep -v '://' | sed 's/^](//; s/[#)].*//')
  done < <(find "$tree" -name '*.md')
}

# The migrations are inside the program.
pack() {
  step "The archive"
  rm -rf "$home"
  mkdir -p "$tree/bin" "$tree/docs/decisions"
  strip --strip-all -o "$tree/bin/bottega" "$1"
  chmod 755 "$tree/bin/bottega"
  cp -r dist "$tree/dist"
  rm -f "$tree/dist/.release"
  cp -r deploy "$tree/deploy"
  cp .env.example "$tree/bottega.env.example"
  cp LICENSE CHANGELOG.md SECURITY.md "$tree"
  cp docs/price-list.example.toml "$tree/docs"
  sed 's|](\.\./\.env\.example)|](../bottega.env.example)|' docs/operating.md >"$tree/docs/operating.md"
  local decision
  for decision in $(grep -oh 'decisions/[0-9][^)#]*\.md' SECURITY.md docs/operating.md | sort -u); do
    # What one of them leads to stays a number.
    sed 's/\[\([0-9]\{4\}\)\]([^)]*)/\1/g' "docs/$decision" >"$tree/docs/$decision"
  done
  no_lost_links
  node scripts/notices.mjs >"$tree/LICENSES-OF-OTHERS"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
    --mtime="@$(git log -1 --format=%ct)" -C "$home" -cf - "$name" | gzip -9n >"$tree.tar.gz"
  (cd "$home" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
}

weigh() {
  local bytes strangers
  bytes=$(stat -c %s "$tree/bin/bottega")
  echo "The program: $bytes bytes, at most $program_max"
  [ "$bytes" -le "$program_max" ] || fail "the program is too large"

  strangers=$(ldd "$tree/bin/bottega" | awk '{print $1}' | sed 's|.*/||' | grep -Ev "$everywhere" || true)
  [ -z "$strangers" ] || fail "the program needs libraries that a bare Debian has not: $strangers"
  # No symbol tells that packed relocations take glibc 2.36.
  local needed
  needed=$({
    objdump -T "$tree/bin/bottega" | grep -o 'GLIBC_[0-9.]*' | cut -d_ -f2
    readelf -SW "$tree/bin/bottega" | sed -n 's/.* RELR .*/2.36/p'
  } | sort -uV | tail -n 1)
  echo "It needs glibc $needed or newer, and no other library"
}

case ${1:-build} in
  build)
    build
    pack "$target/release/bottega"
    ;;
  pack) pack "${2:?which program}" ;;
  *) fail "release.sh [pack PROGRAM]" ;;
esac
weigh
scripts/try-release.sh "$tree.tar.gz"
printf '\n%s\n' "$tree.tar.gz"
