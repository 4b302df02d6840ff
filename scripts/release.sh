#!/usr/bin/env bash
# scripts/release.sh    the optimised binary, with the apps inside
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh rust compiler node python
scripts/viewer.sh
cargo build --locked --release --package cliffhanger
say "Built $CARGO_TARGET_DIR/release/cliffhanger"
