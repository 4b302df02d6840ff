//! `cliffhanger sample DIR`

use std::path::Path;

use media::ffmpeg::Tools;
use sample::{Progress, Sample};

use crate::cli;
use crate::exit::Exit;
use crate::output::{self, Estimate};

pub(crate) async fn run(command: cli::Sample) -> anyhow::Result<Exit> {
    let cli::Sample { folder, episodes, seconds, seed } = command;
    let wanted = Sample { episodes, seconds, seed };
    tokio::select! {
        drawn = draw(&folder, wanted) => drawn?,
        () = super::serve::asked_to_stop() => {
            output::line("Stopping. The same command goes on with what is left.");
            return Ok(Exit::Stopped);
        }
    }
    let name = folder.display();
    output::line(&format!(
        "The sample series is in {name}. Look at it with: cliffhanger check {name}"
    ));
    Ok(Exit::Fine)
}

/// Writes the series, and shows how far it is.
pub(crate) async fn draw(folder: &Path, wanted: Sample) -> anyhow::Result<()> {
    let bar = output::bar("drawing the sample", 1000);
    let estimate = Estimate::begin();
    let show = |progress: Progress| {
        bar.set_position((progress.total * 1000.0) as u64);
        bar.set_message(estimate.rest(progress.total));
    };
    let drawn = wanted.write(folder, &Tools::default(), show).await;
    bar.finish_and_clear();
    Ok(drawn?)
}
