//! `cliffhanger sample DIR`

use crate::cli::Sample;
use crate::exit::Exit;

pub(crate) async fn run(_command: Sample) -> anyhow::Result<Exit> {
    anyhow::bail!("not yet")
}

pub(crate) async fn draw(_: &std::path::Path, _: u32, _: u32, _: u64) -> anyhow::Result<()> {
    anyhow::bail!("not yet")
}
