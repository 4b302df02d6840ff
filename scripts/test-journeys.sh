#!/usr/bin/env bash
# scripts/test-journeys.sh [ARGUMENT…]    the journeys: a browser against the real binary
#
# A short sample series goes in as a delivery and is served; arguments go to the browser tests.
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh rust compiler node python ffmpeg espeak chromium fonts
scripts/viewer.sh

say "Building the service"
# shellcheck disable=SC2046
cargo build $(locked) --package cliffhanger
binary="$CARGO_TARGET_DIR/debug/cliffhanger"

folder="$(mktemp -d "${TMPDIR:-/tmp}/cliffhanger-journeys.XXXXXX")"
service=""
finish() {
  if [ -n "$service" ] && kill -TERM "$service" 2>/dev/null; then wait "$service" || true; fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "Drawing a short sample series"
"$binary" sample "$folder/series" --episodes 3 --seconds 8
say "Taking it in"
"$binary" --data "$folder/data" ingest "$folder/series"

port="$(free_port)"
url="http://127.0.0.1:$port"
"$binary" --data "$folder/data" serve --listen "127.0.0.1:$port" >"$folder/service.log" 2>&1 &
service=$!

python3 scripts/wait_for.py "$url/readyz" "$service" ||
  die "the service does not answer: $(tail -n 20 "$folder/service.log")"

CLIFFHANGER_CHROMIUM="$(chromium_program)"
export CLIFFHANGER_CHROMIUM CLIFFHANGER_URL="$url"
say "The journeys, against $url"
if ! scripts/npm.sh run e2e -- "$@"; then
  say "The last lines of the service's log:"
  tail -n 40 "$folder/service.log" >&2
  exit 1
fi
