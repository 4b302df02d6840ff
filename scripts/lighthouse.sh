#!/usr/bin/env bash
# scripts/lighthouse.sh [ARGUMENT…]    the page of a series and Home, held against Lighthouse
#
# The same service as for the journeys; CHROME_PATH names another browser. Arguments go to apps/viewer/lighthouse.mjs:
# `--runs 5 --why` says what costs points, `--performance 95` refuses less.
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
CHROME_PATH="${CHROME_PATH:-$(chromium_program)}" JOURNEYS=lighthouse exec scripts/test-journeys.sh "$@"
