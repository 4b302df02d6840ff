//! A folder of episodes, a data folder and a database, and the program run on them.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use db::Db;
use db::testing::TestDb;
use tempfile::TempDir;

/// The ladder of most tests: what is tried here is not how long encoding takes.
const LADDER: &str = "[{ width = 180, crf = 30, cap-kbps = 300 }, \
                      { width = 360, crf = 30, cap-kbps = 700 }]";

pub(crate) struct Place {
    folder: TempDir,
    db: TestDb,
    /// What else the program finds in its environment.
    environment: Vec<(&'static str, String)>,
}

/// How the program ended and what it said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) said: String,
    pub(crate) complained: String,
}

impl Place {
    pub(crate) async fn on_every_database() -> Vec<Self> {
        let dbs = TestDb::of_every_kind().await.into_iter();
        dbs.map(Self::on).collect()
    }

    pub(crate) async fn on_sqlite() -> Self {
        Self::on(TestDb::sqlite().await)
    }

    fn on(db: TestDb) -> Self {
        Self { folder: TempDir::new().unwrap(), db, environment: Vec::new() }
    }

    /// Media go to the S3 server of the tests, under a prefix of their own. `None`: it is left out.
    pub(crate) fn with_media_in_s3(mut self) -> Option<Self> {
        let test = |name: &str| {
            let name = format!("CLIFFHANGER_TEST_S3{name}");
            std::env::var(&name).unwrap_or_else(|_| panic!("{name} is not set: run `make test`"))
        };
        let endpoint = test("");
        if endpoint == "none" {
            return None;
        }
        let prefix = self.folder.path().file_name().unwrap().to_string_lossy().replace('.', "");
        self.environment = vec![
            ("CLIFFHANGER_MEDIA__ENDPOINT", endpoint),
            ("CLIFFHANGER_MEDIA__BUCKET", test("_BUCKET")),
            ("CLIFFHANGER_MEDIA__PREFIX", prefix),
            ("CLIFFHANGER_MEDIA__ACCESS_KEY_ID", test("_ACCESS_KEY_ID")),
            ("CLIFFHANGER_MEDIA__SECRET_ACCESS_KEY", test("_SECRET_ACCESS_KEY")),
            ("CLIFFHANGER_MEDIA__ALLOW_HTTP", "true".to_owned()),
        ];
        Some(self)
    }

    pub(crate) fn db(&self) -> Db {
        self.db.db()
    }

    pub(crate) fn kind(&self) -> db::Kind {
        self.db.kind()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub(crate) fn series(&self) -> PathBuf {
        self.path("series")
    }

    /// Two episodes of two seconds with a dub and subtitles, none like the other.
    pub(crate) fn deliver_two(&self) {
        for number in 1..=2 {
            self.deliver_episode(number, number);
        }
    }

    /// An episode whose picture and sound depend on `look`.
    pub(crate) fn deliver_episode(&self, number: u32, look: u32) {
        std::fs::create_dir_all(self.series()).unwrap();
        let file = |name: &str| self.series().join(format!("EP{number:02}{name}"));
        let picture = format!("testsrc2=s=720x1280:r=25:d=2,hue=h={}", 40 * look);
        let sound = format!("sine=f={}:d=2,volume=8dB", 200 + 100 * look);
        make(&file(".mp4"), &["-f", "lavfi", "-i", &picture, "-f", "lavfi", "-i", &sound], true);
        let dub = format!("sine=f={}:d=2,volume=8dB", 900 + 100 * look);
        make(&file(".zh-Hans.m4a"), &["-f", "lavfi", "-i", &dub], false);
        let cue = format!("1\n00:00:00,500 --> 00:00:01,500\nLook {look}\n");
        std::fs::write(file(".en.srt"), cue).unwrap();
    }

    /// A trailer whose picture and sound depend on `look`, with subtitles.
    pub(crate) fn deliver_trailer(&self, look: u32) {
        let file = |name: &str| self.series().join(format!("Trailer{name}"));
        let picture = format!("testsrc2=s=1080x1920:r=25:d=1,hue=h={}", 40 * look);
        let sound = format!("sine=f={}:d=1,volume=8dB", 200 + 100 * look);
        make(&file(".mov"), &["-f", "lavfi", "-i", &picture, "-f", "lavfi", "-i", &sound], true);
        std::fs::write(file(".en.srt"), "1\n00:00:00,200 --> 00:00:00,900\nSoon\n").unwrap();
    }

    /// The program with these arguments, on this data folder and database.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = program(args);
        command
            .arg("--data")
            .arg(self.data())
            .args(["--set", &format!("database={}", self.db.url())])
            .args(["--set", &format!("ladder.rungs={LADDER}")])
            .args(["--set", "ladder.final-preset=veryfast"])
            .args(["--set", "ladder.first-width=360"])
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(self.folder.path());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        run(self.command(args))
    }

    pub(crate) fn ingest(&self) -> Ended {
        let series = self.series();
        self.run(&["ingest", series.to_str().unwrap()])
    }

    pub(crate) fn begin_ingest(&self) -> Child {
        let series = self.series();
        let mut command = self.command(&["ingest", series.to_str().unwrap()]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }
}

impl Ended {
    /// The code of the end, or all that was said.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.said, self.complained);
        self
    }
}

/// The program, its logs off.
pub(crate) fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cliffhanger"));
    command.args(args).env("CLIFFHANGER_LOG", "warn").stdin(Stdio::null());
    command
}

pub(crate) fn run(mut command: Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        code: output.status.code(),
        said: String::from_utf8_lossy(&output.stdout).into_owned(),
        complained: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Has ffmpeg make a file.
pub(crate) fn make(path: &Path, inputs: &[&str], picture: bool) {
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-loglevel", "error", "-y"]).args(inputs);
    if picture {
        command.args(["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]);
    }
    let made = command.args(["-c:a", "aac", "-ac", "2", "-shortest"]).arg(path).status().unwrap();
    assert!(made.success(), "ffmpeg makes {}", path.display());
}
