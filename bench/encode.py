"""Encoding a series: our ingest beside one hand-written ffmpeg, and beside one process a rendition."""

from __future__ import annotations

import pathlib
import sqlite3
import subprocess
import time

import bench.measure as measure
import bench.peers as peers
from bench.filmed import filmed
from bench.measure import Row
from bench.ours import Ours

EPISODES, SECONDS = 2, 15
# A full-length episode for the time until something can be watched.
LONG_SECONDS = 90
# Beside a command that shares as much as ours.
SHARED_MOST = 1.05


def run(ours: Ours) -> list[Row]:
    drawn = ours.sample("encode", EPISODES, SECONDS)
    kinds = {"filmed": filmed(ours, drawn), "drawn": drawn}
    rows = []
    for preset, apart_most in (("veryfast", 0.75), ("medium", 0.85)):
        for kind, series in kinds.items():
            rows += _one_preset(ours, series, kind, preset, apart_most)
    long = ours.sample("first", 1, LONG_SECONDS)
    return [*rows, _first_playable(ours, filmed(ours, long), "filmed"), _first_playable(ours, long, "drawn")]


def _one_preset(ours: Ours, series: pathlib.Path, kind: str, preset: str, apart_most: float) -> list[Row]:
    measure.say(f"Ingest of {kind} masters with the {preset} preset")
    config = f'[ladder]\nfinal-preset = "{preset}"\n'
    whole = ours.ingest(ours.folder / f"encode-{kind}-{preset}", series, config)
    checks = ours.check(series)
    cpu = whole.cpu_s - checks.cpu_s

    measure.say(f"The peers with the {preset} preset")
    together = rounds = apart = decoded = 0.0
    out = ours.folder / f"encode-peer-{kind}-{preset}"
    out.mkdir()
    # The trailer is a master, too.
    for master in sorted(series.glob("*.mp4")):
        ladder = peers.ladder(preset)
        # Ours measures the loudness in the checks, which are taken off: this is not counted either.
        sounds = [peers.measured(it, out)[0] for it in (master, *sorted(series.glob(f"{master.stem}.*.m4a")))]
        together += peers.ffmpeg_together(master, out, [peers.first(), *ladder], sounds).cpu_s
        first = peers.ffmpeg_together(master, out, [peers.first()], []).cpu_s
        rounds += first + peers.ffmpeg_together(master, out, ladder, sounds).cpu_s
        apart += first + peers.ffmpeg_apart(master, out, ladder, sounds).cpu_s
        decoded += peers.decode(master).cpu_s

    spent = (
        f"ingest used {whole.cpu_s:.1f} s in all; the {checks.cpu_s:.1f} s of `check` alone are taken off, pictures, "
        "storing and publishing are left in"
    )
    alone_note = f"{spent}; the one command decodes once ({decoded:.1f} s), ours twice: it makes something to watch first"
    rounds_note = "the first makes what can be watched, the second the ladder and the sound, as ours does"
    # Of masters that decode for next to nothing, sharing the decoder saves next to nothing, whoever does it.
    shared = together / apart
    most = max(apart_most, SHARED_MOST * shared)
    apart_note = f"the one command, which shares all that can be shared, reaches {shared:.2f} ×"
    what = f"encode, {kind}, {preset}, beside"
    return [
        _row(f"{what} two ffmpegs", cpu, rounds, SHARED_MOST, rounds_note),
        _row(f"{what} one ffmpeg, which gives nothing to watch first", cpu, together, None, alone_note),
        _row(f"{what} one process a rendition", cpu, apart, most, apart_note),
    ]


def _row(what: str, ours: float, peer: float, most: float | None, note: str) -> Row:
    """Without a limit it is shown, and cannot be missed."""
    ratio = ours / peer
    wanted = f"≤ {most:.2f} ×" if most else ""
    return Row(what, f"{ours:.1f} CPU-s", f"{peer:.1f} CPU-s", ratio, wanted, most is None or ratio <= most, note)


def _first_playable(ours: Ours, series: pathlib.Path, kind: str) -> Row:
    """From the start of ingest to the moment when the series is published, checks included."""
    duration = _duration(series / "EP01.mp4")
    data = ours.folder / f"first-playable-{kind}"
    measure.say(f"Ingest of one {kind} episode of {duration:.0f} s until it can be watched")
    with open(ours.folder / "first.log", "wb") as log:
        begun = time.monotonic()
        process = subprocess.Popen(
            [ours.binary, "--data", data, "ingest", series],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            while not _is_published(data) and process.poll() is None:
                time.sleep(0.05)
            took = time.monotonic() - begun
        finally:
            process.terminate()
            process.wait()
    if not _is_published(data):
        raise RuntimeError(f"nothing was published: {(ours.folder / 'first.log').read_text()[-2000:]}")
    most = 0.5 * duration
    return Row(
        f"master → first playable, {kind}",
        f"{took:.1f} s",
        f"{duration:.0f} s long",
        took / duration,
        "≤ 0.5 × its duration",
        took <= most,
        "the trailer is taken in beside it",
    )


def _duration(path: pathlib.Path) -> float:
    show = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)]
    return float(subprocess.run(show, check=True, capture_output=True, text=True).stdout)


def _is_published(data: pathlib.Path) -> bool:
    for path in data.glob("*.db"):
        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
                query = "SELECT COUNT(*) FROM series WHERE published_at_ms IS NOT NULL"
                return connection.execute(query).fetchone()[0] > 0
        except sqlite3.Error:
            return False
    return False
