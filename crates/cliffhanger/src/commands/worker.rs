//! `cliffhanger worker`

use tokio::sync::watch;

use crate::config::Config;
use crate::exit::Exit;
use crate::house::House;
use crate::output;

pub(crate) async fn run(config: Config) -> anyhow::Result<Exit> {
    let house = House::open(config).await?;
    let (stop, stopped) = watch::channel(false);
    let worker = house.worker();
    let jobs = house.config.worker.jobs;
    let postman = house.postman()?;
    let mailing = tokio::spawn({
        let stopped = stopped.clone();
        async move { postman.run(stopped).await }
    });
    let work = tokio::spawn(async move { worker.run(jobs, stopped).await });
    output::line("Working on what is queued. Ctrl-C stops; what is begun goes back.");
    super::serve::asked_to_stop().await;
    let _ = stop.send(true);
    work.await?;
    mailing.await?;
    house.db.close().await;
    Ok(Exit::Fine)
}
