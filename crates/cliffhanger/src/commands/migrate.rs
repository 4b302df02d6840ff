//! `cliffhanger migrate`

use crate::config::Config;
use crate::exit::Exit;
use crate::house::House;
use crate::output;

pub(crate) async fn run(config: Config) -> anyhow::Result<Exit> {
    // Opening brings the tables up to date.
    let house = House::open(config).await?;
    house.db.close().await;
    output::line("The database is up to date.");
    Ok(Exit::Fine)
}
