"""Our side: the release binary, driven as anybody would drive it."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import bench.measure as measure

START_SECONDS_MAX = 60


class Ours:
    """The binary and the folder in which everything of this run lies."""

    def __init__(self, binary: pathlib.Path, folder: pathlib.Path) -> None:
        self.binary = binary
        self.folder = folder

    def sample(self, name: str, episodes: int, seconds: int) -> pathlib.Path:
        """The sample series; drawn once for all benches that ask for the same."""
        series = self.folder / f"sample-{episodes}x{seconds}"
        if not (series / "series.toml").exists():
            measure.say(f"Drawing the sample series: {episodes} × {seconds} s")
            command = [self.binary, "sample", series, "--episodes", str(episodes)]
            measure.run([*command, "--seconds", str(seconds)], log=self.folder / f"{name}-sample.log")
        return series

    def check(self, series: pathlib.Path) -> measure.Cost:
        return measure.run([self.binary, "check", series], log=self.folder / "check.log")

    def ingest(self, data: pathlib.Path, series: pathlib.Path, config: str = "") -> measure.Cost:
        """Takes a series in, to the end of the full ladder."""
        return measure.run(
            [self.binary, *self._options(data, config), "ingest", series], log=self.folder / "ingest.log"
        )

    @contextlib.contextmanager
    def serve(self, data: pathlib.Path, config: str = "") -> Iterator[Service]:
        """The service over a data folder, for as long as the block lasts."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = "127.0.0.1:%d" % probe.getsockname()[1]
        with open(self.folder / "serve.log", "wb") as log:
            process = subprocess.Popen(
                [self.binary, *self._options(data, config), "serve", "--listen", address],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            service = Service(f"http://{address}")
            service.wait(process)
            yield service
        finally:
            process.terminate()
            process.wait()

    def _options(self, data: pathlib.Path, config: str) -> list[str]:
        options = ["--data", str(data)]
        if config:
            path = self.folder / "cliffhanger.toml"
            path.write_text(config)
            options += ["--config", str(path)]
        return options


class Service:
    """What a viewer's device does, over HTTP. It keeps the guest's cookie."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.port = urlsplit(url).port or 80
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, OSError):
                self.get("/readyz")
                return
            time.sleep(0.1)
        raise RuntimeError("the service does not answer")

    def get(self, path: str) -> bytes:
        with self._open(self.url + path, timeout=30) as answer:
            return answer.read()

    def series(self) -> list[dict]:
        return json.loads(self.get("/api/v1/series"))["series"]

    def episodes(self, slug: str) -> list[dict]:
        return json.loads(self.get(f"/api/v1/series/{slug}"))["episodes"]

    def play(self, episode: str) -> dict:
        request = urllib.request.Request(
            f"{self.url}/api/v1/episodes/{episode}/play",
            data=b"{}",
            headers={"content-type": "application/json", "origin": self.url},
            method="POST",
        )
        with self._open(request, timeout=30) as answer:
            return json.loads(answer.read())

    def segments(self, play: dict, plan: str = "feed") -> list[str]:
        """The addresses of every segment of every track of picture and sound."""
        tracks = [*play["video"], *play["audio"]]
        return [path for it in tracks for path in self.track_segments(play, it["track"], plan)]

    def track_segments(self, play: dict, track: str, plan: str) -> list[str]:
        """The addresses of every segment of one track, in order, without its head."""
        base = f"/m/{play['ticket']}/{track}/{plan}.m3u8"
        lines = self.get(base).decode().splitlines()
        return [_join(base, line) for line in lines if line and not line.startswith("#")]


def _join(base: str, target: str) -> str:
    """An address in a playlist, as a path of the service."""
    return urlsplit(urljoin("http://x" + base, target)).path

