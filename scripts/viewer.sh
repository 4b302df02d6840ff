#!/usr/bin/env bash
# scripts/viewer.sh    builds the viewer app, if its sources are newer than what was built
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

built=apps/viewer/dist/index.html
changed() {
  [ -f "$built" ] || return 0
  [ -n "$(find apps package.json package-lock.json \
    \( -name node_modules -o -name dist -o -name test-results -o -name e2e \) -prune \
    -o -type f -newer "$built" -print | head -n 1)" ]
}

if changed; then
  say "Building the viewer app"
  scripts/npm.sh run build
  [ -f "$built" ] || die "the build of the viewer app left no $built"
  # A build that changes nothing leaves old times behind.
  touch "$built"
fi
