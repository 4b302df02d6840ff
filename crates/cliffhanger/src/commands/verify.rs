//! `cliffhanger verify`

use std::collections::HashSet;

use crate::archive::{named, read_all};
use crate::config::Config;
use crate::exit::Exit;
use crate::house::House;
use crate::output::{self, BytesBar};

pub(crate) async fn run(config: Config) -> anyhow::Result<Exit> {
    let house = House::open(config).await?;
    // The records first: what they name is in the store before them.
    let mut tx = house.db.begin_snapshot().await?;
    let named = named(&mut tx).await?;
    drop(tx);
    let bar = BytesBar::new("media");
    let (objects, damaged) = read_all(&house.store, |more, total| bar.add(more, total)).await?;
    bar.end();
    house.db.close().await;

    let there: HashSet<_> = objects.iter().map(|it| it.key.as_str()).collect();
    let missing: Vec<_> = named.iter().filter(|it| !there.contains(it.as_str())).collect();
    for key in &damaged {
        output::complaint(&format!("damaged: {key}: its content is not its name"));
    }
    for key in &missing {
        output::complaint(&format!("missing: {key}"));
    }
    if damaged.is_empty() && missing.is_empty() {
        output::line(&format!("{} files, every one as it was stored.", objects.len()));
        return Ok(Exit::Fine);
    }
    output::complaint(
        "Put the damaged and missing files back from a backup, by their names. What was delivered \
         (masters, sources, the art of series) comes back without one, too: take the damaged file \
         away and ingest the delivery again.",
    );
    Ok(Exit::Failed)
}
