#!/usr/bin/env bash
# scripts/seaweed.sh COMMAND…    runs the command beside a private SeaweedFS that speaks S3
#
# The server lives in a folder of its own, on free ports of 127.0.0.1, keeps nothing, and is gone
# afterwards. The command finds its address under CLIFFHANGER_TEST_S3, and the bucket and the keys under
# CLIFFHANGER_TEST_S3_BUCKET, CLIFFHANGER_TEST_S3_ACCESS_KEY_ID and CLIFFHANGER_TEST_S3_SECRET_ACCESS_KEY.
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
[ $# -gt 0 ] || die "usage: scripts/seaweed.sh COMMAND…"
scripts/needs.sh python seaweedfs

program="$(seaweed_program)"
folder="$(mktemp -d "${TMPDIR:-/tmp}/cliffhanger-seaweed.XXXXXX")"
server=""
ports=()

# It would close its books in peace for some seconds; but nobody reads them again.
halt() {
  local port
  if [ -n "$server" ]; then
    kill -KILL "$server" 2>/dev/null || true
    { wait "$server" || true; } 2>/dev/null
  fi
  server=""
  # It makes these wherever it is told to live.
  for port in ${ports[@]+"${ports[@]}"}; do rm -f "/tmp/seaweedfs-"*"-$port.sock"; done
  rm -rf "$folder/data"
}

finish() {
  halt
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export CLIFFHANGER_TEST_S3_BUCKET=cliffhanger
export CLIFFHANGER_TEST_S3_ACCESS_KEY_ID=tester
export CLIFFHANGER_TEST_S3_SECRET_ACCESS_KEY=known-to-everybody
cat >"$folder/s3.json" <<JSON
{"identities": [{
  "name": "tester",
  "credentials": [{
    "accessKey": "$CLIFFHANGER_TEST_S3_ACCESS_KEY_ID",
    "secretKey": "$CLIFFHANGER_TEST_S3_SECRET_ACCESS_KEY"
  }],
  "actions": ["Admin"]
}]}
JSON

start() {
  mkdir "$folder/data"
  (
    cd "$folder"
    # Small volumes, since their room is taken before it is used. Nothing is reported to anybody. A
    # bucket that is missing is missing, as it is with everybody else's servers.
    exec "$program" -logtostderr server -dir=data -ip=127.0.0.1 -ip.bind=127.0.0.1 \
      -master.telemetry=false -master.volumeSizeLimitMB=64 -volume.max=64 \
      -master.port="${ports[0]}" -master.port.grpc="${ports[1]}" \
      -volume.port="${ports[2]}" -volume.port.grpc="${ports[3]}" \
      -filer -filer.port="${ports[4]}" -filer.port.grpc="${ports[5]}" -filer.localSocket="$folder/filer.sock" \
      -s3 -s3.port="${ports[6]}" -s3.port.grpc="${ports[7]}" -s3.localSocket="$folder/s3.sock" \
      -s3.port.iceberg=0 -s3.port.lance=0 -s3.autoCreateBucket=false -s3.config="$folder/s3.json"
  ) >"$folder/server.log" 2>&1 &
  server=$!
}

runs() { kill -0 "$server" 2>/dev/null; }

listens() { python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1)' "$1" 2>/dev/null; }

# The gateway is the last to listen. It lives when a bucket can be made.
is_ready() {
  listens "${ports[6]}" || return 1
  printf 's3.bucket.create -name %s\n' "$CLIFFHANGER_TEST_S3_BUCKET" |
    timeout 20 "$program" shell -master="127.0.0.1:${ports[0]}.${ports[1]}" 2>&1 |
    grep -q -e "^created bucket" -e "already exists"
}

# Between the choice of the ports and their use somebody else may take one: try again with others.
for _ in 1 2 3; do
  # Words on purpose: a port each.
  # shellcheck disable=SC2207
  ports=($(free_ports 8))
  start
  ready=no
  for _ in $(seq 1 300); do
    if is_ready; then ready=yes; fi
    if [ "$ready" = yes ] || ! runs; then break; fi
    sleep 0.1
  done
  if [ "$ready" = yes ] && runs; then break; fi
  halt
done
[ -n "$server" ] || die "SeaweedFS does not start: $(tail -n 20 "$folder/server.log")"

export CLIFFHANGER_TEST_S3="http://127.0.0.1:${ports[6]}"
"$@"
