use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use base::{Clock as _, CutId, ManualClock, Rng, Timestamp, TrackId, ViewerId};
use bytes::Bytes;
use catalogue::delivery::{Manifest, ManifestEpisode, Wanted};
use catalogue::series::{Art, Description};
use catalogue::track::{Fragment, Keyframe, Kind, NewTrack};
use db::testing::TestDb;
use media::encode::{Encoder, Picture, Sound, Track};
use media::index::Plan;
use media::ladder::{Ladder, Rung};
use media::store::Store;
use people::guest::Session;

use crate::authorise::{Decision, Grant, Refusal, Wanted as Asked, authorise};
use crate::ticket::{Ticket, TicketError};
use crate::{Play, Playback, PlaybackError, Settings, place};

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

/// A published series of one episode of seven seconds, really encoded.
struct House {
    db: TestDb,
    store: Store,
    clock: Arc<ManualClock>,
    session: Session,
    cut_id: CutId,
    episode_id: base::EpisodeId,
    series_id: base::SeriesId,
    _folder: tempfile::TempDir,
}

impl House {
    async fn of_every_kind() -> Vec<Self> {
        let mut all = Vec::new();
        for db in TestDb::of_every_kind().await {
            all.push(Self::new(db).await);
        }
        all
    }

    async fn new(db: TestDb) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(&folder.path().join("store")).unwrap();
        let rng = Rng::seeded(5);
        let mut tx = db.begin_write().await.unwrap();
        let (session, _) = people::guest::create(&mut tx, NOON, &rng).await.unwrap();
        let series_id =
            catalogue::series::ensure(&mut tx, "debt", &description(), NOON, &rng).await.unwrap();
        let episode_id =
            catalogue::episode::ensure(&mut tx, series_id, 1, NOON, &rng).await.unwrap();
        catalogue::cut::ensure_master(&mut tx, "m", 7, NOON).await.unwrap();
        let cut_id =
            catalogue::cut::ensure(&mut tx, episode_id, "m", 7000, NOON, &rng).await.unwrap();
        for track in tracks(cut_id, &store, folder.path()).await {
            catalogue::track::add(&mut tx, &track, NOON, &rng).await.unwrap();
        }
        let wanted = |recipe: &str, tag: &str| Wanted {
            language: tag.parse().unwrap(),
            recipe: recipe.to_owned(),
        };
        let manifest = Manifest {
            description: description(),
            episodes: vec![ManifestEpisode {
                number: 1,
                title: Default::default(),
                synopsis: Default::default(),
                cut_id,
                audio: vec![wanted("a", "en")],
                subtitles: vec![wanted("s", "id")],
            }],
            trailer: None,
        };
        let id = catalogue::delivery::ensure(&mut tx, series_id, "d", &manifest, NOON, &rng)
            .await
            .unwrap();
        catalogue::delivery::publish_if_whole(&mut tx, id, NOON).await.unwrap();
        tx.commit().await.unwrap();
        let clock = Arc::new(ManualClock::at(NOON));
        Self { db, store, clock, session, cut_id, episode_id, series_id, _folder: folder }
    }

    async fn playback(&self, encrypt: bool) -> Playback {
        let settings = Settings { encrypt, ..Settings::default() };
        let (db, store) = (self.db.db(), self.store.clone());
        Playback::new(db, store, self.clock.clone(), Rng::seeded(6), settings).await.unwrap()
    }

    async fn grant(&self) -> Grant {
        let mut tx = self.db.begin_read().await.unwrap();
        let settings = Settings { ticket_life: Duration::from_secs(600), ..Settings::default() };
        let wanted = Asked::Episode(self.episode_id);
        match authorise(&mut tx, self.session, wanted, NOON, &settings).await.unwrap() {
            Decision::Allowed(grant) => *grant,
            Decision::Refused(why) => panic!("{why:?}"),
        }
    }

    async fn play(&self, playback: &Playback) -> (Play, Ticket) {
        let play = playback.play(self.session, &self.grant().await, &[]).await.unwrap();
        let ticket = playback.verify(&play.ticket).await.unwrap();
        (play, ticket)
    }
}

fn description() -> Description {
    Description {
        title: [("en".parse().unwrap(), "Debt".to_owned())].into(),
        synopsis: Default::default(),
        original_language: "en".parse().unwrap(),
        rating: None,
        genres: vec![],
        moods: vec![],
        filings: Default::default(),
        cast: vec![],
        art: Art::default(),
    }
}

async fn tracks(cut_id: CutId, store: &Store, folder: &Path) -> Vec<NewTrack> {
    let master = folder.join("master.mp4");
    let made = std::process::Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=144x256:r=25:d=7"])
        .args(["-f", "lavfi", "-i", "sine=d=7", "-c:v", "libx264", "-preset", "ultrafast"])
        .args(["-c:a", "aac"])
        .arg(&master)
        .status()
        .unwrap();
    assert!(made.success());
    let rung = |width| Rung { width, crf: 28, cap_kbps: 400 };
    let ladder = Ladder { rungs: vec![rung(72), rung(144)], first_width: 72, ..Ladder::default() };
    let encoder = Encoder { ladder, ..Encoder::default() };
    let picture = Picture {
        stream: 0,
        width: 144,
        height: 256,
        frame_rate: (25, 1),
        seconds: 7.0,
        high_dynamic_range: false,
    };
    let sound = Sound { stream: 1, loudness: None };
    let first = encoder.first(&master, &picture, Some(&sound), folder, |_| {}).await.unwrap();
    let renditions = encoder.ladder(&master, &picture, folder, |_| {}).await.unwrap();
    let mut tracks = vec![
        stored(store, cut_id, &first.audio.unwrap(), Kind::Audio, "a").await,
        subtitles(store, cut_id).await,
    ];
    for (rendition, track) in &renditions {
        let recipe = rendition.width.to_string();
        tracks.push(stored(store, cut_id, track, Kind::Video, &recipe).await);
    }
    tracks
}

async fn stored(store: &Store, cut_id: CutId, track: &Track, kind: Kind, recipe: &str) -> NewTrack {
    let object_key = format!("tracks/{}", track.finished.sha256);
    store.put_file(&object_key, &track.path).await.unwrap();
    let index = &track.finished.index;
    let fragments = index.fragments.iter().map(|it| Fragment {
        offset: it.offset,
        bytes: it.bytes,
        decode_time: it.decode_time,
        duration: it.duration,
        keyframe: it.keyframe.map(|it| Keyframe { offset: it.offset, bytes: it.bytes }),
    });
    NewTrack {
        cut_id,
        kind,
        language: (kind == Kind::Audio).then(|| "en".parse().unwrap()),
        original: true,
        recipe: recipe.to_owned(),
        active: kind == Kind::Video,
        object_key,
        bytes: track.finished.bytes,
        duration_ms: index.duration_ms(),
        stream: serde_json::to_string(&track.finished.stream).unwrap(),
        timescale: index.timescale,
        init: index.init.clone(),
        fragments: fragments.collect(),
    }
}

async fn subtitles(store: &Store, cut_id: CutId) -> NewTrack {
    let text = "WEBVTT\n\n00:00:01.500 --> 00:00:04.500\nUtang lentera\n";
    store.put("tracks/s", Bytes::from_static(text.as_bytes())).await.unwrap();
    NewTrack {
        cut_id,
        kind: Kind::Subtitles,
        language: Some("id".parse().unwrap()),
        original: false,
        recipe: "s".to_owned(),
        active: false,
        object_key: "tracks/s".to_owned(),
        bytes: text.len() as u64,
        duration_ms: 4500,
        stream: "{}".to_owned(),
        timescale: 1000,
        init: vec![],
        fragments: vec![],
    }
}

#[tokio::test]
async fn strangers_read_the_playlists_and_decode_what_they_name() {
    for house in House::of_every_kind().await {
        let playback = house.playback(false).await;
        let (play, ticket) = house.play(&playback).await;
        let master = playback.master(&ticket, Plan::Feed).await.unwrap();
        let read = m3u8_rs::parse_master_playlist_res(master.as_bytes()).unwrap();
        let keyframes = read.variants.iter().filter(|it| it.is_i_frame).count();
        let variants = read.variants.len() - keyframes;
        assert_eq!((variants, keyframes, read.alternatives.len()), (2, 2, 2), "{master}");

        for choice in &play.video {
            let text = playback
                .playlist(&ticket, &play.ticket, choice.track_id, Plan::Feed)
                .await
                .unwrap();
            let read = m3u8_rs::parse_media_playlist_res(text.as_bytes()).unwrap();
            let seconds: Vec<_> = read.segments.iter().map(|it| it.duration).collect();
            assert_eq!(seconds, [1.0, 1.0, 2.0, 2.0, 1.0], "{text}");
            assert!(text.contains(&format!("/s/{}/{}/feed/0.m4s", play.ticket, choice.track_id)));

            let mut file = playback.init(&ticket, choice.track_id).await.unwrap().to_vec();
            for number in 0..read.segments.len() {
                let id = choice.track_id;
                let part = playback.segment(&ticket, id, Plan::Feed, number).await.unwrap();
                file.extend_from_slice(&part);
            }
            assert_eq!(decoded_frames(&file), 175);
            assert!(choice.bandwidth as f64 >= file.len() as f64 * 8.0 / 7.0 * 0.98);
        }
    }
}

#[tokio::test]
async fn keyframes_are_shown_alone() {
    for (house, encrypt) in
        House::of_every_kind().await.iter().flat_map(|it| [(it, false), (it, true)])
    {
        let (playback, open) = (house.playback(encrypt).await, house.playback(false).await);
        let (play, ticket) = house.play(&playback).await;
        let (id, plan) = (play.video[0].track_id, Plan::Keyframes);
        let text = playback.playlist(&ticket, &play.ticket, id, plan).await.unwrap();
        let read = m3u8_rs::parse_media_playlist_res(text.as_bytes()).unwrap();
        let seconds: Vec<_> = read.segments.iter().map(|it| it.duration).collect();
        assert!(read.i_frames_only, "{text}");
        assert_eq!(seconds, [1.0, 1.0, 2.0, 2.0, 1.0], "{text}");
        let room = if encrypt { "e" } else { "s" };
        assert!(text.contains(&format!("/{room}/{}/{id}/keyframes/0.m4s", play.ticket)), "{text}");
        for number in 0..seconds.len() {
            let head = playback.init(&ticket, id).await.unwrap();
            let one = open.segment(&ticket, id, plan, number).await.unwrap();
            assert_eq!(decoded_frames(&[&head[..], &one].concat()), 1);
        }
        assert!(open.segment(&ticket, id, plan, seconds.len()).await.is_err());
        for none in [play.audio[0].track_id, play.subtitles[0].track_id] {
            let refused = playback.playlist(&ticket, &play.ticket, none, plan).await.unwrap_err();
            assert!(matches!(refused, PlaybackError::NoTrack(_)), "{refused}");
            assert!(open.segment(&ticket, none, plan, 0).await.is_err());
        }
    }
}

/// Decodes a file with the real ffmpeg, which must not complain.
fn decoded_frames(file: &[u8]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.mp4");
    std::fs::write(&path, file).unwrap();
    let done = std::process::Command::new("ffmpeg")
        .args(["-v", "warning", "-i"])
        .arg(&path)
        .args(["-f", "framecrc", "-"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    text.lines().filter(|it| !it.starts_with('#')).count()
}

#[tokio::test]
async fn the_start_pack_holds_all_that_the_first_frame_needs() {
    for house in House::of_every_kind().await {
        let playback = house.playback(false).await;
        let (play, ticket) = house.play(&playback).await;
        let (video, audio) = (play.video[1].track_id, play.audio[0].track_id);
        assert!(play.start.contains(&format!("/{video}/{audio}/feed/start")), "{}", play.start);
        let pack = playback.start(&ticket, video, audio, Plan::Feed).await.unwrap();
        let mut at = 16;
        let parts: Vec<_> = pack[..16]
            .chunks_exact(4)
            .map(|it| {
                let length = u32::from_be_bytes(it.try_into().unwrap()) as usize;
                at += length;
                pack.slice(at - length..at)
            })
            .collect();
        assert_eq!(at, pack.len());
        assert!(decoded_frames(&[&parts[1][..], &parts[2]].concat()) >= 46);
        assert_eq!(decoded_frames(&[&parts[0][..], &parts[3]].concat()), 25);
    }
}

#[tokio::test]
async fn subtitles_are_cut_where_the_pictures_are() {
    for house in House::of_every_kind().await {
        let playback = house.playback(false).await;
        let (play, ticket) = house.play(&playback).await;
        let id = play.subtitles[0].track_id;
        let text = playback.playlist(&ticket, &play.ticket, id, Plan::Feed).await.unwrap();
        assert_eq!(text.matches(".vtt").count(), 5, "{text}");
        let holds = async |number| {
            let text = playback.subtitle_segment(&ticket, id, Plan::Feed, number).await.unwrap();
            assert!(text.contains("X-TIMESTAMP-MAP"), "{text}");
            text.contains("Utang lentera")
        };
        assert!(!holds(0).await && holds(1).await && holds(2).await && holds(3).await);
        assert!(!holds(4).await);
        assert!(playback.subtitle_segment(&ticket, id, Plan::Feed, 5).await.is_err());
        assert!(playback.subtitles(&ticket, id).await.unwrap().contains("Utang lentera"));
    }
}

#[tokio::test]
async fn a_ticket_opens_its_own_cut_for_its_own_time() {
    for house in House::of_every_kind().await {
        let playback = house.playback(false).await;
        let (play, ticket) = house.play(&playback).await;
        let id = play.video[0].track_id;

        let other = Ticket { cut_id: CutId::from_bytes([7; 16]), ..ticket };
        let refused = playback.segment(&other, id, Plan::Feed, 0).await.unwrap_err();
        assert!(matches!(refused, PlaybackError::Ticket(TicketError::OtherCut)), "{refused}");
        let missing = TrackId::from_bytes([7; 16]);
        let refused = playback.segment(&ticket, missing, Plan::Feed, 0).await.unwrap_err();
        assert!(matches!(refused, PlaybackError::NoTrack(_)), "{refused}");
        let refused = playback.segment(&ticket, id, Plan::Feed, 99).await.unwrap_err();
        assert!(matches!(refused, PlaybackError::NoSegment(99)), "{refused}");

        playback.rotate_keys().await.unwrap();
        assert!(playback.verify(&play.ticket).await.is_ok(), "an older key is honoured");
        house.clock.advance(Duration::from_secs(600));
        let refused = playback.verify(&play.ticket).await.unwrap_err();
        assert!(matches!(refused, PlaybackError::Ticket(TicketError::Expired)), "{refused:?}");
    }
}

#[tokio::test]
async fn a_key_signs_for_a_day_and_other_nodes_hear_of_the_next() {
    for house in House::of_every_kind().await {
        let (one, other) = (house.playback(false).await, house.playback(false).await);
        let (_, ticket) = house.play(&one).await;
        let sign = |node: &Playback| {
            let expires_at = house.clock.now() + Duration::from_secs(60);
            node.sign(&Ticket { expires_at, ..ticket })
        };
        assert!(!one.tend_keys().await.unwrap());
        house.clock.advance(Duration::from_secs(24 * 60 * 60));
        assert!(one.tend_keys().await.unwrap());
        assert!(!other.tend_keys().await.unwrap(), "one is enough");
        one.rotate_keys().await.unwrap();
        // The other node has not been told of this one, and finds it when it meets it.
        assert!(other.verify(&sign(&one)).await.is_ok());
        one.rotate_keys().await.unwrap();
        let unheard = other.verify(&sign(&one)).await.unwrap_err();
        assert!(matches!(unheard, PlaybackError::Ticket(TicketError::UnknownKey { .. })));
        house.clock.advance(Duration::from_secs(1));
        assert!(other.verify(&sign(&one)).await.is_ok());
    }
}

#[tokio::test]
async fn encrypted_segments_open_with_the_key_behind_the_ticket() {
    use aes::cipher::{BlockModeDecrypt as _, KeyIvInit as _, block_padding::Pkcs7};
    for house in House::of_every_kind().await {
        let playback = house.playback(true).await;
        let (play, ticket) = house.play(&playback).await;
        let id = play.video[0].track_id;
        let text = playback.playlist(&ticket, &play.ticket, id, Plan::Feed).await.unwrap();
        let key: [u8; 16] = playback.key(&ticket).await.unwrap()[..].try_into().unwrap();
        let ivs: Vec<_> = text
            .lines()
            .filter_map(|it| it.split_once("IV=0x"))
            .map(|(_, iv)| u128::from_str_radix(iv, 16).unwrap().to_be_bytes())
            .collect();
        assert_eq!(ivs.len(), 5, "{text}");
        assert!(text.find("EXT-X-MAP").unwrap() < text.find("EXT-X-KEY").unwrap());
        let open = house.playback(false).await;
        for (number, iv) in ivs.iter().enumerate() {
            assert!(playback.segment(&ticket, id, Plan::Feed, number).await.is_err());
            let clear = open.segment(&ticket, id, Plan::Feed, number).await.unwrap();
            let sealed = playback.encrypted_segment(&ticket, id, Plan::Feed, number).await.unwrap();
            assert_ne!(clear, sealed);
            let opened = cbc::Decryptor::<aes::Aes128>::new(&key.into(), iv.into())
                .decrypt_padded_vec::<Pkcs7>(&sealed)
                .unwrap();
            assert_eq!(opened, clear);
        }
    }
}

#[tokio::test]
async fn what_is_not_published_is_not_there() {
    for house in House::of_every_kind().await {
        let mut tx = house.db.begin_write().await.unwrap();
        let rng = Rng::seeded(9);
        let hidden =
            catalogue::episode::ensure(&mut tx, house.series_id, 2, NOON, &rng).await.unwrap();
        let settings = Settings { ticket_life: Duration::from_secs(600), ..Settings::default() };
        for wanted in [Asked::Episode(hidden), Asked::Trailer(house.series_id)] {
            let decision =
                authorise(&mut tx, house.session, wanted, NOON, &settings).await.unwrap();
            assert_eq!(decision, Decision::Refused(Refusal::Unknown));
        }
        assert_eq!(house.grant().await.cut_id, house.cut_id);
    }
}

#[tokio::test]
async fn a_place_is_remembered_for_each_series() {
    for house in House::of_every_kind().await {
        let viewer_id = house.session.viewer_id;
        let mut tx = house.db.begin_write().await.unwrap();
        let place = place::Place {
            series_id: house.series_id,
            episode_id: house.episode_id,
            position_ms: 4_200,
        };
        assert_eq!(place::history(&mut tx, viewer_id, 9).await.unwrap(), []);
        assert!(place::put(&mut tx, viewer_id, &place, NOON).await.unwrap());
        let later = place::Place { position_ms: 999_999_999, ..place };
        assert!(place::put(&mut tx, viewer_id, &later, NOON).await.unwrap());
        let found = place::find(&mut tx, viewer_id, house.series_id).await.unwrap().unwrap();
        assert_eq!(found.place.position_ms, base::EPISODE_MS_MAX);
        assert!(found.is_at_end() && found.is_past(found.episode_number));
        assert_eq!(place::history(&mut tx, viewer_id, 9).await.unwrap(), [found]);

        let stranger = place::Place { episode_id: base::EpisodeId::from_bytes([3; 16]), ..place };
        assert!(!place::put(&mut tx, viewer_id, &stranger, NOON).await.unwrap());
        let nobody = ViewerId::from_bytes([3; 16]);
        assert_eq!(place::history(&mut tx, nobody, 9).await.unwrap(), []);
    }
}
