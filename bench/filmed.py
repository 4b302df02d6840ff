"""Masters as a camera and a post house deliver them."""

from __future__ import annotations

import pathlib
import shutil

import bench.measure as measure
import bench.peers as peers
from bench.ours import Ours


def filmed(ours: Ours, drawn: pathlib.Path) -> pathlib.Path:
    """The same series with grain in every frame, at about 50 Mb/s; made once a run."""
    series = ours.folder / f"{drawn.name}-filmed"
    if series.exists():
        return series
    measure.say("Making masters with the grain and the bit rate of a camera")
    unfinished = series.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(drawn, unfinished)
    for master in sorted(unfinished.glob("*.mp4")):
        grain = ["-vf", "noise=alls=6:allf=t", "-c:v", "libx264", "-preset", "fast", "-b:v", "50M"]
        measure.run([*peers.FFMPEG, "-i", drawn / master.name, *grain, "-c:a", "copy", master])
    return unfinished.rename(series)
