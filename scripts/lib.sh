# shellcheck shell=bash
# What every script here begins with: strict, at the root of the project, with its own words.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# One folder for all checkouts: a second clone does not compile three hundred crates again.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/cliffhanger/target}"

say() { printf '\033[1m→\033[0m %s\n' "$*" >&2; }

die() {
  printf '\033[1m✗\033[0m %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# rustup puts Rust here, and a shell that was open before does not know it yet.
if ! have cargo && [ -x "$HOME/.cargo/bin/cargo" ]; then PATH="$HOME/.cargo/bin:$PATH"; fi

# Free ports on this machine, each another. Somebody may take one before we do: callers look whether they got it.
free_ports() {
  python3 -c '
import socket, sys
held = [socket.socket() for _ in range(int(sys.argv[1]))]
for it in held: it.bind(("127.0.0.1", 0))
print(*(it.getsockname()[1] for it in held))' "$1"
}

free_port() { free_ports 1; }

# The folder of PostgreSQL's programs; the newest, where there are several.
postgres_programs() {
  local folder newest=""
  if have pg_config && [ -x "$(pg_config --bindir)/initdb" ]; then
    pg_config --bindir
    return
  fi
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
    if [ -x "$folder/initdb" ]; then newest="$folder"; fi
  done
  if [ -z "$newest" ] && have initdb; then newest="$(dirname "$(command -v initdb)")"; fi
  [ -n "$newest" ] && printf '%s\n' "$newest"
}

# SeaweedFS: ours, which scripts/needs.sh fetches, or one that is installed.
SEAWEED_VERSION=4.48
SEAWEED_FOLDER="$HOME/.cache/cliffhanger/seaweedfs"
seaweed_program() {
  if [ -e "$SEAWEED_FOLDER/is-$SEAWEED_VERSION" ]; then
    printf '%s\n' "$SEAWEED_FOLDER/bin/weed"
  else
    command -v weed
  fi
}

# Python with aiosmtpd, the mail server of the tests.
MAIL_VERSION=1.4.6
MAIL_FOLDER="$HOME/.cache/cliffhanger/aiosmtpd"
mail_program() {
  if [ -e "$MAIL_FOLDER/is-$MAIL_VERSION" ]; then
    printf '%s\n' "$MAIL_FOLDER/bin/python"
  else
    python3 -c 'import aiosmtpd' 2>/dev/null && command -v python3
  fi
}

# A Chromium or Chrome that is installed.
chromium_program() {
  local name
  for name in "${CLIFFHANGER_CHROMIUM:-}" chromium chromium-browser google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -n "$name" ] && have "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}

# Continuous integration takes the lockfile as it is; a developer's build may write it.
locked() { if [ "${CI:-}" = true ]; then printf '%s' --locked; fi; }
