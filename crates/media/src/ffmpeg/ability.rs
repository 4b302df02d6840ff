use super::{Command, Limits, RunError, Tools};

/// The encoders that we use.
const ENCODERS: &[&str] = &["libx264", "aac", "mjpeg", "libwebp"];
/// The filters that we use.
const FILTERS: &[&str] = &[
    "aformat",
    "aresample",
    "blackdetect",
    "ebur128",
    "fps",
    "freezedetect",
    "loudnorm",
    "scale",
    "setparams",
    "silencedetect",
    "split",
    "tile",
    "tonemap",
    "zscale",
];
/// Lists of what is built in are not longer.
const LIST_BYTES_MAX: usize = 1 << 20;

/// What an installed ffmpeg is and can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ability {
    /// As it says itself, such as `5.1.9-0+deb12u1`.
    pub version: String,
    /// What we need and it was built without.
    pub missing: Vec<String>,
}

impl Ability {
    /// Asks ffmpeg and ffprobe.
    ///
    /// # Errors
    ///
    /// When one of them is missing or does not run.
    pub async fn of(tools: &Tools) -> Result<Self, RunError> {
        Command::ffprobe(tools, Limits::default()).arg("-version").read(LIST_BYTES_MAX).await?;
        let ask =
            |what: &str| Command::ffmpeg(tools, Limits::default()).arg(what).read(LIST_BYTES_MAX);
        let version = ask("-version").await?;
        let mut missing = missing_from(&ask("-encoders").await?, ENCODERS);
        missing.extend(missing_from(&ask("-filters").await?, FILTERS));
        Ok(Self { version: version_in(&version), missing })
    }
}

fn version_in(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    // “ffmpeg version 5.1.9-0+deb12u1 Copyright (c) …”
    text.split_whitespace().nth(2).unwrap_or("unknown").to_owned()
}

/// Lists have a line each: flags, then the name.
fn missing_from(list: &[u8], wanted: &[&str]) -> Vec<String> {
    let list = String::from_utf8_lossy(list);
    let there = |name: &str| list.lines().any(|it| it.split_whitespace().nth(1) == Some(name));
    wanted.iter().filter(|it| !there(it)).map(|it| (*it).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_ffmpeg_of_the_tests_can_do_everything() {
        let ability = Ability::of(&Tools::default()).await.unwrap();
        assert_eq!(ability.missing, [""; 0]);
        assert!(ability.version.starts_with(|it: char| it.is_alphanumeric()), "{ability:?}");
    }

    #[test]
    fn what_is_not_in_the_list_is_missing() {
        let list = b" V....D libx264   H.264\n A....D aac_fixed AAC\n";
        assert_eq!(missing_from(list, &["libx264", "aac"]), ["aac"]);
    }
}
