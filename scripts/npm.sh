#!/usr/bin/env bash
# scripts/npm.sh ARGUMENT…    npm for the apps, its packages installed as the lockfile says
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh node

# npm leaves a copy of the lockfile in what it installed: newer than ours means nothing is to do.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  say "Installing the apps' npm packages as the lockfile names them"
  # A browser that is installed is used: Playwright need not bring its own.
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
  touch node_modules/.package-lock.json
fi
[ $# -eq 0 ] || npm "$@"
