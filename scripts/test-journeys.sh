#!/usr/bin/env bash
# scripts/test-journeys.sh [ARGUMENT…]    the journeys: a browser against the real binary
#
# A short sample series goes in as a delivery and is served; arguments go to the browser tests. JOURNEYS
# names others that are made in their place, one after the other: `e2e`, `lighthouse`.
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"
scripts/needs.sh rust compiler node python ffmpeg espeak chromium fonts
scripts/viewer.sh

say "Building the service"
# shellcheck disable=SC2046
cargo build $(locked) --package cliffhanger
binary="$CARGO_TARGET_DIR/debug/cliffhanger"

folder="$(mktemp -d "${TMPDIR:-/tmp}/cliffhanger-journeys.XXXXXX")"
services=()
finish() {
  for it in ${services[@]+"${services[@]}"}; do
    if kill -TERM "$it" 2>/dev/null; then wait "$it" || true; fi
  done
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "Drawing a short sample series"
"$binary" sample "$folder/series" --episodes 3 --seconds 8
say "Taking it in, after a few others: a catalogue has more than one"
# The quickest encoding will do: these are looked at in lists.
quick=(--set ladder.first-preset=ultrafast --set ladder.final-preset=ultrafast)
python3 scripts/more_series.py "$folder/series" "$folder/others" 6 30
small=(--set ladder.first-width=360 --set 'ladder.rungs=[{ width = 360, crf = 28, cap-kbps = 600 }]')
for other in "$folder/others"/*; do
  of=("${quick[@]}")
  if [[ "$other" == */thirty-doors ]]; then of+=("${small[@]}"); fi
  "$binary" --data "$folder/data" "${of[@]}" ingest "$other"
done
# One is not released: an episode of it is broken, and the rest waits.
cp -r "$folder/others/salt-and-silver" "$folder/not-yet"
sed -i.bak 's/salt-and-silver/not-yet/; s/"Salt and Silver"/"Not Yet"/' "$folder/not-yet/series.toml"
echo broken >"$folder/not-yet/EP02.mp4"
if "$binary" --data "$folder/data" "${quick[@]}" ingest "$folder/not-yet"; then die "a broken series was released"; fi
"$binary" --data "$folder/data" ingest "$folder/series"

# A page of another site frames the app: the journeys serve it, and the service has to know it.
embedder="http://localhost:$(free_port)"
# A second storefront over the same catalogue, at a name that every browser takes for this machine.
cat >"$folder/laterna.svg" <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"><circle cx="16" cy="16" r="12" fill="#5ad1ff"/></svg>
END
themed=(
  --set storefront.themed.name=Laterna --set 'storefront.themed.hosts=["themed.localhost"]'
  --set storefront.themed.start=home --set 'storefront.themed.languages=["id", "en"]'
  --set 'storefront.themed.theme={ accent = "#5ad1ff", canvas = "#101018" }'
  --set "storefront.themed.logo=$folder/laterna.svg"
)

# serve NAME [FLAG…]: another service over the same data; its address is in $url.
serve() {
  local name="$1" port
  shift
  port="$(free_port)"
  url="http://127.0.0.1:$port"
  "$binary" --data "$folder/data" "$@" serve --listen "127.0.0.1:$port" >"$folder/$name.log" 2>&1 &
  services+=($!)
  python3 scripts/wait_for.py "$url/readyz" "$!" ||
    die "the service does not answer: $(tail -n 20 "$folder/$name.log")"
}
serve encrypted --set playback.encrypt=true
encrypted="$url"
# Its tickets are dead before an episode is over.
serve hasty --set playback.ticket-life-s=3
hasty="$url"
serve service --set mail.mailbox=true --set "storefront.default.embed-origins=[\"$embedder\"]" "${themed[@]}"

CLIFFHANGER_CHROMIUM="$(chromium_program)"
export CLIFFHANGER_CHROMIUM CLIFFHANGER_URL="$url" CLIFFHANGER_EMBEDDER="$embedder"
export CLIFFHANGER_ENCRYPTED_URL="$encrypted" CLIFFHANGER_HASTY_URL="$hasty"
say "The journeys, against $url"
said="$folder/journeys.log"
for journeys in ${JOURNEYS:-e2e}; do
  if ! scripts/npm.sh run "$journeys" -- "$@" 2>&1 | tee "$said"; then
    say "The last lines of the service's log:"
    tail -n 40 "$folder/service.log" >&2
    # Last, so that nobody has to look for it: what failed, and how.
    say "What failed:"
    sed -n '/^  1) /,$p' "$said" | head -n 200 >&2
    exit 1
  fi
done
