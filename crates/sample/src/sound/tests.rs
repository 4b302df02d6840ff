use media::ffmpeg::Tools;

use super::buffer::{Stereo, factor, samples};
use super::loudness::integrated_lufs;
use super::mix::{Mix, mix};
use super::scene::SCENES;
use crate::script;
use crate::timeline::Timeline;
use crate::voices::voices;

async fn mixed(number: u32, seconds: f32) -> (Timeline, Mix) {
    let timeline = Timeline::plan(number, seconds);
    let original = voices(&timeline, "en", &Tools::default()).await.unwrap();
    let dubbed = voices(&timeline, "zh-Hans", &Tools::default()).await.unwrap();
    let mix = mix(&timeline, 1, &original, &dubbed);
    (timeline, mix)
}

fn peak(sound: &Stereo) -> f32 {
    sound.magnitudes().fold(0.0, f32::max)
}

/// The root mean square of both channels in dBFS, where the line is really being spoken.
fn level_db(sound: &Stereo, at_s: f32, envelope: &[f32]) -> f32 {
    let (mut energy, mut count) = (1e-12, 0);
    for (nth, _) in envelope.iter().enumerate().filter(|(_, it)| **it > 0.3) {
        let from = samples(at_s + nth as f32 / 100.0);
        for at in from..from + samples(0.01) {
            energy += sound.left[at].powi(2) + sound.right[at].powi(2);
            count += 1;
        }
    }
    10.0 * (energy / count.max(1) as f32).log10()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_word_is_heard_over_everything_else() {
    let mut all = tokio::task::JoinSet::new();
    (1..=script::STORIES).for_each(|number| {
        all.spawn(mixed(number, 20.0));
    });
    for (timeline, mix) in all.join_all().await {
        let number = timeline.number;
        let lufs = integrated_lufs(&mix.original).unwrap();
        assert!((lufs + 16.0).abs() < 0.5, "episode {number}: {lufs:.1} LUFS");
        let dub_lufs = integrated_lufs(&mix.dub).unwrap();
        assert!((dub_lufs + 16.0).abs() < 1.5, "the dub of episode {number}: {dub_lufs:.1} LUFS");
        assert!(peak(&mix.original) <= factor(-2.9) && peak(&mix.dub) <= factor(-2.9));
        for line in &timeline.lines {
            let voice = level_db(&mix.dialogue, line.start_s, &line.envelope);
            let others = level_db(&mix.music_and_effects, line.start_s, &line.envelope);
            assert!(voice - others > 8.0, "{}: {voice:.1} dB over {others:.1} dB", line.id);
        }
    }
}

#[tokio::test]
async fn stems_add_up_to_the_mix_and_last_as_long() {
    let (_, mix) = mixed(2, 8.0).await;
    let count = samples(8.0);
    for part in [&mix.dialogue, &mix.music_and_effects, &mix.original, &mix.dub] {
        assert_eq!((part.left.len(), part.right.len()), (count, count));
    }
    let mut sum = mix.dialogue.clone();
    sum.mix(&mix.music_and_effects, 1.0);
    assert_eq!(sum, mix.original);
}

#[tokio::test]
async fn a_seed_gives_the_same_sound_again_and_another_seed_does_not() {
    let timeline = Timeline::plan(1, 4.0);
    let voices = voices(&timeline, "en", &Tools::default()).await.unwrap();
    let with = |seed| mix(&timeline, seed, &voices, &voices).music_and_effects;
    assert_eq!(with(1), with(1));
    assert_ne!(with(1), with(2));
}

#[test]
fn nothing_happens_after_a_line_that_the_story_does_not_have() {
    use super::scene::At;
    for (scene, story) in SCENES.iter().zip(&script::script().episodes) {
        let rests = scene.rest.iter().flat_map(|(from, to)| [*from, *to]);
        for at in scene.hits.iter().map(|it| it.0).chain(rests) {
            if let At::Line(nth, _) | At::After(nth, _) = at {
                assert!((1..=story.lines.len()).contains(&nth), "{at:?}");
            }
        }
    }
}
