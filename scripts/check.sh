#!/usr/bin/env bash
# scripts/check.sh    everything that can be said without running the product
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh rust rust-tools compiler node python

failed=()
part() {
  local name="$1"
  shift
  say "check: $name"
  if ! "$@"; then failed+=("$name"); fi
}

lints() {
  # The binary takes the built app into itself, so the app comes first.
  scripts/viewer.sh || return
  # shellcheck disable=SC2046
  cargo clippy $(locked) --workspace --all-targets -- --deny warnings
}

documents() {
  # shellcheck disable=SC2046
  RUSTDOCFLAGS="--deny warnings" cargo doc $(locked) --workspace --no-deps --quiet
}

scripts_lint() {
  if have shellcheck; then shellcheck --external-sources scripts/*.sh .ci/run; fi
}

part "Rust is formatted (cargo fmt)" cargo fmt --all --check
part "the house (cargo xtask tidy)" cargo xtask tidy
part "Rust lints (cargo clippy)" lints
part "Rust documents (cargo doc)" documents
part "the apps (npm run check)" scripts/npm.sh run check
part "scripts (shellcheck, where it is installed)" scripts_lint
if cargo deny --version >/dev/null 2>&1; then
  part "dependencies (cargo deny)" cargo deny --workspace check bans licenses sources
fi

if [ "${#failed[@]}" -gt 0 ]; then
  say "These checks failed:"
  printf '    %s\n' "${failed[@]}" >&2
  exit 1
fi
say "All checks passed"
