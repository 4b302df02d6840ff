#!/usr/bin/env bash
# scripts/bench.sh [BENCH…]    our numbers beside their peers; see bench/README.md
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh rust compiler node python ffmpeg espeak nginx wrk chromium
scripts/release.sh
exec python3 -B -m bench --binary "$CARGO_TARGET_DIR/release/cliffhanger" "$@"
