#!/usr/bin/env bash
# scripts/test.sh    all tests: Rust on both databases and all stores, the apps, then the journeys in a browser
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh rust compiler node python ffmpeg espeak postgresql seaweedfs chromium fonts

# Lighthouse looks at the same service when the journeys are over. Not CLIFFHANGER_…: the service reads those names as
# its configuration and refuses what it does not know.
export JOURNEYS="e2e lighthouse"
failed=()
for part in test-rust test-apps test-journeys; do
  say "make test: $part"
  scripts/$part.sh || failed+=("$part")
done

if [ "${#failed[@]}" -gt 0 ]; then
  say "These tests failed; each can be run alone:"
  printf '    scripts/%s.sh\n' "${failed[@]}" >&2
  exit 1
fi
say "All tests passed"
