//! Starting a child process that cannot outlive us, nor outgrow its limits.

use std::io;
use std::sync::{OnceLock, mpsc};

use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use tokio::process::{Child, Command};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::Limits;

/// A process group that is killed, all of it, when this is dropped.
pub(super) struct Group {
    leader: Option<Pid>,
}

impl Group {
    pub(super) fn of(child: &Child) -> Self {
        let leader = child.id().and_then(|id| i32::try_from(id).ok()).map(Pid::from_raw);
        Self { leader }
    }

    /// The leader has ended and been waited for: its number may belong to somebody else soon.
    pub(super) fn ended(&mut self) {
        self.leader = None;
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(leader) = self.leader.take() {
            // It may have ended this instant, which is as good.
            let _ = killpg(leader, Signal::SIGKILL);
        }
    }
}

struct Request {
    command: Command,
    runtime: Handle,
    answer: oneshot::Sender<io::Result<Child>>,
}

/// Starts a command in a group of its own, under its limits.
///
/// The signal that ends a child with its parent is sent when the *thread* that started it ends, so
/// one thread that lives as long as the process starts them all.
pub(super) async fn spawn(mut command: Command, limits: &Limits) -> io::Result<Child> {
    confine(&mut command, limits);
    let (answer, answered) = oneshot::channel();
    let request = Request { command, runtime: Handle::current(), answer };
    let gone = || io::Error::other("the thread that starts programs has ended");
    starter()?.send(request).map_err(|_| gone())?;
    answered.await.map_err(|_| gone())?
}

fn starter() -> io::Result<mpsc::Sender<Request>> {
    static STARTER: OnceLock<mpsc::Sender<Request>> = OnceLock::new();
    if let Some(sender) = STARTER.get() {
        return Ok(sender.clone());
    }
    let (sender, requests) = mpsc::channel();
    // Two may race here: the loser's thread ends when its sender is dropped, unused.
    std::thread::Builder::new().name("start-programs".to_owned()).spawn(|| start_all(requests))?;
    Ok(STARTER.get_or_init(|| sender).clone())
}

fn start_all(requests: mpsc::Receiver<Request>) {
    for Request { mut command, runtime, answer } in requests {
        let _entered = runtime.enter();
        // Nobody waits any more: the child is dropped here, and killed by that.
        let _ = answer.send(command.spawn());
    }
}

/// Of each thread, in bytes. The usual 8 MiB count as data, used or not, and ffmpeg has many threads.
const STACK_BYTES: u64 = 2 << 20;

fn confine(command: &mut Command, limits: &Limits) {
    command.process_group(0).kill_on_drop(true);
    let Limits { memory_bytes, processor_s, file_bytes, .. } = *limits;
    let confine = move || -> io::Result<()> {
        setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
        // The last second is for ffmpeg, which catches the first signal, to say so.
        setrlimit(Resource::RLIMIT_CPU, processor_s, processor_s + 1)?;
        setrlimit(Resource::RLIMIT_FSIZE, file_bytes, file_bytes)?;
        setrlimit(Resource::RLIMIT_STACK, STACK_BYTES, STACK_BYTES)?;
        // Data and not address space: libraries and reserved arenas cost nothing.
        #[cfg(target_os = "linux")]
        {
            setrlimit(Resource::RLIMIT_DATA, memory_bytes, memory_bytes)?;
            nix::sys::prctl::set_pdeathsig(Signal::SIGKILL)?;
        }
        #[cfg(not(target_os = "linux"))]
        let _ = memory_bytes;
        Ok(())
    };
    #[expect(unsafe_code, reason = "between fork and exec: only system calls, no allocation")]
    // SAFETY: the closure makes `setrlimit` and `prctl` calls, which are async-signal-safe, on
    // values that it owns.
    unsafe {
        command.pre_exec(confine);
    }
}
