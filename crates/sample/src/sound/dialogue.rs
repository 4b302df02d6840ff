//! The dialogue stem: the voices, each in its place.

use super::buffer::{RATE_F, Stereo, factor, samples};
use super::filter::Biquad;
use super::reverb::Room;
use super::surroundings::through_phone;
use crate::timeline::{Timeline, Who};

/// How loud every line is while it is spoken, as a root mean square in dBFS.
const SPOKEN_DB: f32 = -19.0;
/// Softer syllables come up towards louder ones above this, in dBFS.
const EVEN_ABOVE_DB: f32 = -30.0;
const EVEN_RATIO: f32 = 2.2;
/// Windows that count as speech are at most so much softer than the loudest, in dB.
const SPEECH_RANGE_DB: f32 = 18.0;

/// How a line comes to us.
enum Way {
    Near,
    /// Half through a phone.
    Phone,
    /// From the other side of a door.
    Door,
    /// From above, or across.
    Far,
}

fn way(line_id: &str) -> Way {
    match line_id {
        "e01-05" => Way::Phone,
        "e05-05" => Way::Door,
        "e08-01" | "e08-06" | "e09-05" => Way::Far,
        _ => Way::Near,
    }
}

/// Where each stands, from left (-1) to right (1): enough to tell them apart, and no more.
fn place(who: Who) -> f32 {
    match who {
        Who::Mei => -0.12,
        Who::Arif => 0.14,
        Who::Koh => 0.06,
        Who::Lian => -0.2,
        Who::Lamplighter => 0.2,
        Who::Mother => 0.1,
    }
}

/// Renders it, as long as the episode: a recording for each of the timeline's lines.
pub(crate) fn render(timeline: &Timeline, voices: &[Vec<f32>], room: (Room, f32)) -> Stereo {
    let mut near = Stereo::silence(samples(timeline.seconds));
    let mut far = near.clone();
    for (line, voice) in timeline.lines.iter().zip(voices) {
        let at = samples(line.start_s);
        let pan = place(line.who);
        let way = way(&line.id);
        let voice = spoken(voice, &way);
        near.add(at, &voice, 1.0, pan);
        // What is far is mostly room.
        let sent = match way {
            Way::Near | Way::Phone => 1.0,
            Way::Door => 1.6,
            Way::Far => 2.8,
        };
        far.add(at, &voice, sent, pan * 0.5);
    }
    let (room, room_db) = room;
    near.mix(&room.answer(&far), factor(room_db));
    near
}

/// A voice as it arrives: evened, coloured by its way, and as loud as all the others.
fn spoken(voice: &[f32], way: &Way) -> Vec<f32> {
    let mut out = voice.to_vec();
    Biquad::high_pass(85.0, 0.7).run(&mut out);
    even(&mut out);
    match way {
        Way::Near | Way::Far => {}
        Way::Phone => {
            let phone = through_phone(out.clone());
            out.iter_mut().zip(&phone).for_each(|(near, phone)| *near = 0.45 * *near + 1.5 * phone);
        }
        Way::Door => Biquad::low_pass(1900.0, 0.6).run(&mut out),
    }
    let gain = factor(SPOKEN_DB) / speech_level(&out).max(1e-5);
    out.iter_mut().for_each(|it| *it *= gain);
    out
}

/// Brings loud and soft syllables nearer to each other, so that none is lost on a small speaker.
fn even(samples: &mut [f32]) {
    let (attack, release) = (coefficient(0.004), coefficient(0.09));
    let mut level = 0.0_f32;
    for it in samples {
        let now = it.abs();
        level += (now - level) * if now > level { attack } else { release };
        let over_db = 20.0 * level.max(1e-6).log10() - EVEN_ABOVE_DB;
        *it *= factor(-over_db.max(0.0) * (1.0 - 1.0 / EVEN_RATIO));
    }
}

fn coefficient(seconds: f32) -> f32 {
    1.0 - (-1.0 / (seconds * RATE_F)).exp()
}

/// The root mean square of what is speech, without the pauses in it.
fn speech_level(out: &[f32]) -> f32 {
    let window = samples(0.02);
    let mean_square = |it: &[f32]| it.iter().map(|it| it * it).sum::<f32>() / it.len() as f32;
    let energies: Vec<f32> = out.chunks(window).map(mean_square).collect();
    let loudest = energies.iter().copied().fold(0.0, f32::max);
    let threshold = loudest * factor(-SPEECH_RANGE_DB).powi(2);
    let speech: Vec<f32> = energies.into_iter().filter(|&it| it >= threshold).collect();
    (speech.iter().sum::<f32>() / speech.len().max(1) as f32).sqrt()
}
