//! From stems to mixes.

use super::buffer::{Stereo, factor};
use super::dialogue;
use super::loudness::{integrated_lufs, limiting};
use super::noise::Noise;
use super::scene::SCENES;
use super::surroundings;
use crate::script;
use crate::timeline::Timeline;

/// How loud the mixes are.
const WANTED_LUFS: f32 = -16.0;
/// Codecs add up to a decibel to a peak; the mixes stay this far below full scale.
const CEILING_DB: f32 = -3.0;

/// The sound of an episode; all parts are as long as its picture.
pub(crate) struct Mix {
    /// The original voices alone.
    pub(crate) dialogue: Stereo,
    /// Everything else alone.
    pub(crate) music_and_effects: Stereo,
    /// Both.
    pub(crate) original: Stereo,
    /// The other voices, and the same everything else.
    pub(crate) dub: Stereo,
}

/// Mixes an episode. Of each language, there is a recording for each of the timeline's lines.
pub(crate) fn mix(
    timeline: &Timeline,
    seed: u64,
    original: &[Vec<f32>],
    dubbed: &[Vec<f32>],
) -> Mix {
    let scene = &SCENES[script::story_index(timeline.number)];
    let noise = Noise::new(seed).fork(u64::from(timeline.number));
    let mut music_and_effects = surroundings::render(timeline, scene, &noise);
    let mut dialogue = dialogue::render(timeline, original, scene.room);
    let mut dub = dialogue::render(timeline, dubbed, scene.room);

    // The limiter takes a little away: the second round puts it back.
    for _ in 0..2 {
        let gain = gain_for(&sum(&dialogue, &music_and_effects));
        for it in [&mut dialogue, &mut music_and_effects, &mut dub] {
            it.scale(gain);
        }
        // The same factors for both stems, so that they still add up to the mix.
        let gains = limiting(&sum(&dialogue, &music_and_effects), CEILING_DB);
        dialogue.shape(&gains);
        music_and_effects.shape(&gains);
    }
    let original = sum(&dialogue, &music_and_effects);
    let mut dub = sum(&dub, &music_and_effects);
    let gains = limiting(&dub, CEILING_DB);
    dub.shape(&gains);
    Mix { dialogue, music_and_effects, original, dub }
}

fn sum(one: &Stereo, other: &Stereo) -> Stereo {
    let mut both = one.clone();
    both.mix(other, 1.0);
    both
}

fn gain_for(sound: &Stereo) -> f32 {
    integrated_lufs(sound).map_or(1.0, |lufs| factor(WANTED_LUFS - lufs))
}
