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
# What else asks for the next one than a key, and whether that is without sound.
DEVICES = (("finger", True), ("finger", False), ("wheel", True))
TRACES = ("binger", "skipper", "leaver")
WALKERS = ((FAST, ("ours", "hls", "mp4")), (SLOW, ("ours", "hls")))
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
        acts.append({"name": "cold", "who": "each in turn", "network": network, "rounds": COLD_ROUNDS})
        for who in ("ours", "mp4", "hls"):
            acts.append({"name": "swipe", "who": who, "network": network, "by": "key", "silent": True})
        acts.append({"name": "swipe", "who": "ours", "network": network, "by": "key", "silent": False})
        for who in ("ours", "mp4", "hls"):
            acts.append({"name": "flick", "who": who, "network": network, "by": "key", "silent": True})
    for by, silent in DEVICES:
        acts.append({"name": "swipe", "who": "ours", "network": FAST, "by": by, "silent": silent})
    return acts


def _walks() -> list[dict]:
    return [
        {"name": "waste", "who": who, "network": network, "trace": trace}
        for network, everybody in WALKERS
        for trace in TRACES
        for who in everybody
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
        took = _find(seen, "cold", "each in turn", network)["took"]
        ours, bare, hls = took["ours"], took["bare"], took["hls"]
        mine, peer = percentile(ours, 0.5), percentile(bare, 0.5)
        what = f"cold link to first frame, {_line(network)}"
        wanted = f"p50 ≤ {limit} ms" + (", ≤ 1 ×" if network is FAST else "")
        met = mine <= limit and (network is SLOW or mine <= peer)
        beside = f"{_ms(bare)} (bare MP4); {_ms(hls)} (hls.js)"
        rows.append(Row(what, _ms(ours), beside, mine / peer, wanted, met))
    return rows


def _swipes(seen: list[dict]) -> list[Row]:
    rows = []
    for network, p50_most, p95_most in ((FAST, 50, 150), (SLOW, 300, None)):
        others = [_find(seen, "swipe", who, network) for who in ("mp4", "hls")]
        # The peers have no sound.
        for by, silent in (("key", True), ("key", False), *(DEVICES if network is FAST else ())):
            ours = _find(seen, "swipe", "ours", network, by=by, silent=silent)
            rows.append(_swipe(ours, others, p50_most, p95_most))
    return rows + [_unprepared(seen, network, most) for network, most in ((FAST, 500), (SLOW, None))]


def _swipe(ours: dict, others: list[dict], p50_most: int, p95_most: int | None) -> Row:
    swipes = ours["swipes"]
    took, (mp4, hls) = _took(swipes), (_took(it["swipes"]) for it in others)
    p50, p95 = percentile(took, 0.5), percentile(took, 0.95)
    unprepared = sum(not it["prepared"] for it in swipes)
    told = percentile([it["told"] for it in swipes], 0.5)
    note = f"{unprepared} of {len(took)} had not been prepared; the page heard of the input after {told:.0f} ms"
    # A browser keeps a wheel to itself until it draws the next frame: that is no time of ours, and is shown beside it.
    kept = told if ours["by"] == "wheel" else 0
    met = p50 - kept <= p50_most and (p95_most is None or p95 <= p95_most)
    if not ours["silent"]:
        # The browser may have kept the sound to itself: then nothing was measured with it.
        heard = sum(it["aloud"] for it in swipes)
        met = met and heard == len(took)
        note += f", {heard} were heard"
    other = ours["by"] != "key" or not ours["silent"]
    how = f"by {ours['by']}, {'without' if ours['silent'] else 'with'} sound"
    return Row(
        f"swipe to new frame, {how}, {_line(ours['network'])}",
        _ms(took),
        f"{_ms(mp4)} (MP4); {_ms(hls)} (hls.js)" + (", both by key, silent" if other else ""),
        p50 / percentile(mp4, 0.5),
        f"p50 ≤ {p50_most} ms" + (" from then on" if kept else "") + (f", p95 ≤ {p95_most}" if p95_most else ""),
        met,
        note,
    )


def _unprepared(seen: list[dict], network: dict, most: int | None) -> Row:
    """Three flicks land where nothing was prepared; where something was, after all, they do not count."""
    flicks, mp4, hls = (_find(seen, "flick", who, network)["swipes"] for who in ("ours", "mp4", "hls"))
    took = [it["ms"] for it in flicks if not it["prepared"]]
    p95 = percentile(took, 0.95) if took else math.inf
    return Row(
        f"three flicks, to one unprepared, {_line(network)}",
        _ms(took) if took else "none",
        f"{_ms(_took(mp4))} (MP4); {_ms(_took(hls))} (hls.js)",
        percentile(took, 0.5) / percentile(_took(mp4), 0.5) if took else None,
        f"p95 ≤ {most} ms" if most else "",
        most is None or p95 <= most,
        f"{len(took)} of {len(flicks)} had not been prepared",
    )


def _took(swipes: list[dict]) -> list[float]:
    return [it["ms"] for it in swipes]


def _flicks(seen: dict) -> list[Row]:
    share = seen["slow"] / seen["frames"]
    slow = f"{seen['slow']} of {seen['frames']}"
    what = f"frames over 32 ms while flicking, processor slowed {SLOWER} ×"
    frames = Row(what, f"{share:.1%}", "", None, "≤ 1 %", share <= SLOW_FRAMES_MAX, slow)
    rests = seen["rests"]
    met = percentile(rests, 0.95) <= SETTLED_MS and seen["kept"] == seen["flicks"]
    note = f"{seen['kept']} of {seen['flicks']} were kept, the slowest took {max(rests):.0f} ms"
    wanted = f"p95 ≤ {SETTLED_MS} ms, all kept"
    return [frames, Row("finger up to rest, the same flicks", _ms(rests), "", None, wanted, met, note)]


def _waste(seen: list[dict]) -> list[Row]:
    rows = []
    for network, everybody in WALKERS:
        for trace in TRACES:
            walks = {who: _find(seen, "waste", who, network, trace=trace) for who in everybody}
            wasted = {who: 1 - it["seen"] / it["bytes"] for who, it in walks.items()}
            names = {"hls": "hls.js", "mp4": "MP4"}
            beside = "; ".join(f"{wasted[who]:.1%} ({name})" for who, name in names.items() if who in wasted)
            what = f"fetched and never shown, {trace}, {_line(network)}"
            ours = wasted["ours"]
            note = f"{measure.size(walks['ours']['bytes'])} fetched, {walks['ours']['stalls']} stalls; {_reasons(walks['ours'])}"
            # Who leaves in the middle leaves half a segment, and on a slow line what had to be asked for in good time.
            limited = network is FAST or trace == "binger"
            wanted = "≤ 15 %" if limited else ""
            rows.append(Row(what, f"{ours:.1%}", beside, ours / wasted["hls"], wanted, not limited or ours <= WASTE_MAX, note))
    return rows


def _reasons(walk: dict) -> str:
    """Why it was fetched, in shares of all that was."""
    words = {"next": "not opened", "rest": "rest of a segment", "ahead": "behind it", "cutOff": "cut off", "again": "twice"}
    return ", ".join(f"{word} {walk['lost'][why] / walk['bytes']:.1%}" for why, word in words.items())


def _binge(seen: list[dict]) -> list[Row]:
    rows = []
    for network in (FAST, SLOW):
        ours = _find(seen, "binge", "ours", network)
        count = len(ours["stalls"])
        met = count == 0 and ours["episodes"] == EPISODES
        what = f"stalls in {EPISODES} episodes, {_line(network)}"
        note = f"{ours['episodes']} were shown; {max(ours['gaps'], default=0):.0f} ms at most from the end of one to the next"
        rows.append(Row(what, f"{count}", "", None, "none", met, note))
    return rows
