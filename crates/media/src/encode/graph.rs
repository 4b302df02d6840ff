//! The filters and options that ffmpeg is given.

use crate::finish::fragment_starts;
use crate::ladder::Rendition;
use crate::loudness::Loudness;

/// How loud every language is, in LUFS over its whole length.
pub const LOUDNESS_LUFS: f64 = -16.0;
/// How far its peaks reach, in dBTP.
pub const TRUE_PEAK_DBTP: f64 = -1.5;
/// Below that there is nothing but noise to make louder, in LUFS.
const SILENCE_LUFS: f64 = -60.0;
/// loudnorm's own limits of the loudness range, in LU.
const RANGE_LU: (f64, f64) = (1.0, 20.0);
/// It takes nothing that is louder than full scale, in LUFS: what comes near is turned down before.
const LOUDEST_LUFS: f64 = -1.0;
/// Sound goes on longer than the picture, in seconds: the last frame must be whole, and a picture
/// that begins after its sound is held from 0 on, which makes it longer than it was measured.
const TAIL_S: f64 = 2.0;
/// The same for keyframes: those that are never reached cost nothing, one that is missing breaks
/// the track.
const KEYFRAMES_TAIL_S: f64 = 4.0;
/// From one picture of the storyboard to the next, in seconds.
const STORYBOARD_S: f64 = 2.0;
/// Pictures beside each other on the storyboard.
pub(crate) const STORYBOARD_COLUMNS: u32 = 10;
/// In pixels.
pub(crate) const TILE_WIDTH: u32 = 90;
/// In pixels.
pub(crate) const POSTER_WIDTH: u32 = 540;

/// What is known of the pictures of a master.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// Which stream of the file.
    pub stream: u32,
    /// As it is shown: upright, with square pixels.
    pub width: u32,
    /// As it is shown.
    pub height: u32,
    /// Frames in `frame_rate.1` seconds, constant.
    pub frame_rate: (u32, u32),
    /// How long it lasts.
    pub seconds: f64,
    /// Brighter than a screen is: it is mapped into its range.
    pub high_dynamic_range: bool,
}

/// What is known of a sound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sound {
    /// Which stream of the file.
    pub stream: u32,
    /// As it was measured.
    pub loudness: Option<Loudness>,
}

impl Picture {
    pub(crate) fn frames_in(&self, seconds: f64) -> u32 {
        (seconds * f64::from(self.frame_rate.0) / f64::from(self.frame_rate.1)).round() as u32
    }

    /// Frames from one picture of the storyboard to the next.
    pub(crate) fn storyboard_step(&self) -> u32 {
        self.frames_in(STORYBOARD_S).max(1)
    }

    pub(crate) fn storyboard_count(&self) -> u32 {
        self.frames_in(self.seconds).div_ceil(self.storyboard_step()).max(1)
    }

    /// A multiple of the frame rate, so that every frame lasts the same number of ticks.
    fn timescale(&self) -> u32 {
        let (frames, _) = self.frame_rate;
        if frames < 10_000 { frames * 1000 } else { frames }
    }

    /// From the decoder to upright frames of eight bits, no larger than the largest that is needed
    /// of them, split into so many branches.
    fn prepare(&self, largest: (u32, u32), branches: usize) -> String {
        // Mapping and scaling again cost by the pixel: a 4K master is made small before both.
        let smaller = match largest.0 < self.width {
            true => format!("scale={}:{}:flags=bicubic,", largest.0, largest.1),
            false => String::new(),
        };
        // The range of brightness is mapped in linear light (ITU-R BT.2390 describes the problem;
        // Hable's curve is the one that keeps faces).
        // What is so bright is in the colours of BT.2020, also where the file does not say so.
        let map = "setparams=color_primaries=bt2020:colorspace=bt2020nc,\
                   zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,\
                   tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,";
        let (frames, seconds) = self.frame_rate;
        format!(
            "[0:{}]fps={frames}/{seconds}:start_time=0,{smaller}{}format=yuv420p,split={branches}",
            self.stream,
            if self.high_dynamic_range { map } else { "" },
        )
    }

    pub(crate) fn ladder_graph(&self, renditions: &[Rendition]) -> String {
        let branches: String = (0..renditions.len()).map(|it| format!("[b{it}]")).collect();
        let scaled = renditions.iter().enumerate().map(|(index, it)| {
            format!(";[b{index}]scale={}:{}:flags=bicubic,setsar=1[v{index}]", it.width, it.height)
        });
        let largest = renditions.iter().map(|it| (it.width, it.height)).max().unwrap_or_default();
        let prepared = self.prepare(largest, renditions.len());
        format!("{prepared}{branches}{}", scaled.collect::<String>())
    }

    pub(crate) fn first_graph(&self, rendition: &Rendition) -> String {
        let step = self.storyboard_step();
        let rows = self.storyboard_count().div_ceil(STORYBOARD_COLUMNS);
        let poster = self.frames_in(self.seconds / 3.0);
        let (poster_width, poster_height) = self.scaled_to(POSTER_WIDTH);
        let (tile_width, tile_height) = self.scaled_to(TILE_WIDTH);
        let largest = (rendition.width, rendition.height).max((poster_width, poster_height));
        format!(
            "{}[b0][b1];\
             [b0]scale={}:{}:flags=bicubic,setsar=1,split=2[v0][small];\
             [small]select='not(mod(n,{step}))',scale={tile_width}:{tile_height}:out_range=pc,\
             tile={STORYBOARD_COLUMNS}x{rows},format=yuvj420p[tiles];\
             [b1]select='eq(n,{poster})',scale={poster_width}:{poster_height}:out_range=pc,\
             format=yuvj420p[poster]",
            self.prepare(largest, 2),
            rendition.width,
            rendition.height,
        )
    }

    pub(crate) fn scaled_to(&self, width: u32) -> (u32, u32) {
        let height = u64::from(width) * u64::from(self.height) / u64::from(self.width.max(1));
        (width, (u32::try_from(height).unwrap_or(width) / 2 * 2).max(2))
    }

    /// Every rendition is given a keyframe at the same places and at no others.
    pub(crate) fn video_options(&self, rendition: &Rendition, preset: &str) -> Vec<String> {
        let starts: Vec<_> = fragment_starts(self.seconds + KEYFRAMES_TAIL_S)
            .iter()
            .map(|it| format!("{it}"))
            .collect();
        let (crf, cap) = (rendition.crf, rendition.cap_kbps);
        format!(
            "-c:v libx264 -preset {preset} -profile:v high -crf {crf} -maxrate {cap}k \
             -bufsize {cap}k -forced-idr 1 -sc_threshold 0 -g 99999 -keyint_min 1 \
             -force_key_frames {} -fps_mode passthrough -video_track_timescale {} \
             -map_metadata -1 -map_chapters -1 -f mp4",
            starts.join(","),
            self.timescale(),
        )
        .split_whitespace()
        .map(str::to_owned)
        .collect()
    }
}

impl Sound {
    /// The second pass of EBU R128: what was measured is moved to where every language is.
    pub(crate) fn filters(&self, seconds: f64) -> String {
        let normalised = self.loudness.filter(|it| it.integrated_lufs > SILENCE_LUFS).map(|it| {
            let down = (it.integrated_lufs - LOUDEST_LUFS).max(0.0);
            let quieter = if down > 0.0 { format!("volume=-{down:.2}dB,") } else { String::new() };
            format!(
                "{quieter}loudnorm=I={LOUDNESS_LUFS}:TP={TRUE_PEAK_DBTP}:LRA={:.2}:measured_I={:.2}:\
                 measured_LRA={:.2}:measured_TP={:.2}:measured_thresh={:.2}:linear=true,",
                it.range_lu.clamp(RANGE_LU.0, RANGE_LU.1),
                it.integrated_lufs - down,
                it.range_lu,
                it.true_peak_dbtp - down,
                it.threshold_lufs - down,
            )
        });
        format!(
            "aformat=channel_layouts=stereo,{}aresample=48000:async=1000:first_pts=0,apad,\
             atrim=end={:.3}",
            normalised.unwrap_or_default(),
            seconds + TAIL_S,
        )
    }

    pub(crate) fn options(&self, kbps: u32) -> Vec<String> {
        format!("-c:a aac -b:a {kbps}k -ac 2 -map_metadata -1 -map_chapters -1 -f mp4")
            .split_whitespace()
            .map(str::to_owned)
            .collect()
    }
}
