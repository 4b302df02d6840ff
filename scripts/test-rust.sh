#!/usr/bin/env bash
# scripts/test-rust.sh [ARGUMENT…]    the Rust tests, beside a private PostgreSQL and a private SeaweedFS
#
# Arguments go to the test runner: `scripts/test-rust.sh -p catalogue`.
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh rust compiler python ffmpeg espeak postgresql seaweedfs aiosmtpd
if [ "${CLIFFHANGER_TEST_ACME:-}" != none ]; then scripts/needs.sh pebble; fi
if [ "${CLIFFHANGER_TEST_FULL_DISK:-}" != none ]; then scripts/needs.sh own-mounts; fi
scripts/viewer.sh

CLIFFHANGER_TEST_MAIL="$(mail_program)"
export CLIFFHANGER_TEST_MAIL

beside_servers() { scripts/postgres.sh scripts/seaweed.sh "$@"; }

examples=no
if [ $# -eq 0 ]; then
  set -- --workspace
  examples=yes
fi
# shellcheck disable=SC2046  # nothing is one argument too many
if cargo nextest --version >/dev/null 2>&1; then
  beside_servers cargo nextest run $(locked) "$@"
  # nextest leaves the examples in the documents out.
  if [ "$examples" = yes ]; then cargo test $(locked) --doc --workspace; fi
else
  beside_servers cargo test $(locked) "$@"
fi
