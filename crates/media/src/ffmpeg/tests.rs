use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;

use super::*;

fn folder() -> TempDir {
    TempDir::new().unwrap()
}

/// A program in place of ffmpeg that does what the script says.
fn script(folder: &TempDir, text: &str) -> Tools {
    let path = folder.path().join("ffmpeg");
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    Tools { ffmpeg: path.clone(), ffprobe: path }
}

fn short() -> Limits {
    Limits { stall: Duration::from_millis(300), ..Limits::default() }
}

fn is_alive(pid: &str) -> bool {
    // A killed process that nobody has waited for yet is a zombie, and as good as gone.
    let status = fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    !status.is_empty() && !status.contains(") Z ")
}

async fn pid_in(path: PathBuf) -> String {
    for _ in 0..200 {
        if let Ok(pid) = fs::read_to_string(&path)
            && pid.ends_with('\n')
        {
            return pid;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no process wrote {}", path.display());
}

async fn gone(pid: &str) -> bool {
    for _ in 0..200 {
        if !is_alive(pid) {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    false
}

#[tokio::test]
async fn a_missing_program_says_how_to_get_it() {
    let tools = Tools { ffmpeg: "no-such-ffmpeg".into(), ..Tools::default() };
    let error = Command::ffmpeg(&tools, short()).run(|_| {}).await.unwrap_err();
    let said = error.to_string();
    assert!(matches!(error, RunError::Missing { .. }), "{error:?}");
    assert!(said.starts_with("no-such-ffmpeg is not installed: "), "{said}");
    assert!(said.contains("install ffmpeg"), "{said}");
}

#[tokio::test]
async fn a_hanging_program_is_stopped_with_all_that_it_started() {
    let folder = folder();
    let tools = script(&folder, "cd \"$(dirname \"$0\")\"; sleep 1000 & echo $! >pid; wait");
    let error = Command::ffmpeg(&tools, short()).run(|_| {}).await.unwrap_err();
    assert!(matches!(error, RunError::Stalled { .. }), "{error:?}");
    let child = pid_in(folder.path().join("pid")).await;
    assert!(gone(&child).await, "the child of the child lives");
}

#[tokio::test]
async fn progress_that_repeats_itself_is_no_progress() {
    let folder = folder();
    let tools =
        script(&folder, "while :; do echo frame=7; echo progress=continue; sleep 0.05; done");
    let error = Command::ffmpeg(&tools, short()).run(|_| {}).await.unwrap_err();
    assert!(matches!(error, RunError::Stalled { .. }), "{error:?}");
}

#[tokio::test]
async fn progress_that_moves_keeps_it_running() {
    let folder = folder();
    let count = "i=0; while [ $i -lt 12 ]; do i=$((i+1)); echo frame=$i; echo progress=continue; sleep 0.05; done";
    let tools = script(&folder, count);
    let mut frames = Vec::new();
    Command::ffmpeg(&tools, short())
        .run(|event| {
            if let Event::Progress(progress) = event {
                frames.push(progress.frames);
            }
        })
        .await
        .unwrap();
    assert_eq!(frames, (1..=12).collect::<Vec<_>>());
}

#[tokio::test]
async fn dropping_a_run_kills_it() {
    let folder = folder();
    let tools = script(&folder, "cd \"$(dirname \"$0\")\"; sleep 1000 & echo $! >pid; wait");
    let run = Command::ffmpeg(&tools, Limits::default()).run(|_| {});
    let child = tokio::select! {
        ended = run => panic!("{ended:?}"),
        pid = pid_in(folder.path().join("pid")) => pid,
    };
    assert!(gone(&child).await, "the child of the child lives");
}

#[tokio::test]
async fn a_run_ends_when_we_are_killed() {
    let folder = folder();
    let mut ourselves = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "ffmpeg::tests::runs_until_it_is_killed"])
        .env("CLIFFHANGER_TEST_FOLDER", folder.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let run = pid_in(folder.path().join("pid")).await;
    assert!(is_alive(&run));
    ourselves.kill().unwrap();
    ourselves.wait().unwrap();
    assert!(gone(&run).await, "it lives on without us");
}

/// The other process of the test above; by itself it does nothing.
#[tokio::test]
async fn runs_until_it_is_killed() {
    let Some(at) = std::env::var_os("CLIFFHANGER_TEST_FOLDER") else { return };
    let path = PathBuf::from(at).join("ffmpeg");
    fs::write(&path, "#!/bin/sh\ncd \"$(dirname \"$0\")\"; echo $$ >pid; exec sleep 1000\n")
        .unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let tools = Tools { ffmpeg: path, ..Tools::default() };
    // Begun by a thread that ends at once: only the death of the process may end the run.
    let runtime = tokio::runtime::Handle::current();
    let run = Command::ffmpeg(&tools, Limits::default()).run(|_| {});
    let ended = std::thread::spawn(move || drop(runtime.spawn(async { run.await.map(drop) })));
    ended.join().unwrap();
    tokio::time::sleep(Duration::from_secs(60)).await;
}

#[tokio::test]
async fn a_killed_program_is_told_from_a_failing_one() {
    let folder = folder();
    let tools = script(&folder, "echo '[mov @ 0x1] [error] no such box' >&2; kill -9 $$");
    let error = Command::ffmpeg(&tools, short()).run(|_| {}).await.unwrap_err();
    assert!(error.to_string().ends_with("was killed by signal 9: no such box"), "{error}");

    let tools = script(&folder, "echo '[mov @ 0x1] [error] no such box' >&2; exit 3");
    let error = Command::ffmpeg(&tools, short()).run(|_| {}).await.unwrap_err();
    assert!(error.to_string().ends_with("ended with code 3: no such box"), "{error}");
}

#[tokio::test]
async fn an_endless_talker_is_read_in_bounds() {
    let folder = folder();
    let tools = script(&folder, "yes | tr -d '\\n'");
    let error = Command::ffprobe(&tools, Limits::default()).read(1000).await.unwrap_err();
    assert!(matches!(error, RunError::TooMuch { limit_bytes: 1000, .. }), "{error:?}");

    let tools = script(&folder, "yes | tr -d '\\n' | head -c 50000000 >&2; exit 1");
    let mut longest = 0;
    let limits = Limits { stall: Duration::from_secs(60), ..Limits::default() };
    let ended = Command::ffmpeg(&tools, limits)
        .run(|event| {
            if let Event::Line(line) = event {
                longest = longest.max(line.text.len());
            }
        })
        .await;
    assert!(matches!(ended, Err(RunError::Failed { code: 1, .. })), "{ended:?}");
    assert_eq!(longest, 4096);
}

#[tokio::test]
async fn memory_and_processor_time_are_limited() {
    let folder = folder();
    let large = folder.path().join("large.mp4");
    Command::ffmpeg(&Tools::default(), Limits::default())
        .args(["-f", "lavfi", "-i", "color=s=2160x3840:d=0.2", "-preset", "ultrafast"])
        .output(&large)
        .run(|_| {})
        .await
        .unwrap();
    let limits = Limits { memory_bytes: 56 << 20, ..Limits::default() };
    let error = Command::ffmpeg(&Tools::default(), limits)
        .args(["-threads", "1"])
        .input(&large)
        .args(["-filter_threads", "1", "-f", "null", "-"])
        .run(|_| {})
        .await
        .unwrap_err();
    assert!(matches!(error, RunError::Memory { .. }), "{error:?}");

    let limits = Limits { processor_s: 1, ..Limits::default() };
    let error = Command::ffmpeg(&Tools::default(), limits)
        .args(["-f", "lavfi", "-i", "testsrc2=s=540x960", "-f", "null", "-"])
        .run(|_| {})
        .await
        .unwrap_err();
    assert!(matches!(error, RunError::Processor { .. }), "{error:?}");
}

#[test]
fn lines_are_told_apart() {
    let line = |text| Line::parse(text);
    let (level, from) = (Level::Error, "h264");
    assert_eq!(line("[h264 @ 0x5] [error] no frame!"), Line { level, from, text: "no frame!" });
    assert_eq!(line("[fatal] bye"), Line { level, from: "", text: "bye" });
    let (level, from) = (Level::Info, "");
    assert_eq!(line("  Integrated"), Line { level, from, text: "  Integrated" });
    assert_eq!(line("[0][0] odd"), Line { level, from, text: "[0][0] odd" });
    assert_eq!(line("["), Line { level, from, text: "[" });
}
