#!/usr/bin/env bash
# scripts/test-apps.sh [ARGUMENT…]    the apps' own tests
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/npm.sh test "$@"
