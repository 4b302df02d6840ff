//! `cliffhanger serve`

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use catalogue::storefront::Storefronts;
use playback::Playback;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use web::serve::{Listener, Redirect, Server};
use web::{App, Fronts};

use crate::config::Config;
use crate::exit::Exit;
use crate::house::House;
use crate::output;

/// How often we look after the keys that sign tickets.
const KEY_PERIOD: Duration = Duration::from_secs(600);
/// How long what is under way may take when the service stops.
const DRAIN_MAX: Duration = Duration::from_secs(10);

pub(crate) async fn run(config: Config) -> anyhow::Result<Exit> {
    let house = House::open(config).await?;
    let (stop, stopped) = watch::channel(false);
    let serving = serve(house.clone(), stopped.clone()).await?;
    let worker = house.worker();
    let jobs = house.config.worker.jobs;
    let work = tokio::spawn(async move { worker.run(jobs, stopped).await });

    let served = until_asked_to_stop(serving, &stop).await;
    let _ = stop.send(true);
    work.await?;
    house.db.close().await;
    served.map(|()| Exit::Fine)
}

/// Lets it answer until somebody asks us to stop, and then until it has answered whom it began to.
pub(crate) async fn until_asked_to_stop(
    serving: impl Future<Output = anyhow::Result<()>>,
    stop: &watch::Sender<bool>,
) -> anyhow::Result<()> {
    let asked = async {
        asked_to_stop().await;
        let _ = stop.send(true);
        std::future::pending().await
    };
    tokio::select! {
        served = serving => served,
        served = asked => served,
    }
}

/// Takes the port, prints where, and gives what answers until it is told to stop.
pub(crate) async fn serve(
    house: House,
    stop: watch::Receiver<bool>,
) -> anyhow::Result<impl Future<Output = anyhow::Result<()>>> {
    let config = &house.config;
    let address: SocketAddr = config
        .listen
        .parse()
        .with_context(|| format!("“{}” is no address such as 127.0.0.1:8080", config.listen))?;
    let storefronts = Storefronts::new(config.storefront.clone())?;
    let fronts = Fronts::dress(storefronts)?;
    let listener = Listener { address, tls: config.tls.chosen(&config.data)? };
    let server = Server::bind(&listener, house.clock.now()).await?;
    let redirect = config.tls.redirect;
    let redirect = redirect.map(|it| Redirect::bind(it, server.address().port())).transpose()?;
    let playback = house.playback().await?;
    let mut turning = stop.clone();
    let keys = playback.clone();
    tokio::spawn(async move {
        tokio::select! {
            () = tend(keys) => {}
            _ = turning.wait_for(|it| *it) => {}
        }
    });
    let scheme = if config.tls.is_https() && !config.tls.proxy { "https" } else { "http" };
    output::line(&format!("Listening on {scheme}://{}", server.address()));

    let settings = house.settings(fronts)?;
    tokio::spawn({
        let (postman, stop) = (house.postman()?, stop.clone());
        async move { postman.run(stop).await }
    });
    let app = App::new(house.db, house.store, house.clock, house.rng, playback, settings);
    tokio::spawn({
        let app = app.clone();
        async move {
            if let Err(error) = app.read_catalogue().await {
                let error = format!("{:#}", anyhow::Error::from(error));
                tracing::warn!(error, "the catalogue could not be read ahead");
            }
        }
    });
    let redirected = stopped(stop.clone());
    let redirecting = async move {
        match redirect {
            Some(redirect) => redirect.run(redirected).await,
            None => Ok(()),
        }
    };
    let serving = server.run(app, stopped(stop), DRAIN_MAX);
    Ok(async move { Ok(tokio::try_join!(serving, redirecting).map(drop)?) })
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // An error means that whoever could tell us is gone: then it is time as well.
    let _ = stop.wait_for(|it| *it).await;
}

/// Looks after the keys that sign tickets.
async fn tend(playback: Playback) {
    let mut turns = tokio::time::interval(KEY_PERIOD);
    loop {
        turns.tick().await;
        match playback.tend_keys().await {
            Ok(true) => tracing::info!("a new key signs tickets"),
            Ok(false) => {}
            Err(error) => {
                let error = format!("{:#}", anyhow::Error::from(error));
                tracing::warn!(error, "the keys that sign tickets could not be looked after");
            }
        }
    }
}

/// Waits for Ctrl-C or for SIGTERM.
pub(crate) async fn asked_to_stop() {
    let mut terminate = match signal(SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be listened for");
            return std::future::pending().await;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
