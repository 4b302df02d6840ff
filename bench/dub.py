"""What a language costs: bytes written, CPU, and storage, beside packaging again and beside muxing."""

from __future__ import annotations

import pathlib
import shutil
import statistics

import bench.measure as measure
import bench.peers as peers
from bench.delivery import set_languages
from bench.measure import Row
from bench.ours import Ours

EPISODES, SECONDS = 2, 15
LANGUAGES = ["zh-Hans", "es", "id", "pt-BR"]
IDLE_RUNS = 3


def run(ours: Ours) -> list[Row]:
    original = ours.sample("dub", EPISODES, SECONDS)
    series = ours.folder / "dub-series"
    shutil.copytree(original, series)
    set_languages(series, "dubs", "m4a", [])
    sounds = _dubs(series)

    measure.say("Ingest without dubs, then with one more each time")
    data = ours.folder / "dub-data"
    ours.ingest(data, series)
    before, made_before = measure.bytes_in(data), _made_in(data)
    costs = []
    for count in range(1, len(LANGUAGES) + 1):
        costs.append(_cost_of_one(ours, data, series, LANGUAGES[:count]))
        if count == 1:
            added, made = measure.bytes_in(data) - before, _made_in(data) - made_before

    out = ours.folder / "dub-peer"
    out.mkdir()
    return [
        *_bytes_rows(ours, series, sounds, out, added, made),
        _cpu_row(sounds, out, statistics.mean(costs)),
        _storage_row(ours, series, sounds, out, data),
    ]


def _cost_of_one(ours: Ours, data: pathlib.Path, series: pathlib.Path, languages: list[str]) -> float:
    """Adding the last of these dubs, less an ingest where nothing is to do, which pays for the same checks of the rest."""
    # From one run to the next these differ by as much as a dub costs.
    idle = statistics.median(ours.ingest(data, series).cpu_s for _ in range(IDLE_RUNS))
    set_languages(series, "dubs", "m4a", languages)
    return ours.ingest(data, series).cpu_s - idle


def _made_in(data: pathlib.Path) -> int:
    """All of the data folder but what was delivered and is kept as it came."""
    objects = data / "media/objects"
    return measure.bytes_in(data) - sum(measure.bytes_in(objects / it) for it in ("masters", "sources"))


def _dubs(series: pathlib.Path) -> dict[str, list[pathlib.Path]]:
    """Four dubs an episode that differ in content, made of the original sound."""
    sounds: dict[str, list[pathlib.Path]] = {language: [] for language in LANGUAGES}
    for master in sorted(series.glob("EP??.mp4")):
        for number, language in enumerate(LANGUAGES):
            path = series / f"{master.stem}.{language}.m4a"
            peers.other_dub(master, number, path)
            sounds[language].append(path)
    return sounds


def _bytes_rows(
    ours: Ours, series: pathlib.Path, sounds: dict[str, list[pathlib.Path]], out: pathlib.Path, added: int, made: int
) -> list[Row]:
    measure.say("shaka-packager: the same series again, with the dub")
    packager = peers.shaka_packager(ours.folder.parent / "tools")
    written = 0
    for number, master in enumerate(sorted(series.glob("EP??.mp4"))):
        ladder = peers.ladder("veryfast")
        peers.ffmpeg_together(master, out, ladder, [peers.measured(master, out)[0]])
        pictures = [out / f"{master.stem}-{it.name}.mp4" for it in ladder]
        language = LANGUAGES[0]
        dub = out / f"{master.stem}-{language}.mp4"
        peers.ffmpeg_sound(sounds[language][number], dub)
        packaged = out / f"packaged-{master.stem}"
        packaged.mkdir()
        peers.package(packager, pictures, {"en": out / f"{master.stem}-sound.mp4", language: dub}, packaged)
        written += measure.bytes_in(packaged)
    beside = f"{measure.size(written)} (shaka-packager)"
    copies = measure.size(added - made)
    grown = f"the growth of the whole data folder, database and its log included; {copies} of it keep the sound as it came"
    ratio = made / written
    bare = "without the copies of what was delivered, of which the packager keeps none"
    return [
        Row("one dub added: bytes made of it", measure.size(made), beside, ratio, "≤ 0.02 ×", ratio <= 0.02, bare),
        Row("one dub added: all bytes written", measure.size(added), beside, added / written, "", True, grown),
    ]


def _cpu_row(sounds: dict[str, list[pathlib.Path]], out: pathlib.Path, cpu: float) -> Row:
    alone = [peers.ffmpeg_sound(path, out / "alone.mp4").cpu_s for dub in sounds.values() for path in dub]
    peer = sum(alone) / len(sounds)
    ratio = cpu / peer
    return Row(
        "one dub added: CPU",
        f"{cpu:.2f} CPU-s",
        f"{peer:.2f} CPU-s (ffmpeg, sound alone)",
        ratio,
        "≤ 1.1 ×",
        ratio <= 1.1,
        f"the mean of {len(sounds)} dubs, added one after the other; an ingest where nothing is to do is taken off, "
        f"the middle of {IDLE_RUNS}",
    )


def _storage_row(
    ours: Ours, series: pathlib.Path, sounds: dict[str, list[pathlib.Path]], out: pathlib.Path, data: pathlib.Path
) -> Row:
    measure.say("Storage with four dubs: one muxed file a language and rendition, from our own bytes")
    with ours.serve(data) as service:
        card = service.series()[0]
        stored = muxed = 0
        for episode in service.episodes(card["slug"]):
            play = service.play(episode["id"])
            sizes = {}
            for track in [*play["video"], *play["audio"]]:
                base = f"/s/{play['ticket']}/{track['track']}/steady"
                path = out / f"{track['track']}.mp4"
                content = service.get(f"{base}/init.mp4")
                for address in service.track_segments(play, track["track"], "steady"):
                    content += service.get(address)
                path.write_bytes(content)
                sizes[track["track"]] = len(content)
            stored += sum(sizes.values())
            for sound in play["audio"]:
                for picture in play["video"]:
                    path = out / "muxed.mp4"
                    peers.mux(out / f"{picture['track']}.mp4", out / f"{sound['track']}.mp4", path)
                    muxed += path.stat().st_size
    ratio = stored / muxed
    return Row(
        "storage with four dubs",
        measure.size(stored),
        f"{measure.size(muxed)} (muxed a language)",
        ratio,
        "≤ 0.3 ×",
        ratio <= 0.3,
    )
