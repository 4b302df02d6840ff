//! The music: what the five notes of the song stand on.

use super::buffer::{Stereo, factor, samples};
use super::instrument::{GLASS, bell};
use super::instrument::{bowed, drone, fade, heartbeat, hum, pluck};
use super::noise::Noise;
use super::reverb::Room;
use super::scene::{By, Chord, SONG, SONG_BEATS, Scene};

/// Where the music is played, and how much of the room is heard.
const HALL: Room = Room { decay_s: 2.4, size: 1.0, bright_hertz: 3800.0 };
const HALL_DB: f32 = -13.0;
const BEATS_A_BAR: usize = 4;
const DRONE_DB: f32 = -27.0;
const ZITHER_DB: f32 = -17.0;
const BASS_DB: f32 = -15.0;
const HEART_DB: f32 = -12.0;
/// Which note of the chord a half beat takes: up, and back.
const FIGURE: [usize; 8] = [1, 2, 3, 2, 1, 3, 2, 3];

/// A scene's music, as long as the episode, without the song.
pub(crate) fn music(scene: &Scene, seconds: f32, noise: &Noise) -> Stereo {
    let mut out = Stereo::silence(samples(seconds));
    let low = drone(&mut noise.fork(1), scene.chords[0][0] - 12.0, seconds);
    out.add(0, &low, factor(DRONE_DB), 0.0);
    if let Some(beats) = scene.heart {
        let heart = peaked(heartbeat());
        for nth in 0..(seconds * beats / 60.0) as usize {
            out.add(samples(60.0 / beats * nth as f32), &heart, factor(HEART_DB), 0.0);
        }
    }
    let beat_s = 60.0 / scene.tempo;
    let bar_s = beat_s * BEATS_A_BAR as f32;
    for bar in 0..(seconds / bar_s).ceil() as usize {
        let chord = scene.chords[bar % scene.chords.len()];
        let bar_noise = noise.fork(100 + bar as u64);
        strings(&mut out, scene, chord, bar as f32 * bar_s, bar_s, &bar_noise);
        zither(&mut out, scene, chord, bar as f32 * bar_s, beat_s, &bar_noise);
    }
    let wet = HALL.answer(&out);
    out.mix(&wet, factor(HALL_DB));
    out
}

fn strings(out: &mut Stereo, scene: &Scene, chord: Chord, at_s: f32, bar_s: f32, noise: &Noise) {
    for (nth, (note, pan)) in chord.iter().zip([0.0, -0.5, 0.45, 0.1]).enumerate() {
        // Each chord comes while the one before still goes.
        let tone = peaked(bowed(&mut noise.fork(nth as u64), *note, bar_s * 1.45));
        out.add(samples(at_s), &tone, factor(scene.strings_db), pan);
    }
}

fn zither(out: &mut Stereo, scene: &Scene, chord: Chord, at_s: f32, beat_s: f32, noise: &Noise) {
    let mut noise = noise.fork(9);
    let bass = peaked(pluck(&mut noise, chord[0].max(38.0), 0.45, 3.0));
    out.add(samples(at_s), &bass, factor(BASS_DB), -0.05);
    for (half, which) in FIGURE.into_iter().enumerate() {
        let late_s = noise.between(0.0, 0.018);
        if noise.between(0.0, 1.0) > scene.density {
            continue;
        }
        let accent = if half % 2 == 0 { 0.0 } else { -3.5 };
        let string = peaked(pluck(&mut noise, chord[which] + 12.0, 0.42, 2.6));
        let at = samples(at_s + beat_s * half as f32 / 2.0 + late_s);
        let pan = -0.35 + 0.2 * which as f32;
        out.add(at, &string, factor(ZITHER_DB + accent), pan);
    }
}

/// The first notes of the song, in one channel.
pub(crate) fn song(by: By, notes: usize, beat_s: f32, noise: &mut Noise) -> Vec<f32> {
    let lasts_s: f32 = SONG_BEATS.iter().take(notes).sum::<f32>() * beat_s;
    let mut out = vec![0.0; samples(lasts_s + 2.5)];
    let mut at_s = 0.0;
    let mut before = SONG[0] - 2.0;
    for (note, beats) in SONG.into_iter().zip(SONG_BEATS).take(notes) {
        let note_s = beats * beat_s;
        let tone = match by {
            By::Zither => pluck(noise, note, 0.62, 2.4),
            // An octave lower is where somebody hums.
            By::Voice => hum(noise, note - 12.0, before - 12.0, note_s * 1.06 + 0.1),
            By::Glass => bell(note + 12.0, 2.2, &GLASS),
            By::Phone => bell(note + 24.0, 0.32, &GLASS[..2]),
        };
        let to = out.get_mut(samples(at_s)..).unwrap_or_default();
        to.iter_mut().zip(&peaked(tone)).for_each(|(to, from)| *to += from);
        at_s += note_s;
        before = note;
    }
    fade(&mut out, 0.0, 0.2);
    out
}

/// As loud as can be at its loudest, so that a level in decibels says how loud it is.
pub(crate) fn peaked(mut out: Vec<f32>) -> Vec<f32> {
    let peak = out.iter().fold(0.0_f32, |peak, it| peak.max(it.abs()));
    let gain = 1.0 / peak.max(1e-6);
    out.iter_mut().for_each(|it| *it *= gain);
    out
}
