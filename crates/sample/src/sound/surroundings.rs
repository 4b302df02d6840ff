//! The music-and-effects stem: everything but the voices.

use super::bed::Bed;
use super::buffer::{RATE_F, Stereo, factor, samples};
use super::effect;
use super::filter::Biquad;
use super::instrument::{BRONZE, bell, boom, fade, riser};
use super::noise::Noise;
use super::reverb::Room;
use super::scene::{At, Scene, Sound};
use super::score::{self, peaked};
use crate::timeline::{BLACK_S, Timeline};

/// How much each part steps back while somebody speaks, in dB.
const MUSIC_DUCKS: f32 = 9.0;
const BEDS_DUCK: f32 = 5.0;
const HITS_DUCK: f32 = 5.0;
/// It steps back before the first sound of a word, and comes back after a breath.
const DUCK_BEFORE_S: f32 = 0.18;
const DUCK_AFTER_S: f32 = 0.45;

const HITS_ROOM: Room = Room { decay_s: 1.1, size: 0.7, bright_hertz: 3500.0 };
const HITS_ROOM_DB: f32 = -19.0;
const RISER_S_MAX: f32 = 2.4;
const BOOM_DB: f32 = -7.5;
/// A rest begins and ends so softly, and the black so hard.
const REST_S: f32 = 0.12;
const CUT_S: f32 = 0.05;

/// Renders it, as long as the episode.
pub(crate) fn render(timeline: &Timeline, scene: &Scene, noise: &Noise) -> Stereo {
    let count = samples(timeline.seconds);
    let mut out = score::music(scene, timeline.seconds, &noise.fork(1));
    out.shape(&ducking(timeline, MUSIC_DUCKS));
    out.shape(&resting(timeline, scene, 0.0));

    let mut beds = Stereo::silence(count);
    for (nth, (bed, db)) in scene.beds.iter().enumerate() {
        beds.mix(&Bed::render(*bed, &noise.fork(10 + nth as u64), count), factor(*db));
    }
    beds.shape(&ducking(timeline, BEDS_DUCK));
    beds.shape(&resting(timeline, scene, 0.3));
    out.mix(&beds, 1.0);

    let mut hits = hits(timeline, scene, noise);
    hits.shape(&ducking(timeline, HITS_DUCK));
    out.mix(&hits, 1.0);
    out.shape(&cut_to_black(timeline));

    let mut last = Stereo::silence(count);
    let blow = peaked(boom(&mut noise.fork(3)));
    let black_s = timeline.seconds - BLACK_S;
    last.add(samples(black_s - 0.01), &blow, factor(BOOM_DB), 0.0);
    fade(&mut last.left, 0.0, 0.2);
    fade(&mut last.right, 0.0, 0.2);
    out.mix(&last, 1.0);
    out
}

/// All that happens, and the air that rises before the end.
fn hits(timeline: &Timeline, scene: &Scene, noise: &Noise) -> Stereo {
    let mut out = Stereo::silence(samples(timeline.seconds));
    for (nth, &(at, sound, db, pan)) in scene.hits.iter().enumerate() {
        let Some(at_s) = moment(timeline, at) else { continue };
        let mono = peaked(play(sound, &mut noise.fork(1000 + nth as u64)));
        out.add(samples(at_s), &mono, factor(db), pan);
    }
    let black_s = timeline.seconds - BLACK_S;
    let spoken_s = timeline.lines.last().map_or(0.0, |it| it.end_s);
    let rises_s = (black_s - spoken_s + 0.3).clamp(0.3, RISER_S_MAX);
    let air = peaked(riser(&mut noise.fork(2), scene.chords[0][0] + 12.0, rises_s));
    out.add(samples(black_s - rises_s), &air, factor(scene.riser_db), 0.0);
    let wet = HITS_ROOM.answer(&out);
    out.mix(&wet, factor(HITS_ROOM_DB));
    out
}

fn play(sound: Sound, noise: &mut Noise) -> Vec<f32> {
    match sound {
        Sound::Alarm(seconds) => effect::alarm(seconds),
        Sound::Boom => boom(noise),
        Sound::Bronze => bell(57.0, 4.0, &BRONZE),
        Sound::Bubbles => effect::bubbles(noise),
        Sound::Buzz => effect::buzz(noise),
        Sound::Chair => effect::creak(noise, 290.0, 0.8),
        Sound::Click => effect::click(noise),
        Sound::Crack => effect::crack(noise),
        Sound::Idle(seconds) => effect::engine(noise, seconds, |_| 0.05),
        Sound::Rev(seconds) => effect::engine(noise, seconds, |at| 0.15 + 0.85 * at.powf(1.3)),
        Sound::Gasp => effect::gasp(noise),
        Sound::Gull => effect::gull(noise),
        Sound::Horn(seconds) => effect::horn(noise, seconds),
        Sound::HornInPhone(seconds) => through_phone(effect::horn(noise, seconds)),
        Sound::Keys => effect::keys(noise),
        Sound::Knock => effect::knock(noise),
        Sound::Landing => effect::landing(noise),
        Sound::Lanterns => effect::lanterns(noise),
        Sound::Lock => effect::lock(noise),
        Sound::Paper => effect::paper(noise),
        Sound::Rope => effect::creak(noise, 520.0, 0.7),
        Sound::Rush(seconds) => effect::rush(noise, seconds),
        Sound::Song(by, notes, beat_s) => score::song(by, notes, beat_s, noise),
        Sound::Splash => effect::splash(noise),
    }
}

/// As a phone's little speaker plays it.
pub(crate) fn through_phone(mut mono: Vec<f32>) -> Vec<f32> {
    Biquad::high_pass(480.0, 0.8).run(&mut mono);
    Biquad::high_pass(480.0, 0.7).run(&mut mono);
    Biquad::low_pass(2900.0, 0.9).run(&mut mono);
    mono.iter_mut().for_each(|it| *it = (*it * 3.0).tanh() / 3.0);
    mono
}

/// The second of a moment; nothing if its line was left out.
fn moment(timeline: &Timeline, at: At) -> Option<f32> {
    let line = |nth: usize| {
        let number = |id: &str| id.rsplit('-').next().and_then(|it| it.parse().ok());
        timeline.lines.iter().find(|it| number(&it.id) == Some(nth))
    };
    let at_s = match at {
        At::Begin(seconds) => seconds,
        At::Line(nth, seconds) => line(nth)?.start_s + seconds,
        At::After(nth, seconds) => line(nth)?.end_s + seconds,
    };
    Some(at_s.clamp(0.0, timeline.seconds))
}

/// A factor for each sample: less while somebody speaks.
fn ducking(timeline: &Timeline, depth_db: f32) -> Vec<f32> {
    let mut activity = vec![0.0_f32; samples(timeline.seconds)];
    for line in &timeline.lines {
        let (from_s, to_s) = (line.start_s - DUCK_BEFORE_S, line.end_s + DUCK_AFTER_S);
        let from = samples(from_s);
        for (nth, it) in activity.iter_mut().enumerate().take(samples(to_s)).skip(from) {
            let at_s = nth as f32 / RATE_F;
            let rise = (at_s - from_s) / DUCK_BEFORE_S;
            let fall = (to_s - at_s) / DUCK_AFTER_S;
            *it = it.max(rise.min(fall).clamp(0.0, 1.0));
        }
    }
    activity.into_iter().map(|it| factor(-depth_db * it)).collect()
}

/// A factor for each sample: as good as nothing while the scene holds its breath.
fn resting(timeline: &Timeline, scene: &Scene, left: f32) -> Vec<f32> {
    let mut gains = vec![1.0; samples(timeline.seconds)];
    let rest =
        scene.rest.and_then(|(from, to)| Some((moment(timeline, from)?, moment(timeline, to)?)));
    let Some((from_s, to_s)) = rest else { return gains };
    for (nth, gain) in gains.iter_mut().enumerate() {
        let at_s = nth as f32 / RATE_F;
        let outside = ((from_s - at_s) / REST_S).max((at_s - to_s) / REST_S).clamp(0.0, 1.0);
        *gain = left + (1.0 - left) * outside;
    }
    gains
}

/// Nothing is left when the picture is gone, but the blow.
fn cut_to_black(timeline: &Timeline) -> Vec<f32> {
    let black_s = timeline.seconds - BLACK_S;
    let gain = |nth: usize| 1.0 - ((nth as f32 / RATE_F - black_s) / CUT_S).clamp(0.0, 0.97);
    (0..samples(timeline.seconds)).map(gain).collect()
}
