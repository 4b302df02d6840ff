use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

fn folder_with(files: &[&str]) -> TempDir {
    let folder = TempDir::with_prefix("The Show").unwrap();
    for file in files {
        touch(folder.path(), file);
    }
    folder
}

fn touch(folder: &Path, file: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "").unwrap();
}

fn shown(delivery: &Delivery) -> String {
    let mut out = String::new();
    let mut line = |text: String| out.extend([&text, "\n"]);
    for (whose, it) in delivery.footage() {
        line(format!("{} {}", whose.short(), it.master.display()));
        let subtitles = it.subtitles.iter().map(|(key, path)| ("subtitles", key.to_string(), path));
        let dubs = it.dubs.iter().map(|(key, path)| ("dub", key.to_string(), path));
        let stems = it.stems.iter().map(|(key, path)| ("stem", key.name().to_owned(), path));
        for (what, key, path) in subtitles.chain(dubs).chain(stems) {
            line(format!("  {what} {key}: {}", path.display()));
        }
    }
    for (name, path) in delivery.series.art.named() {
        if let Some(path) = path {
            line(format!("{name}: {}", path.display()));
        }
    }
    for it in &delivery.oddities {
        line(format!("{:?}: {}", it.why, it.file.display()));
    }
    out
}

fn check(files: &[&str], expected: Expect) {
    let folder = folder_with(files);
    let text = match read(folder.path()) {
        Ok(delivery) => shown(&delivery),
        Err(error) => error.to_string().replace(folder.path().to_str().unwrap(), "FOLDER"),
    };
    expected.assert_eq(&text);
}

/// Nobody writes into it: opening it would wait for ever.
#[test]
fn a_pipe_is_no_manifest() {
    let folder = folder_with(&["01.mp4"]);
    let pipe = folder.path().join("series.toml");
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRUSR).unwrap();
    let error = read(folder.path()).unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "it is not a plain file", "{error}");
}

#[test]
fn names_of_many_habits() {
    for (names, numbers) in [
        (&["EP1.mp4", "EP2.mp4", "EP10.mp4"][..], &[1, 2, 10][..]),
        (&["01.mp4", "02.mp4"], &[1, 2]),
        (&["1.mp4", "2.mp4", "10.mp4"], &[1, 2, 10]),
        (&["Episode 1 - title.mov", "Episode 2 - the 7th.mov"], &[1, 2]),
        (&["S01E001_en_v2.mp4", "S01E002_en_v3.mp4"], &[1, 2]),
        (&["第1集.mp4", "第十二集.mp4", "第１３集.mp4"], &[1, 12, 13]),
        (&["灯债 3集 终版.mp4"], &[3]),
        (&["the show - 12 (final).mkv", "the show - 13 (final).mkv"], &[12, 13]),
        (&["show 2 - 07 1080p.mp4", "show 2 - 08 1080p.mp4"], &[7, 8]),
        (&["7 days 01.mp4", "7 days 02.mp4", "7 days 03.mp4"], &[1, 2, 3]),
        (&["03_1080x1920_30fps.mp4"], &[3]),
        (&["2024_ep_05.mp4"], &[5]),
        (&["[Group] Show - 04 [0A1B2C34].mkv", "[Group] Show - 05 [99999999].mkv"], &[4, 5]),
        (&["-01.mp4", "'02'.mp4", "\"03\" & $(x).mp4"], &[1, 2, 3]),
        (&["Capítulo 4.mp4", "Tập 5.mp4", "ตอนที่ 6.mp4"], &[4, 5, 6]),
        (&["video1.mp4", "video2.mp4", "video10.mp4"], &[1, 2, 10]),
        (&["clip01_h264_v2.mp4", "clip02_h264_v3.mp4"], &[1, 2]),
        (&["LanternDebt01.mp4", "LanternDebt02.mp4"], &[1, 2]),
        (&["LanternDebtEP01.mp4", "LanternDebtEp02.mp4"], &[1, 2]),
        (&["灯债01.mp4", "灯债02.mp4"], &[1, 2]),
        (&["灯债EP01.mp4", "灯债EP02.mp4"], &[1, 2]),
        (&["灯债第2季 01.mp4", "灯债第2季 02.mp4"], &[1, 2]),
        (&["เรื่องตอนที่6.mp4", "เรื่อง07.mp4"], &[6, 7]),
        (&["01v2.mp4", "02v3.mp4"], &[1, 2]),
        (&["Show 1x01.mp4", "Show 1x02.mp4"], &[1, 2]),
        (&["9x16 video3.mp4"], &[3]),
    ] {
        let folder = folder_with(names);
        let delivery = read(folder.path()).unwrap();
        let found: Vec<u32> = delivery.episodes.iter().map(|it| it.number).collect();
        assert_eq!(found, numbers, "{names:?}: {:?}", delivery.oddities);
        assert_eq!(delivery.oddities, [], "{names:?}");
    }
}

#[test]
fn what_lies_beside_or_below_is_found() {
    check(
        &[
            "EP01.mp4",
            "EP01.en.srt",
            "EP01.zh-Hans.srt",
            "EP01.id.m4a",
            "EP01.me.wav",
            "EP01.dialogue.wav",
            "EP02.MP4",
            "subs/en/EP02.vtt",
            "subs/ep2_thai.srt",
            "dubs/Spanish/02.m4a",
            "stems/EP02_music-and-effects.wav",
            "stems/dialogue/2.wav",
            "art/poster.png",
            "cover.JPG",
            "notes.txt",
            ".DS_Store",
            "__MACOSX/EP09.mp4",
        ],
        expect![[r#"
            1 EP01.mp4
              subtitles en: EP01.en.srt
              subtitles zh-Hans: EP01.zh-Hans.srt
              dub id: EP01.id.m4a
              stem dialogue: EP01.dialogue.wav
              stem music-and-effects: EP01.me.wav
            2 EP02.MP4
              subtitles en: subs/en/EP02.vtt
              subtitles th: subs/ep2_thai.srt
              dub es: dubs/Spanish/02.m4a
              stem dialogue: stems/dialogue/2.wav
              stem music-and-effects: stems/EP02_music-and-effects.wav
            poster: art/poster.png
            cover: cover.JPG
        "#]],
    );
}

#[test]
fn what_has_no_place_is_named() {
    check(
        &[
            "masters/01.mp4",
            "masters/01 copy.mp4",
            "masters/03.mp4",
            "masters/bloopers.mp4",
            "extras/making of 01.mp4",
            "01.en.srt",
            "01.en.vtt",
            "03.srt",
            "03.ass",
            "09.en.srt",
            "03.id.dialogue.wav",
        ],
        expect![[r#"
            1 masters/01 copy.mp4
            1 masters/01.mp4
              subtitles en: 01.en.srt
            3 masters/03.mp4
            NoNumber: masters/bloopers.mp4
            Twice: 01.en.vtt
            Format: 03.ass
            NoLanguage: 03.id.dialogue.wav
            NoLanguage: 03.srt
            NoEpisode: 09.en.srt
            Elsewhere: extras/making of 01.mp4
        "#]],
    );
}

#[test]
fn trailers_of_many_habits() {
    for trailer in [
        "trailer.mp4",
        "Trailer.mov",
        "The Show - TRAILER (final) 1080p.mp4",
        "the show 2 trailer.mp4",
        "the_show_teaser-v2.mp4",
        "预告.mp4",
        "灯债预告片 终版.mp4",
        "Трейлер.mkv",
        "ตัวอย่าง.mp4",
        "promo/Trailer.mp4",
    ] {
        for episodes in [["EP01.mp4", "EP02.mp4"], ["masters/01.mp4", "masters/02.mp4"]] {
            let folder = folder_with(&[&episodes[..], &[trailer]].concat());
            let delivery = read(folder.path()).unwrap();
            let found = delivery.trailer.as_ref().map(|it| it.master.as_path());
            assert_eq!(found, Some(Path::new(trailer)));
            let numbers: Vec<u32> = delivery.episodes.iter().map(|it| it.number).collect();
            assert_eq!((numbers, delivery.oddities), (vec![1, 2], vec![]), "{trailer}");
        }
    }
    for episode in
        ["Trailer Park - 03.mp4", "EP03 trailer.mp4", "第3集预告.mp4", "trailers 03 b.mp4"]
    {
        let delivery = read(folder_with(&["01.mp4", "02.mp4", episode]).path()).unwrap();
        assert_eq!(delivery.trailer, None, "{episode}");
    }
}

#[test]
fn what_belongs_to_a_trailer_is_found_beside_it() {
    check(
        &[
            "01.mp4",
            "01.en.srt",
            "Trailer.mov",
            "Trailer.en.srt",
            "trailer_chs.srt",
            "预告.id.srt",
            "Trailer.zh-Hans.m4a",
            "Trailer.me.wav",
            "subs/trailer/th.srt",
            "old/trailer.mp4",
        ],
        expect![[r#"
            1 01.mp4
              subtitles en: 01.en.srt
            trailer Trailer.mov
              subtitles en: Trailer.en.srt
              subtitles id: 预告.id.srt
              subtitles th: subs/trailer/th.srt
              subtitles zh-Hans: trailer_chs.srt
              dub zh-Hans: Trailer.zh-Hans.m4a
              stem music-and-effects: Trailer.me.wav
            Twice: old/trailer.mp4
        "#]],
    );
}

#[test]
fn series_toml_names_a_trailer_by_its_path_or_with_what_belongs_to_it() {
    let shown = |trailer: &str| {
        let text = MANIFEST_TEXT.replacen("[title]", &format!("{trailer}\n[title]"), 1);
        let (folder, read) = with_manifest(&text);
        let said = read.map(|it| shown(&it)).unwrap_or_else(|it| it.to_string());
        let said = said.replace(&format!("{}/", folder.path().display()), "");
        let from = said.find("trailer").unwrap_or(0);
        said[from..].replace("poster: art/poster.png\n", "")
    };
    assert_eq!(shown("trailer = \"promo/teaser.mp4\""), "trailer promo/teaser.mp4\n");
    let table = "[trailer]\nmaster = \"t.mp4\"\nsubtitles = { th = \"t.th.srt\" }";
    assert_eq!(shown(table), "trailer t.mp4\n  subtitles th: t.th.srt\n");
    for (trailer, wanted) in [
        ("trailer = \"../t.mp4\"", "trailer.master: “../t.mp4” is not a path inside the folder"),
        ("[trailer]\nmaster = \"t.mp4\"\nnumber = 0", "unknown field `number`"),
        ("trailer = 3", "invalid type: integer `3`, expected the path of the trailer's master"),
    ] {
        let text = MANIFEST_TEXT.replacen("[title]", &format!("{trailer}\n[title]"), 1);
        let said = with_manifest(&text).1.unwrap_err().to_string();
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn a_folder_names_its_series() {
    let parent = TempDir::new().unwrap();
    let slug = |name: &str| {
        touch(parent.path(), &format!("{name}/01.mp4"));
        read(&parent.path().join(name)).unwrap().series.slug
    };
    assert_eq!(slug("The Lantern Debt (final)"), "the-lantern-debt-final");
    assert_ne!(slug("灯债"), slug("灯"));
}

proptest! {
    #[test]
    fn no_name_makes_it_panic(names in prop::collection::vec("\\PC{0,20}", 1..4)) {
        names::numbers(&names);
        names.iter().filter(|it| names::is_trailer(it)).count();
        names.iter().for_each(|it| drop(names::role(it, &names)));
    }
}

#[test]
fn a_folder_without_episodes_is_no_delivery() {
    check(&["a.txt"], expect!["FOLDER has no series.toml and no numbered videos"]);
    check(&["trailer.mp4"], expect!["FOLDER has no series.toml and no numbered videos"]);
    let error = read(Path::new("/no/such/folder")).unwrap_err();
    expect!["reading the folder /no/such/folder"].assert_eq(&error.to_string());
}

#[test]
fn links_that_lead_out_are_left() {
    let outside = folder_with(&["02.mp4"]);
    let folder = folder_with(&["01.mp4"]);
    symlink(outside.path().join("02.mp4"), folder.path().join("02.mp4")).unwrap();
    symlink(outside.path(), folder.path().join("en")).unwrap();
    symlink("01.mp4", folder.path().join("03.mp4")).unwrap();
    let delivery = read(folder.path()).unwrap();
    let mut lines: Vec<String> = shown(&delivery).lines().map(str::to_owned).collect();
    lines.sort();
    assert_eq!(lines, ["1 01.mp4", "3 03.mp4", "Outside: 02.mp4", "Outside: en"]);
}

const MANIFEST_TEXT: &str = r#"
format = 1
slug = "the-lantern-debt"
original_language = "en"
rating = "12"
genres = ["revenge"]
moods = ["tense"]
[title]
en = "The Lantern Debt"
"zh-Hans" = "灯债"
[synopsis]
en = "A dead number calls."
[art]
poster = "art/poster.png"
[[filing]]
territory = "CN"
number = "沪 123"
[[cast]]
name = "Ines Maran"
character = "Mei"
role = { en = "sells tickets", "zh-Hans" = "售票员" }
[[cast]]
name = "Tobias Rahe"
[[episode]]
number = 1
master = "EP01.mp4"
title = { en = "The dead number" }
synopsis = { en = "A phone rings." }
subtitles = { en = "EP01.en.srt" }
dubs = { "zh-Hans" = "EP01.zh-Hans.m4a" }
stems = { dialogue = "EP01.dialogue.wav", music-and-effects = "./stems/EP01.me.wav" }
"#;

fn with_manifest(text: &str) -> (TempDir, Result<Delivery, DeliveryError>) {
    let folder = folder_with(&["EP01.mp4", "EP07.mp4"]);
    fs::write(folder.path().join(MANIFEST), text).unwrap();
    let read = read(folder.path());
    (folder, read)
}

#[test]
fn series_toml_decides() {
    let (_folder, read) = with_manifest(MANIFEST_TEXT);
    let delivery = read.unwrap();
    assert!(delivery.described);
    assert_eq!(delivery.series.slug, "the-lantern-debt");
    assert_eq!(delivery.series.title.len(), 2);
    assert_eq!(delivery.series.filings.len(), 1);
    let cast = delivery.series.cast.iter();
    let cast: Vec<_> =
        cast.map(|it| (it.name.as_str(), it.character.as_deref(), it.role.len())).collect();
    assert_eq!(cast, [("Ines Maran", Some("Mei"), 2), ("Tobias Rahe", None, 0)]);
    assert_eq!(delivery.episodes[0].synopsis.values().next().unwrap(), "A phone rings.");
    expect![[r#"
        1 EP01.mp4
          subtitles en: EP01.en.srt
          dub zh-Hans: EP01.zh-Hans.m4a
          stem dialogue: EP01.dialogue.wav
          stem music-and-effects: stems/EP01.me.wav
        poster: art/poster.png
    "#]]
    .assert_eq(&shown(&delivery));
}

/// What is said of a `series.toml` in which one thing is changed.
fn refusal(from: &str, to: &str) -> String {
    assert!(MANIFEST_TEXT.contains(from), "{from}");
    let (folder, read) = with_manifest(&MANIFEST_TEXT.replacen(from, to, 1));
    let said = read.map(|it| shown(&it)).unwrap_err().to_string();
    said.replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn what_series_toml_may_not_say() {
    let long = format!("\"{}\"", "x".repeat(201));
    let crowd = "[[cast]]\nname = \"A\"\n".repeat(CAST_MAX) + "[[episode]]";
    let mut said = String::new();
    for (from, to) in [
        ("rating", "raiting"),
        ("number = 1", "number = 1\nhook = 3"),
        ("number = 1", "number = \"1\""),
        ("format = 1", "format = 2"),
        ("number = 1", "number = 0"),
        ("EP01.mp4", "../EP01.mp4"),
        ("EP01.mp4", "/etc/passwd"),
        ("EP01.mp4", "a/../../b.mp4"),
        ("EP01.mp4", ""),
        ("the-lantern-debt", "The Debt"),
        ("\"CN\"", "\"China\""),
        ("original_language = \"en\"", "original_language = \"english!\""),
        ("\"12\"", &long),
        ("\"Mei\"", &long),
        ("\"Tobias Rahe\"", "\" \""),
        ("\"Tobias Rahe\"", "\"A\"\nage = 4"),
        ("\"sells tickets\"", "\"sells\ttickets\""),
        ("[[episode]]", &crowd),
        ("\"A phone rings.\"", "\"\""),
    ] {
        said.extend([refusal(from, to), "\n".to_owned()]);
    }
    expect![[r#"
        series.toml, line 5: unknown field `raiting`, expected one of `format`, `slug`, `original_language`, `rating`, `genres`, `moods`, `title`, `synopsis`, `art`, `filing`, `cast`, `trailer`, `episode`
        series.toml, line 26: unknown field `hook`, expected one of `number`, `master`, `title`, `synopsis`, `subtitles`, `dubs`, `stems`
        series.toml, line 25: number: invalid type: string "1", expected u32
        series.toml: format: 2 is not known here; this is format 1
        series.toml: episode[0].number: wanted from 1 to 9998
        series.toml: episode[0].master: “../EP01.mp4” is not a path inside the folder
        series.toml: episode[0].master: “/etc/passwd” is not a path inside the folder
        series.toml: episode[0].master: “a/../../b.mp4” is not a path inside the folder
        series.toml: episode[0].master: “” is not a path inside the folder
        series.toml: slug: wanted a-z, 0-9 and - between them, such as the-lantern-debt
        series.toml: filing[0].territory: “China” is not two capital letters, such as CN
        series.toml, line 4: original_language: “english!” is not a language tag such as en, zh-Hans or pt-BR
        series.toml: rating: longer than 200 characters
        series.toml: cast[0].character: longer than 200 characters
        series.toml: cast[1].name: empty
        series.toml, line 24: unknown field `age`, expected one of `name`, `character`, `role`
        series.toml: cast[0].role.en: has control characters in it
        series.toml: cast: 102 people; at most 100
        series.toml: episode[0].synopsis.en: empty
    "#]].assert_eq(&said);
}

#[test]
fn series_toml_may_not_reach_out_by_a_link() {
    let outside = folder_with(&["secret.mp4"]);
    let folder = folder_with(&[]);
    symlink(outside.path().join("secret.mp4"), folder.path().join("EP01.mp4")).unwrap();
    fs::write(folder.path().join(MANIFEST), MANIFEST_TEXT).unwrap();
    let said = read(folder.path()).unwrap_err().to_string();
    assert!(said.ends_with("episode[0].master: “EP01.mp4” leads out of the folder"), "{said}");
}

#[test]
fn deliveries_are_limited() {
    let episode = |nth: usize| format!("[[episode]]\nnumber = {nth}\nmaster = \"{nth}.mp4\"\n");
    let head = MANIFEST_TEXT.split("[[episode]]").next().unwrap();
    let of = |count: usize| format!("{head}{}", (1..=count).map(episode).collect::<String>());
    assert_eq!(with_manifest(&of(EPISODES_MAX)).1.unwrap().episodes.len(), EPISODES_MAX);
    let error = with_manifest(&of(EPISODES_MAX + 1)).1.unwrap_err();
    assert!(matches!(error, DeliveryError::TooManyEpisodes { .. }), "{error}");

    let long = format!("{MANIFEST_TEXT}#{}", "x".repeat(MANIFEST_BYTES_MAX as usize));
    let error = with_manifest(&long).1.unwrap_err();
    assert!(matches!(error, DeliveryError::TooLarge { .. }), "{error}");

    let names: Vec<String> = (1..=EPISODES_MAX + 1).map(|nth| format!("{nth}.mp4")).collect();
    let folder = folder_with(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let error = read(folder.path()).unwrap_err();
    assert!(matches!(error, DeliveryError::TooManyEpisodes { .. }), "{error}");
}

#[test]
fn the_language_is_said_where_only_names_describe_a_delivery() {
    let folder = folder_with(&["EP01.mp4"]);
    let mut delivery = read(folder.path()).unwrap();
    let thai: Language = "th".parse().unwrap();
    assert!(delivery.speak(&thai));
    assert_eq!(delivery.series.original_language, thai);
    assert_eq!(delivery.series.title.keys().collect::<Vec<_>>(), [&thai]);

    let (_folder, described) = with_manifest(MANIFEST_TEXT);
    let mut described = described.unwrap();
    assert!(!described.speak(&thai), "series.toml says another one");
    assert!(described.speak(&described.series.original_language.clone()));
}

#[test]
fn a_language_has_one_sound() {
    let folder =
        folder_with(&["EP01.mp4", "EP01.th.m4a", "EP01.id.m4a", "trailer.mp4", "trailer.th.m4a"]);
    let mut delivery = read(folder.path()).unwrap();
    assert!(delivery.oddities.is_empty(), "nobody knows yet which language is the masters'");
    assert!(delivery.speak(&"th".parse().unwrap()));
    let twice: Vec<_> = delivery.oddities.iter().map(|it| (it.file.to_str(), it.why)).collect();
    let wanted = ["EP01.th.m4a", "trailer.th.m4a"].map(|it| (Some(it), Odd::OriginalTwice));
    assert_eq!(twice, wanted);
    let dubs: Vec<_> = delivery.footage().flat_map(|(_, it)| it.dubs.keys()).collect();
    assert_eq!(dubs.iter().map(|it| it.as_str()).collect::<Vec<_>>(), ["id"]);
}
