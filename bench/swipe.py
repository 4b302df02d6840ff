"""The browser: cold opens, swipes, binges and waste behind a slow line, beside hls.js with its defaults and progressive MP4."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import os
import pathlib
import subprocess
from collections.abc import Iterator

import bench.measure as measure
import bench.peers as peers
from bench.measure import Row
from bench.ours import Ours, Service

DRAWN = 6
EPISODES = 30
SECONDS = 24
# The rungs that a screen of 360 × 800 at 1.5 shows, and the one above.
LADDER = """[ladder]
final-preset = "veryfast"
rungs = [
  { width = 360, crf = 24, cap-kbps = 700 },
  { width = 540, crf = 23, cap-kbps = 1000 },
  { width = 720, crf = 23, cap-kbps = 2800 },
]
"""
FAST = {"kbps": 9000, "rttMs": 60}
SLOW = {"kbps": 1600, "rttMs": 150}
COLD_ROUNDS = 11
TRACES = ("binger", "skipper", "leaver")
WASTE_MAX = 0.15
FLICKS = 40
SLOWER = 4
SLOW_FRAMES_MAX = 0.01
SETTLED_MS = 350


@dataclasses.dataclass
class Stage:
    """A service with the series, and what a browser needs to walk through it."""

    service: Service
    slug: str
    files: list[str]

    def drive(self, acts: list[dict]) -> list[dict]:
        wanted = {"service": self.service.port, "slug": self.slug, "mp4": self.files, "acts": acts}
        return _node("drive.mjs", wanted)


def run(ours: Ours) -> list[Row]:
    """Cold opens and swipes."""
    with _stage(ours) as stage:
        seen = stage.drive(_steps())
        measure.say(f"{FLICKS} flicks with the processor slowed {SLOWER} times")
        flicked = _node(
            "flicks.mjs", {"service": stage.service.url, "path": f"/watch/{stage.slug}/1", "flicks": FLICKS, "slower": SLOWER}
        )
    return _cold(seen) + _swipes(seen) + _flicks(flicked)


def waste(ours: Ours) -> list[Row]:
    with _stage(ours) as stage:
        return _waste(stage.drive(_walks()))


def binge(ours: Ours) -> list[Row]:
    with _stage(ours) as stage:
        acts = [{"name": "binge", "who": "ours", "network": network, "count": EPISODES} for network in (FAST, SLOW)]
        return _binge(stage.drive(acts))


@contextlib.contextmanager
def _stage(ours: Ours) -> Iterator[Stage]:
    """The series is taken in once a run, whichever of the three is measured."""
    series = _thirty(ours)
    data = ours.folder / "swipe-data"
    if not data.exists():
        measure.say(f"Ingest of {EPISODES} episodes of {SECONDS} s, {DRAWN} of them different")
        ours.ingest(data, series, LADDER)
    files = _progressive(ours, series)
    with ours.serve(data, LADDER) as service:
        yield Stage(service, service.series()[0]["slug"], files)


def _thirty(ours: Ours) -> pathlib.Path:
    """The masters of six episodes under thirty numbers; names are all that says what they are."""
    drawn = ours.sample("swipe", DRAWN, SECONDS)
    series = ours.folder / "swipe-series"
    series.mkdir(exist_ok=True)
    for number in range(EPISODES):
        for end in ("mp4", "en.srt", "zh-Hans.m4a"):
            source = drawn / f"EP{number % DRAWN + 1:02}.{end}"
            target = series / f"EP{number + 1:02}.{end}"
            if source.exists() and not target.exists():
                os.link(source, target)
    return series


def _progressive(ours: Ours, series: pathlib.Path) -> list[str]:
    """One file an episode, 540 wide, its index at the front: what a page with a bare `<video>` plays."""
    files = []
    for number in range(1, DRAWN + 1):
        out = ours.folder / f"progressive-{number}.mp4"
        if not out.exists():
            peers.progressive(series / f"EP{number:02}.mp4", out)
        files.append(str(out))
    return files


def _steps() -> list[dict]:
    acts = []
    for network in (FAST, SLOW):
        for who in ("ours", "bare", "hls"):
            acts.append({"name": "cold", "who": who, "network": network, "rounds": COLD_ROUNDS})
        for who in ("ours", "mp4", "hls"):
            acts.append({"name": "swipe", "who": who, "network": network, "silent": True})
        acts.append({"name": "swipe", "who": "ours", "network": network, "silent": False})
        acts.append({"name": "flick", "who": "ours", "network": network})
    return acts


def _walks() -> list[dict]:
    return [
        {"name": "waste", "who": who, "network": FAST, "trace": trace} for trace in TRACES for who in ("ours", "hls")
    ]


def _node(name: str, wanted: dict) -> list[dict] | dict:
    """It says on standard error how far it is, and why it fails."""
    script = pathlib.Path(__file__).parent / "browser" / name
    told = json.dumps({**wanted, "chromium": measure.chromium()})
    done = subprocess.run(["node", script], input=told, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{name} could not drive the browser")
    return json.loads(done.stdout)


def _find(seen: list[dict], name: str, who: str, network: dict, **more: object) -> dict:
    wanted = {"name": name, "who": who, "network": network, **more}
    return next(it for it in seen if all(it.get(key) == value for key, value in wanted.items()))


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least this share of them does not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


def _ms(values: list[float]) -> str:
    return f"{percentile(values, 0.5):.0f} ms, p95 {percentile(values, 0.95):.0f}"


def _line(network: dict) -> str:
    return f"{network['kbps'] / 1000:g} Mb/s, {network['rttMs']} ms"


def _cold(seen: list[dict]) -> list[Row]:
    rows = []
    for network, limit in ((FAST, 500), (SLOW, 1700)):
        ours, bare, hls = (_find(seen, "cold", who, network)["took"] for who in ("ours", "bare", "hls"))
        mine, peer = percentile(ours, 0.5), percentile(bare, 0.5)
        what = f"cold link to first frame, {_line(network)}"
        wanted = f"p50 ≤ {limit} ms" + (", ≤ 1 ×" if network is FAST else "")
        met = mine <= limit and (network is SLOW or mine <= peer)
        beside = f"{_ms(bare)} (bare MP4); {_ms(hls)} (hls.js)"
        rows.append(Row(what, _ms(ours), beside, mine / peer, wanted, met))
    return rows


def _swipes(seen: list[dict]) -> list[Row]:
    rows = []
    for network, limits in ((FAST, (50, 150)), (SLOW, (300, None))):
        mp4, hls = (_find(seen, "swipe", who, network) for who in ("mp4", "hls"))
        wanted = f"p50 ≤ {limits[0]} ms" + (f", p95 ≤ {limits[1]}" if limits[1] else "")
        beside = f"{_ms(mp4['took'])} (MP4); {_ms(hls['took'])} (hls.js)"
        # A sound takes its time to begin, and the picture waits for it; the peers have none.
        for silent, how in ((True, "without sound"), (False, "with sound")):
            ours = _find(seen, "swipe", "ours", network, silent=silent)
            took = ours["took"]
            p50, p95 = percentile(took, 0.5), percentile(took, 0.95)
            met = p50 <= limits[0] and (limits[1] is None or p95 <= limits[1])
            note = f"{ours['unprepared']} of {len(took)} had not been prepared"
            what = f"swipe to new frame, {how}, {_line(network)}"
            rows.append(Row(what, _ms(took), beside, p50 / percentile(mp4["took"], 0.5), wanted, met, note))
    flicks = _find(seen, "flick", "ours", FAST)["took"]
    met = percentile(flicks, 0.95) <= 500
    rows.append(Row(f"three flicks, to one unprepared, {_line(FAST)}", _ms(flicks), "", None, "p95 ≤ 500 ms", met))
    return rows


def _flicks(seen: dict) -> list[Row]:
    share = seen["slow"] / seen["frames"]
    what = f"frames over 32 ms while flicking, processor slowed {SLOWER} ×"
    frames = Row(what, f"{share:.1%}", "", None, "≤ 1 %", share <= SLOW_FRAMES_MAX, f"{seen['slow']} of {seen['frames']}")
    settled = percentile(seen["rests"], 0.5)
    met = settled <= SETTLED_MS and seen["kept"] == seen["flicks"]
    kept = f"{seen['kept']} of {seen['flicks']} were kept"
    return [frames, Row("finger up to rest, the same flicks", _ms(seen["rests"]), "", None, f"p50 ≤ {SETTLED_MS} ms, all kept", met, kept)]


def _waste(seen: list[dict]) -> list[Row]:
    rows = []
    for trace in TRACES:
        ours, hls = (_find(seen, "waste", who, FAST, trace=trace) for who in ("ours", "hls"))
        mine, peer = (1 - it["seen"] / it["bytes"] for it in (ours, hls))
        what = f"fetched and never shown, {trace}"
        beside = f"{peer:.0%} (hls.js)"
        rows.append(Row(what, f"{mine:.0%}", beside, mine / peer, "≤ 15 %", mine <= WASTE_MAX))
    return rows


def _binge(seen: list[dict]) -> list[Row]:
    rows = []
    for network in (FAST, SLOW):
        ours = _find(seen, "binge", "ours", network)
        count = len(ours["stalls"])
        met = count == 0 and ours["episodes"] == EPISODES
        what = f"stalls in {EPISODES} episodes, {_line(network)}"
        rows.append(Row(what, f"{count}", "", None, "none", met))
    return rows
