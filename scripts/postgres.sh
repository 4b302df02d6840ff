#!/usr/bin/env bash
# scripts/postgres.sh COMMAND…    runs the command beside a private PostgreSQL
#
# The server lives in a folder of its own, on a free port of 127.0.0.1, keeps nothing, and is gone
# afterwards. The command finds it under CLIFFHANGER_TEST_POSTGRES.
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
[ $# -gt 0 ] || die "usage: scripts/postgres.sh COMMAND…"
scripts/needs.sh python postgresql

programs="$(postgres_programs)"
# PostgreSQL refuses to be run by root, and whoever runs it instead must be able to enter the folder.
place="${TMPDIR:-/tmp}"
if [ "$(id -u)" -eq 0 ]; then place=/tmp; fi
folder="$(mktemp -d "$place/cliffhanger-postgres.XXXXXX")"
server=""

finish() {
  if [ -n "$server" ] && kill -INT "$server" 2>/dev/null; then wait "$server" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

as_somebody=()
if [ "$(id -u)" -eq 0 ]; then
  user=nobody
  if id postgres >/dev/null 2>&1; then user=postgres; fi
  chown "$user" "$folder"
  as_somebody=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups)
fi

(
  cd "$folder"
  ${as_somebody[@]+"${as_somebody[@]}"} "$programs/initdb" --pgdata=data --username=postgres \
    --auth=trust --encoding=UTF8 --locale=C --no-sync >initdb.log 2>&1
) || die "initdb failed: $(cat "$folder/initdb.log")"

start() {
  local port="$1"
  (
    cd "$folder"
    # Nothing here outlives the tests, so nothing is flushed to the disk for safety.
    exec ${as_somebody[@]+"${as_somebody[@]}"} "$programs/postgres" -D data -p "$port" -k "$folder" \
      -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off \
      -c full_page_writes=off -c max_connections=400 -c max_locks_per_transaction=256
  ) >"$folder/server.log" 2>&1 &
  server=$!
}

answers() {
  "$programs/pg_isready" --quiet --host=127.0.0.1 --port="$1" && kill -0 "$server" 2>/dev/null
}

# Between the choice of a port and its use somebody else may take it: try again with another.
for _ in 1 2 3; do
  port="$(free_port)"
  start "$port"
  for _ in $(seq 1 150); do
    if answers "$port" || ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  if answers "$port"; then break; fi
  kill -QUIT "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=""
done
[ -n "$server" ] || die "PostgreSQL does not start: $(tail -n 20 "$folder/server.log")"

export CLIFFHANGER_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
"$@"
