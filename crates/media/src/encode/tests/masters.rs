//! Every kind of master, checked and encoded as the ingest does it, then decoded and looked at: is
//! the picture upright and in its colours, does a beep still come with its flash?

use std::fmt::Write as _;
use std::process::Command;

use super::*;
use crate::check::{self, Part, Profile};
use crate::delivery;
use crate::ffmpeg::Tools;
use crate::finish::Finished;
use crate::index::Stream;

/// How a master is made.
#[derive(Clone, Copy)]
struct Master {
    name: &'static str,
    /// As it is shown.
    size: (u32, u32),
    /// Frames in so many seconds.
    rate: (u32, u32),
    /// From the upright picture to what is stored.
    filters: &'static str,
    /// From the sound in both channels to what is stored. None: there is no sound.
    sound: Option<&'static str>,
    /// How both are coded.
    options: &'static str,
    /// How a player has to turn it: `a`, `b`, `c` and `d` of the track's matrix.
    matrix: [i32; 4],
    /// How much is cut from its beginning without coding it again, in seconds.
    cut_s: f64,
    /// How much later the picture begins than the sound, in seconds.
    delay_s: f64,
    extension: &'static str,
}

const PLAIN: Master = Master {
    name: "plain",
    size: (144, 256),
    rate: (25, 1),
    filters: "null",
    sound: Some("anull"),
    options: "-c:v libx264 -preset ultrafast -crf 10 -pix_fmt yuv420p -c:a aac -b:a 192k",
    matrix: [1, 0, 0, 1],
    cut_s: 0.0,
    delay_s: 0.0,
    extension: "mp4",
};
const SECONDS: f64 = 3.2;
/// The widest rung of the ladder.
const WIDEST: u32 = 144;
/// What is drawn: the corners, clockwise from the upper left, and the ground.
const CORNERS: [[u8; 3]; 4] = [[255, 0, 0], [0, 255, 0], [255, 255, 255], [0, 0, 255]];
const GROUND: u8 = 96;
/// Decoded pictures are looked at in this size.
const EYE: (usize, usize) = (16, 32);

impl Master {
    fn frame_s(&self) -> f64 {
        f64::from(self.rate.1) / f64::from(self.rate.0)
    }

    /// When the flash is seen and the beep is heard: with the first frame after two seconds.
    fn flash_s(&self) -> f64 {
        (2.0 / self.frame_s() - 0.001).ceil() * self.frame_s()
    }

    /// When both must come in what was encoded.
    fn expected_s(&self) -> f64 {
        self.flash_s() + self.delay_s - self.cut_s
    }

    fn write(&self, folder: &std::path::Path) -> std::path::PathBuf {
        let ((width, height), flash) = (self.size, self.flash_s());
        let (across, down) = (width / 4, height / 4);
        let (right, below) = (width - across, height - down);
        let mut picture = format!(
            "color=0x606060:s={width}x{height}:r={}/{}:d={SECONDS},format=rgb24",
            self.rate.0, self.rate.1
        );
        for (x, y, colour) in
            [(0, 0, "red"), (right, 0, "lime"), (right, below, "white"), (0, below, "blue")]
        {
            let _ = write!(picture, ",drawbox={x}:{y}:{across}:{down}:{colour}:fill");
        }
        let shown = format!("gte(t\\,{:.4})*lt(t\\,{:.4})", flash - 0.001, flash + 0.3);
        let _ = write!(
            picture,
            ",drawbox={across}:{down}:{}:{}:white:fill:enable={shown},{}",
            width - 2 * across,
            height - 2 * down,
            self.filters
        );
        let flash = flash + self.delay_s;
        let heard =
            format!("0.2*sin(1382*t)+between(t\\,{flash}\\,{})*0.2*sin(31416*t)", flash + 0.3);
        let path = folder.join(format!("01.{}", self.extension));
        let whole = folder.join(format!("whole.{}", self.extension));
        let at = if self.cut_s > 0.0 { &whole } else { &path };
        match self.sound {
            Some(sound) => ffmpeg(
                &format!(
                    "-itsoffset {} -f lavfi -i {picture} -f lavfi -i aevalsrc={heard}|{heard}:s=48000:d={SECONDS},{sound} {}",
                    self.delay_s, self.options
                ),
                at,
            ),
            None => ffmpeg(&format!("-f lavfi -i {picture} {}", self.options), at),
        }
        if self.cut_s > 0.0 {
            ffmpeg(&format!("-ss {} -i {} -c copy", self.cut_s, whole.display()), &path);
            std::fs::remove_file(whole).unwrap();
        }
        if self.matrix != PLAIN.matrix {
            turn(&path, self.matrix);
        }
        path
    }

    /// Checks and encodes it. The ladder comes last.
    async fn encode(&self, folder: &std::path::Path) -> (Vec<Track>, Option<Track>, f64) {
        let path = self.write(folder);
        let delivery = delivery::read(folder).unwrap();
        let (profile, tools) = (Profile::default(), Tools::default());
        let report =
            check::check(&delivery, &profile, &tools, &check::Limits::default(), &|_| {}).await;
        let report = report.unwrap();
        let episode = &report.episodes[0];
        let video = episode.video.as_ref().unwrap();
        let (width, height) = video.shown();
        assert_eq!((width, height), self.size, "{}", self.name);
        let seconds = episode.seconds.unwrap_or_else(|| panic!("{:?}", report.findings));
        let picture = Picture {
            stream: video.stream,
            width,
            height,
            frame_rate: video.constant_frame_rate(),
            seconds,
            high_dynamic_range: video.is_high_dynamic_range(),
        };
        assert_eq!(picture.frame_rate, self.rate, "{}", self.name);
        let sound = episode
            .sound(&Part::Master)
            .map(|it| Sound { stream: it.stream, loudness: it.loudness });
        assert_eq!(sound.is_some(), self.sound.is_some(), "{}", self.name);
        let encoder = small_encoder();
        let first = encoder.first(&path, &picture, sound.as_ref(), folder, |_| {}).await;
        let first = first.unwrap_or_else(|it| panic!("{}: {it:?}", self.name));
        let ladder = encoder.ladder(&path, &picture, folder, |_| {}).await.unwrap();
        let videos = [first.video].into_iter().chain(ladder.into_iter().map(|(_, it)| it));
        (videos.collect(), first.audio, seconds)
    }

    async fn check(&self) {
        let folder = tempfile::tempdir().unwrap();
        let (videos, audio, seconds) = self.encode(folder.path()).await;
        let name = self.name;
        let starts = |it: &Finished| {
            let index = &it.index;
            let starts = index.fragments.iter().map(|it| (it.decode_time, it.duration));
            (index.timescale, starts.collect::<Vec<_>>())
        };
        let one = &videos[0].finished;
        for track in &videos {
            assert_eq!(starts(&track.finished), starts(one), "{name}: cut alike");
            let Stream::Video { width, height, .. } = track.finished.stream else { panic!() };
            assert!(width <= self.size.0.min(WIDEST) && height <= self.size.1 + 1, "{name}");
            let aspect = f64::from(height) * f64::from(self.size.0) / f64::from(width);
            assert!((aspect - f64::from(self.size.1)).abs() <= 4.0, "{name}: {width}×{height}");
        }
        let mut flash_s = 0.0;
        for track in [&videos[0], &videos[videos.len() - 1]] {
            flash_s = self.look(track, seconds);
            let late = flash_s - self.expected_s();
            assert!(late.abs() <= self.late_max_s(), "{name}: the flash is {late:.3} s late");
        }
        if let Some(audio) = &audio {
            assert_eq!(audio.finished.index.fragments.len(), one.index.fragments.len(), "{name}");
            let beep_s = self.listen(audio);
            let late = beep_s - self.expected_s();
            assert!(
                late.abs() <= self.late_max_s().min(0.025),
                "{name}: the beep is {late:.4} s late"
            );
            let apart = beep_s - flash_s;
            let most = if self.is_steady() { self.late_max_s().min(0.020) } else { self.frame_s() };
            assert!(apart.abs() <= most, "{name}: beep and flash are {apart:.4} s apart");
        }
    }

    /// Decodes the pictures. Frame after frame they last as long as the index says, which begins at
    /// 0, so the number of a frame tells when it is shown.
    fn look(&self, track: &Track, seconds: f64) -> f64 {
        let (name, index) = (self.name, &track.finished.index);
        let (across, down) = EYE;
        let (frames, _) = decoded(
            &track.path,
            &format!("-vf scale={across}:{down}:flags=area -pix_fmt rgb24 -f rawvideo"),
        );
        let frames: Vec<&[u8]> = frames.chunks_exact(across * down * 3).collect();
        let wanted = ((seconds + self.delay_s) / self.frame_s()).round() as i64;
        let found = frames.len() as i64;
        assert!((found - wanted).abs() <= 1, "{name}: {found} frames, {wanted} wanted");
        assert_eq!(index.fragments[0].decode_time, 0, "{name}");
        let lasts = index.duration_ms() as f64 / 1000.0;
        assert!((lasts - found as f64 * self.frame_s()).abs() < 0.002, "{name}: {lasts} s");

        let pixel = |frame: &[u8], x: usize, y: usize| -> [u8; 3] {
            frame[(y * across + x) * 3..][..3].try_into().unwrap()
        };
        let frame = frames[5];
        let corners = [(1, 1), (across - 2, 1), (across - 2, down - 2), (1, down - 2)];
        for ((x, y), colour) in corners.into_iter().zip(CORNERS) {
            let found = pixel(frame, x, y);
            assert!(self.is_like(found, colour), "{name}: {found:?} instead of {colour:?}");
        }
        let ground = pixel(frame, across / 2, down / 2);
        assert!(self.is_like(ground, [GROUND; 3]), "{name}: the ground is {ground:?}");

        let bright = |it: &&[u8]| pixel(it, across / 2, down / 2)[1] > 150;
        frames.iter().position(bright).expect("a flash") as f64 * self.frame_s()
    }

    fn listen(&self, track: &Track) -> f64 {
        let name = self.name;
        let (pcm, said) = decoded(
            &track.path,
            "-filter_complex asplit[a][b];[a]ebur128=peak=true[m];[b]highpass=f=2500:p=2[h] \
             -map [m] -f null /dev/null -map [h] -ac 1 -f f32le",
        );
        let samples = pcm.chunks_exact(4).map(|it| f32::from_le_bytes(it.try_into().unwrap()));
        let samples: Vec<f32> = samples.collect();
        let loudest = samples.iter().fold(0.0_f32, |it, sample| it.max(sample.abs()));
        assert!(loudest > 0.02, "{name}: there is no beep");
        let beep = samples.iter().position(|it| it.abs() > loudest / 2.0).unwrap() as f64;
        let (lufs, peak) = loudness(&said);
        assert!((lufs - LOUDNESS_LUFS).abs() <= 1.0, "{name}: {lufs} LUFS");
        assert!(peak <= -1.0, "{name}: {peak} dBTP");
        beep / 48_000.0
    }

    /// Pictures of an even rate stay where they are. Where a file begins with something else than
    /// the picture, that is brought to the nearest frame.
    fn late_max_s(&self) -> f64 {
        let is_late =
            self.delay_s > 0.0 || self.options.contains("offset") || self.extension == "ts";
        let begins_elsewhere = is_late || !self.is_steady();
        if begins_elsewhere { self.frame_s() + 0.001 } else { 0.010 }
    }

    fn is_steady(&self) -> bool {
        !self.filters.contains("select")
    }

    /// Bright pictures are mapped into a smaller range: what is bright comes out darker.
    fn is_like(&self, found: [u8; 3], wanted: [u8; 3]) -> bool {
        let mapped = self.filters.contains("zscale");
        found.into_iter().zip(wanted).all(|(found, wanted)| match (mapped, wanted) {
            (true, 255) => found > 165,
            (true, 0) => found < 90,
            (true, _) => found.abs_diff(wanted) < 40,
            (false, _) => found.abs_diff(wanted) < 30,
        })
    }
}

fn small_encoder() -> Encoder {
    let rung = |width| Rung { width, crf: 16, cap_kbps: 4_000 };
    let ladder = Ladder {
        first_preset: "superfast".into(),
        final_preset: "superfast".into(),
        first_width: 72,
        rungs: vec![rung(72), rung(WIDEST)],
        audio_kbps: 96,
    };
    Encoder { ladder, ..Encoder::default() }
}

/// Writes into the head of the first track how it is to be turned (ISO/IEC 14496-12, 8.3.2).
fn turn(path: &std::path::Path, matrix: [i32; 4]) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = bytes.windows(4).position(|it| it == b"tkhd").unwrap() + 4 + 40;
    for (place, number) in [0, 4, 12, 16].into_iter().zip(matrix) {
        bytes[at + place..][..4].copy_from_slice(&(number << 16).to_be_bytes());
    }
    std::fs::write(path, bytes).unwrap();
}

/// What ffmpeg makes of a track, and what it says. It must not complain.
fn decoded(path: &std::path::Path, options: &str) -> (Vec<u8>, String) {
    let done = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info", "-i"])
        .arg(path)
        .args(options.split_whitespace())
        .arg("-")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(!["[warning]", "[error]"].iter().any(|it| said.contains(it)), "{said}");
    (done.stdout, said)
}

/// In LUFS, and the true peak in dBTP.
fn loudness(said: &str) -> (f64, f64) {
    let summary = said.rsplit("Summary:").next().unwrap();
    let number = |key: &str| -> f64 {
        let text = summary.split(key).nth(1).unwrap();
        let text = text.trim_start_matches(['\n', ' ']);
        let number = text.strip_prefix("[info]").unwrap_or(text).split_whitespace().next();
        number.unwrap().parse().unwrap()
    };
    (number("I:"), number("Peak:"))
}

#[tokio::test]
async fn turned_on_their_side() {
    for (name, filters, matrix) in [
        ("rotated by 90", "transpose=cclock", [0, 1, -1, 0]),
        ("rotated by 180", "hflip,vflip", [-1, 0, 0, -1]),
        ("rotated by 270", "transpose=clock", [0, -1, 1, 0]),
    ] {
        Master { name, filters, matrix, ..PLAIN }.check().await;
    }
}

#[tokio::test]
async fn of_every_size() {
    let full = "-c:v libx264 -preset ultrafast -crf 10 -pix_fmt yuv444p -c:a aac -b:a 192k";
    for master in [
        Master { name: "odd", size: (179, 321), options: full, ..PLAIN },
        Master { name: "smaller than the ladder", size: (62, 110), ..PLAIN },
        Master { name: "of wide pixels", filters: "scale=108:256,setsar=4/3", ..PLAIN },
        Master { name: "of tall pixels", filters: "scale=144:128,setsar=1/2", ..PLAIN },
    ] {
        master.check().await;
    }
}

#[tokio::test]
async fn at_every_rate() {
    for (name, rate) in
        [("23.976", (24_000, 1001)), ("29.97", (30_000, 1001)), ("50", (50, 1)), ("60", (60, 1))]
    {
        Master { name, rate, ..PLAIN }.check().await;
    }
    let filters = "select=not(eq(mod(n\\,10)\\,3))";
    let options = format!("{} -fps_mode vfr", PLAIN.options).leak();
    Master { name: "unsteady", rate: (30, 1), filters, options, ..PLAIN }.check().await;
}

#[tokio::test]
async fn of_every_depth() {
    let ten = "-c:v libx264 -preset ultrafast -crf 10 -pix_fmt yuv420p10le -c:a aac";
    let prores = "-c:v prores_ks -profile:v 3 -pix_fmt yuv422p10le -c:a pcm_s16le";
    let pq = "zscale=min=gbr:pin=bt709:tin=bt709:rin=pc:m=bt2020nc:p=bt2020:t=smpte2084:r=tv:npl=203,format=yuv420p10le";
    let hlg = "zscale=min=gbr:pin=bt709:tin=bt709:rin=pc:m=bt2020nc:p=bt2020:t=arib-std-b67:r=tv:npl=203,format=yuv420p10le";
    let tagged = |transfer: &str| -> &'static str {
        format!("{ten} -color_primaries bt2020 -colorspace bt2020nc -color_trc {transfer}").leak()
    };
    // Some cameras name nothing but the transfer.
    let half_tagged = format!("{ten} -color_trc smpte2084").leak();
    for master in [
        Master { name: "ten bits", options: ten, ..PLAIN },
        Master { name: "ProRes", options: prores, extension: "mov", ..PLAIN },
        Master { name: "PQ", filters: pq, options: tagged("smpte2084"), ..PLAIN },
        Master { name: "HLG", filters: hlg, options: tagged("arib-std-b67"), ..PLAIN },
        Master { name: "PQ, half tagged", filters: pq, options: half_tagged, ..PLAIN },
    ] {
        master.check().await;
    }
}

#[tokio::test]
async fn of_every_sound() {
    let surround = "pan=5.1|FL=c0|FR=c0|FC=c0|LFE=0*c0|BL=0.5*c0|BR=0.5*c0";
    for (name, sound) in [
        ("mono", Some("pan=mono|c0=c0")),
        ("of six channels", Some(surround)),
        ("at 44.1 kHz", Some("aresample=44100")),
        ("quiet", Some("volume=-20dB")),
        ("louder than full scale", Some("volume=24dB")),
        (
            "with thumps",
            Some(
                "volume=-8dB,aeval=val(0)+0.55*sin(628.3*t)*lt(mod(t\\,0.4)\\,0.01)|val(1):c=same",
            ),
        ),
        ("silent", Some("volume=0")),
        ("without sound", None),
    ] {
        let master = Master { name, sound, ..PLAIN };
        if name == "silent" {
            let folder = tempfile::tempdir().unwrap();
            let (_, audio, _) = master.encode(folder.path()).await;
            assert_eq!(audio.unwrap().finished.index.fragments.len(), 3);
        } else {
            master.check().await;
        }
    }
}

#[tokio::test]
async fn with_every_beginning() {
    let reordered = "-c:v libx264 -preset medium -bf 4 -crf 10 -pix_fmt yuv420p -c:a aac -b:a 192k";
    let as_it_comes = format!("{} -fps_mode passthrough", PLAIN.options).leak();
    let late = format!("{} -output_ts_offset 0.8", PLAIN.options).leak();
    for master in [
        Master { name: "with B-frames", options: reordered, ..PLAIN },
        Master { name: "cut by its edit list", options: reordered, cut_s: 0.52, ..PLAIN },
        Master { name: "beginning late", options: late, ..PLAIN },
        Master { name: "of a late picture", delay_s: 0.4, options: as_it_comes, ..PLAIN },
        Master {
            name: "of a late picture, in Matroska",
            delay_s: 0.4,
            options: as_it_comes,
            extension: "mkv",
            ..PLAIN
        },
        Master { name: "a transport stream", options: reordered, extension: "ts", ..PLAIN },
    ] {
        master.check().await;
    }
}
