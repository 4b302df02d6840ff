#!/usr/bin/env bash
# scripts/demo.sh [FOLDER] [OPTION…]    builds what is needed, then `cliffhanger demo`
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

say "1/3  What this needs: Rust, Node, Python, a C compiler, ffmpeg"
scripts/needs.sh rust node python compiler ffmpeg

say "2/3  The viewer app"
scripts/viewer.sh

say "3/3  The service, in Rust (several minutes the first time, seconds afterwards)"
# shellcheck disable=SC2046
cargo build $(locked) --profile demo --package cliffhanger

exec "$CARGO_TARGET_DIR/demo/cliffhanger" demo "$@"
