#!/usr/bin/env bash
# scripts/test-rust.sh [ARGUMENT…]    the Rust tests, beside a private PostgreSQL
#
# Arguments go to the test runner: `scripts/test-rust.sh -p catalogue`.
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh rust compiler python ffmpeg espeak postgresql
scripts/viewer.sh

examples=no
if [ $# -eq 0 ]; then
  set -- --workspace
  examples=yes
fi
# shellcheck disable=SC2046  # nothing is one argument too many
if cargo nextest --version >/dev/null 2>&1; then
  scripts/postgres.sh cargo nextest run $(locked) "$@"
  # nextest leaves the examples in the documents out.
  if [ "$examples" = yes ]; then cargo test $(locked) --doc --workspace; fi
else
  scripts/postgres.sh cargo test $(locked) "$@"
fi
