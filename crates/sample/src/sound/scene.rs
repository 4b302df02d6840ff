//! What each story sounds like: its place, its music, and what happens when. All of it is data.

use super::bed::Bed;
use super::reverb::Room;
use crate::script::STORIES;

/// A moment, told by what is said, so that it stays right when pauses stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum At {
    /// Seconds from the beginning of the episode.
    Begin(f32),
    /// Seconds from the beginning of a line, which are counted from 1.
    Line(usize, f32),
    /// Seconds from the end of a line.
    After(usize, f32),
}

/// Who plays the song.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum By {
    Zither,
    Voice,
    Glass,
    /// A phone's little speaker.
    Phone,
}

/// What is heard once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sound {
    Alarm(f32),
    Boom,
    Bronze,
    Bubbles,
    Buzz,
    Chair,
    Click,
    Crack,
    /// A motorbike that idles so long.
    Idle(f32),
    /// A motorbike that pulls away for so long.
    Rev(f32),
    Gasp,
    Gull,
    Horn(f32),
    /// The same horn, heard through a phone.
    HornInPhone(f32),
    Keys,
    Knock,
    Landing,
    Lanterns,
    Lock,
    Paper,
    Rope,
    Rush(f32),
    /// The first of the five notes, so many, with so many seconds a beat.
    Song(By, usize, f32),
    Splash,
}

/// One thing that happens: when, what, how loud at its loudest in dBFS, where from left (-1) to
/// right (1).
pub(crate) type Hit = (At, Sound, f32, f32);

/// A story's sound.
pub(crate) struct Scene {
    /// Beats a minute.
    pub(crate) tempo: f32,
    /// A chord a bar, over and over.
    pub(crate) chords: &'static [Chord],
    /// How likely a string is plucked at each half beat.
    pub(crate) density: f32,
    /// The level of the bowed strings.
    pub(crate) strings_db: f32,
    /// Beats of the heart in a minute; none is none.
    pub(crate) heart: Option<f32>,
    /// How much rises before the end, in dBFS.
    pub(crate) riser_db: f32,
    /// What lies under everything, and its level.
    pub(crate) beds: &'static [(Bed, f32)],
    /// Where people speak, and how much of it is heard.
    pub(crate) room: (Room, f32),
    /// When there is nothing but what happens: from and to.
    pub(crate) rest: Option<(At, At)>,
    pub(crate) hits: &'static [Hit],
}

/// Notes from the lowest, which is the root.
pub(crate) type Chord = &'static [f32; 4];

const A_MINOR: Chord = &[45.0, 57.0, 60.0, 64.0];
const B_FLAT: Chord = &[46.0, 58.0, 62.0, 65.0];
const C_MAJOR: Chord = &[48.0, 55.0, 60.0, 64.0];
const D_MINOR: Chord = &[50.0, 57.0, 62.0, 65.0];
const E_MAJOR: Chord = &[40.0, 56.0, 59.0, 64.0];
const F_MAJOR: Chord = &[41.0, 57.0, 60.0, 65.0];
const G_MAJOR: Chord = &[43.0, 55.0, 59.0, 62.0];

/// The song: five falling notes. The step from the second to the third is the sigh in it.
pub(crate) const SONG: [f32; 5] = [76.0, 72.0, 71.0, 69.0, 64.0];
/// How many beats each note lasts.
pub(crate) const SONG_BEATS: [f32; 5] = [1.5, 0.5, 1.0, 1.0, 2.0];

const OUTSIDE: (Room, f32) = (Room { decay_s: 0.5, size: 0.35, bright_hertz: 3000.0 }, -25.0);
const HALL: (Room, f32) = (Room { decay_s: 1.5, size: 0.95, bright_hertz: 4200.0 }, -20.0);
const CELL: (Room, f32) = (Room { decay_s: 0.6, size: 0.3, bright_hertz: 2600.0 }, -18.0);

/// One a story.
pub(crate) const SCENES: [Scene; STORIES as usize] = [
    Scene {
        tempo: 72.0,
        chords: &[A_MINOR, F_MAJOR, A_MINOR, E_MAJOR],
        density: 0.45,
        strings_db: -27.0,
        heart: None,
        riser_db: -12.0,
        beds: &[(Bed::Rain, -17.0), (Bed::Sea, -16.0)],
        room: OUTSIDE,
        rest: Some((At::Line(4, -1.75), At::Line(4, -0.1))),
        hits: &[
            (At::Begin(0.03), Sound::Song(By::Zither, 3, 0.24), -11.0, 0.1),
            (At::Begin(1.0), Sound::Buzz, -17.0, 0.1),
            (At::After(1, 0.15), Sound::Buzz, -12.0, -0.1),
            (At::After(1, 0.2), Sound::Song(By::Phone, 5, 0.2), -17.0, -0.1),
            (At::After(1, 1.4), Sound::Buzz, -13.0, -0.1),
            (At::Line(4, -1.6), Sound::Horn(0.72), -9.5, 0.35),
            (At::Line(4, -1.5), Sound::HornInPhone(0.72), -15.0, -0.3),
            (At::Line(4, -0.8), Sound::Horn(0.85), -8.5, 0.35),
            (At::Line(4, -0.7), Sound::HornInPhone(0.8), -14.0, -0.3),
            (At::After(5, 0.15), Sound::Song(By::Glass, 4, 0.3), -19.0, 0.3),
        ],
    },
    Scene {
        tempo: 76.0,
        chords: &[A_MINOR, F_MAJOR, C_MAJOR, E_MAJOR],
        density: 0.5,
        strings_db: -26.0,
        heart: None,
        riser_db: -11.0,
        beds: &[(Bed::Rain, -17.0), (Bed::Sea, -18.0)],
        room: OUTSIDE,
        rest: None,
        hits: &[
            (At::Begin(0.02), Sound::Boom, -12.0, 0.0),
            (At::After(3, 0.2), Sound::Paper, -22.0, -0.2),
            (At::Line(6, -0.35), Sound::Click, -9.0, 0.0),
            (At::Line(6, -0.3), Sound::Song(By::Glass, 5, 0.24), -16.0, 0.0),
            (At::Line(7, -0.6), Sound::Rush(1.0), -12.0, 0.3),
            (At::Line(7, 0.9), Sound::Idle(1.6), -20.0, 0.2),
            (At::After(7, -0.1), Sound::Rev(1.6), -10.0, 0.2),
        ],
    },
    Scene {
        tempo: 60.0,
        chords: &[A_MINOR, B_FLAT, A_MINOR, E_MAJOR],
        density: 0.35,
        strings_db: -24.0,
        heart: None,
        riser_db: -12.0,
        beds: &[(Bed::House, -16.0), (Bed::Fire, -30.0)],
        room: HALL,
        rest: None,
        hits: &[
            (At::Begin(0.05), Sound::Bronze, -11.0, 0.0),
            (At::After(1, 0.2), Sound::Song(By::Glass, 2, 0.3), -20.0, 0.2),
            (At::Line(4, -0.75), Sound::Knock, -12.0, -0.5),
            (At::Line(4, -0.45), Sound::Knock, -13.0, -0.45),
            (At::After(5, 0.25), Sound::Bronze, -14.0, 0.0),
            (At::After(6, 0.2), Sound::Song(By::Zither, 4, 0.3), -13.0, 0.0),
        ],
    },
    Scene {
        tempo: 58.0,
        chords: &[D_MINOR, A_MINOR, B_FLAT, A_MINOR],
        density: 0.25,
        strings_db: -26.0,
        heart: Some(58.0),
        riser_db: -13.0,
        beds: &[(Bed::House, -16.0), (Bed::Fire, -30.0)],
        room: HALL,
        rest: Some((At::After(3, 0.1), At::Line(4, 0.2))),
        hits: &[
            (At::Begin(0.02), Sound::Bronze, -13.0, 0.0),
            (At::After(3, 0.25), Sound::Song(By::Voice, 5, 0.42), -11.0, -0.1),
            (At::After(3, 0.6), Sound::Lanterns, -15.0, 0.0),
            (At::After(5, 0.2), Sound::Lock, -7.0, -0.4),
            (At::After(5, 0.75), Sound::Lock, -7.0, 0.4),
        ],
    },
    Scene {
        tempo: 54.0,
        chords: &[A_MINOR, A_MINOR, B_FLAT, A_MINOR],
        density: 0.16,
        strings_db: -27.0,
        heart: Some(62.0),
        riser_db: -13.0,
        beds: &[(Bed::House, -15.0), (Bed::Sea, -30.0)],
        room: CELL,
        rest: None,
        hits: &[
            (At::Begin(0.05), Sound::Chair, -17.0, 0.5),
            (At::After(3, 0.1), Sound::Song(By::Zither, 2, 0.25), -15.0, 0.2),
            (At::After(4, 0.1), Sound::Knock, -13.0, 0.6),
            (At::After(4, 0.5), Sound::Knock, -12.0, 0.5),
            (At::After(4, 0.9), Sound::Knock, -11.0, 0.4),
            (At::Line(5, 0.9), Sound::Keys, -21.0, 0.3),
            (At::After(5, 0.2), Sound::Keys, -12.0, 0.2),
        ],
    },
    Scene {
        tempo: 66.0,
        chords: &[F_MAJOR, C_MAJOR, D_MINOR, A_MINOR],
        density: 0.42,
        strings_db: -24.0,
        heart: None,
        riser_db: -14.0,
        beds: &[(Bed::House, -16.0), (Bed::Rain, -33.0)],
        room: CELL,
        rest: None,
        hits: &[
            (At::Begin(0.05), Sound::Lock, -11.0, 0.4),
            (At::After(2, 0.15), Sound::Rope, -18.0, -0.2),
            (At::After(3, 0.1), Sound::Rope, -14.0, -0.2),
            (At::After(3, 0.55), Sound::Rush(0.3), -14.0, 0.0),
            (At::After(3, 0.85), Sound::Knock, -13.0, -0.2),
            (At::After(4, 0.15), Sound::Song(By::Zither, 5, 0.25), -10.0, 0.0),
            (At::After(4, 1.2), Sound::Chair, -14.0, 0.6),
        ],
    },
    Scene {
        tempo: 84.0,
        chords: &[A_MINOR, D_MINOR, F_MAJOR, E_MAJOR],
        density: 0.5,
        strings_db: -25.0,
        heart: None,
        riser_db: -10.0,
        beds: &[(Bed::House, -16.0), (Bed::Rain, -32.0)],
        room: CELL,
        rest: None,
        hits: &[
            (At::Begin(0.03), Sound::Song(By::Zither, 3, 0.2), -12.0, 0.1),
            (At::After(3, 0.05), Sound::Paper, -16.0, -0.1),
            (At::Line(4, 2.1), Sound::Boom, -17.0, 0.0),
            (At::After(5, 0.15), Sound::Alarm(5.5), -15.0, 0.6),
            (At::After(6, 0.15), Sound::Knock, -13.0, -0.3),
            (At::After(6, 0.4), Sound::Knock, -12.0, -0.1),
            (At::After(6, 0.62), Sound::Knock, -11.0, 0.1),
            (At::After(6, 0.82), Sound::Knock, -10.0, 0.3),
        ],
    },
    Scene {
        tempo: 104.0,
        chords: &[A_MINOR, A_MINOR, F_MAJOR, E_MAJOR],
        density: 0.85,
        strings_db: -24.0,
        heart: None,
        riser_db: -20.0,
        beds: &[(Bed::Wind, -22.0), (Bed::Sea, -16.0), (Bed::Rain, -27.0)],
        room: OUTSIDE,
        rest: Some((At::After(3, 0.15), At::After(5, 0.0))),
        hits: &[
            (At::Begin(0.0), Sound::Rev(1.4), -13.0, -0.4),
            (At::Begin(1.2), Sound::Idle(2.6), -22.0, -0.1),
            (At::Line(3, -0.5), Sound::Rev(1.75), -14.0, 0.0),
            (At::After(3, 0.15), Sound::Rush(2.4), -15.0, 0.2),
            (At::After(3, 2.75), Sound::Landing, -6.5, 0.2),
            (At::After(3, 3.0), Sound::Splash, -15.0, -0.4),
            (At::After(4, 0.2), Sound::Horn(1.0), -17.0, 0.5),
            (At::After(5, 0.25), Sound::Song(By::Voice, 5, 0.4), -12.5, 0.35),
        ],
    },
    Scene {
        tempo: 62.0,
        chords: &[D_MINOR, A_MINOR, F_MAJOR, E_MAJOR],
        density: 0.38,
        strings_db: -25.0,
        heart: None,
        riser_db: -11.0,
        beds: &[(Bed::Deck, -17.0), (Bed::Sea, -19.0)],
        room: OUTSIDE,
        rest: None,
        hits: &[
            (At::Begin(0.0), Sound::Horn(0.9), -15.0, -0.5),
            (At::After(2, 0.1), Sound::Song(By::Zither, 3, 0.2), -13.0, 0.1),
            (At::After(4, 0.1), Sound::Chair, -10.0, 0.2),
            (At::After(4, 0.85), Sound::Knock, -11.0, 0.2),
            (At::After(5, 0.1), Sound::Song(By::Glass, 4, 0.22), -18.0, 0.0),
        ],
    },
    Scene {
        tempo: 66.0,
        chords: &[A_MINOR, B_FLAT, D_MINOR, E_MAJOR],
        density: 0.45,
        strings_db: -23.0,
        heart: Some(66.0),
        riser_db: -13.0,
        beds: &[(Bed::Wind, -20.0), (Bed::Sea, -17.0), (Bed::Deck, -24.0)],
        room: OUTSIDE,
        rest: Some((At::After(4, 0.2), At::Line(5, 0.1))),
        hits: &[
            (At::Begin(0.02), Sound::Boom, -12.0, 0.0),
            (At::After(3, 0.1), Sound::Song(By::Zither, 2, 0.25), -13.0, 0.0),
            (At::After(4, 0.25), Sound::Crack, -7.0, 0.1),
            (At::After(4, 0.8), Sound::Rush(0.8), -14.0, 0.2),
            (At::After(5, 0.25), Sound::Splash, -7.0, 0.2),
        ],
    },
    Scene {
        tempo: 50.0,
        chords: &[A_MINOR, F_MAJOR],
        density: 0.12,
        strings_db: -24.0,
        heart: Some(88.0),
        riser_db: -12.0,
        beds: &[(Bed::Under, -14.0), (Bed::Sea, -22.0), (Bed::Wind, -27.0)],
        room: OUTSIDE,
        rest: None,
        hits: &[
            (At::Begin(0.03), Sound::Splash, -9.0, 0.0),
            (At::Begin(0.7), Sound::Bubbles, -17.0, 0.2),
            (At::After(3, 0.1), Sound::Bubbles, -20.0, -0.3),
            (At::After(5, 0.15), Sound::Rush(1.0), -14.0, 0.0),
            (At::After(5, 0.95), Sound::Splash, -12.0, 0.1),
            (At::After(5, 1.05), Sound::Song(By::Glass, 5, 0.3), -15.0, 0.0),
            (At::Line(6, 1.0), Sound::Rope, -20.0, 0.3),
            (At::Line(6, 1.3), Sound::Knock, -19.0, 0.1),
        ],
    },
    Scene {
        tempo: 66.0,
        chords: &[F_MAJOR, C_MAJOR, G_MAJOR, C_MAJOR],
        density: 0.5,
        strings_db: -23.0,
        heart: None,
        riser_db: -22.0,
        beds: &[(Bed::Sea, -18.0), (Bed::Fire, -26.0)],
        room: OUTSIDE,
        rest: Some((At::After(6, 0.2), At::Line(7, 0.0))),
        hits: &[
            (At::Begin(0.05), Sound::Gasp, -13.0, -0.2),
            (At::After(1, 0.15), Sound::Gasp, -15.0, 0.2),
            (At::After(3, 0.05), Sound::Gull, -20.0, 0.7),
            (At::Line(4, 1.3), Sound::Rush(0.8), -21.0, 0.1),
            (At::After(4, 0.1), Sound::Song(By::Zither, 5, 0.2), -12.0, 0.0),
            (At::After(6, 0.25), Sound::Buzz, -11.0, -0.15),
            (At::After(6, 0.3), Sound::Song(By::Phone, 5, 0.2), -17.0, -0.15),
            (At::After(8, 0.15), Sound::Song(By::Glass, 4, 0.2), -15.0, 0.0),
        ],
    },
];
