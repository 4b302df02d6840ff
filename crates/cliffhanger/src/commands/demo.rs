//! `cliffhanger demo`: from nothing to a series that can be swiped through.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::path::PathBuf;
use std::pin::pin;

use anyhow::Context;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use sample::Sample;
use tokio::sync::watch;

use super::{ingest, serve};
use crate::cli::Demo;
use crate::config::Config;
use crate::exit::Exit;
use crate::house::House;
use crate::intake::follow::{self, Until};
use crate::output;

/// Where phones find the demo.
const LAN_PORT: u16 = 8443;

pub(crate) async fn run(mut config: Config, command: Demo) -> anyhow::Result<Exit> {
    config.mail.demo = true;
    let lan = if command.lan { Some(open_to_network(&mut config, &command)?) } else { None };
    let house = House::open(config).await?;
    let (stop, stopped) = watch::channel(false);
    // Whether the port is free shows now, not when the series has been drawn and encoded.
    let serving = serve::serve(house.clone(), stopped.clone()).await?;
    let mut serving = pin!(serving);
    let worker = house.worker();
    let jobs = house.config.worker.jobs;
    let work = tokio::spawn(async move { worker.run(jobs, stopped).await });

    let prepared = tokio::select! {
        prepared = prepare(&house, &command) => prepared,
        served = &mut serving => served.map(|()| Prepared::Stopped),
        () = serve::asked_to_stop() => Ok(Prepared::Stopped),
    };
    let shown = match prepared {
        Ok(Prepared::Series { slug }) => match invite(&house, &slug, lan) {
            Ok(()) => serve::until_asked_to_stop(serving, &stop).await.map(|()| Exit::Fine),
            Err(error) => Err(error),
        },
        Ok(Prepared::Stopped) => Ok(Exit::Fine),
        Ok(Prepared::Unfit) => Ok(Exit::Failed),
        Err(error) => Err(error),
    };
    if matches!(shown, Ok(Exit::Fine)) {
        output::line("Stopping. Everything that is done is kept; run it again to go on.");
    }
    let _ = stop.send(true);
    work.await?;
    house.db.close().await;
    shown
}

/// What has become of the series before anybody can watch it.
enum Prepared {
    /// Its first renditions are there.
    Series { slug: String },
    /// Somebody did not want to wait.
    Stopped,
    /// It is not as it has to be, and has been told so.
    Unfit,
}

async fn prepare(house: &House, command: &Demo) -> anyhow::Result<Prepared> {
    let folder = match &command.series {
        Some(folder) => folder.clone(),
        None => draw_sample(house, command).await?,
    };
    // The sample has a series.toml that says it.
    let language = command.series.as_ref().and(command.language.as_ref());
    let (checked, recorded) = ingest::take_in(house, &folder, language).await?;
    if !checked.is_clean() {
        output::complaint("Mend what is listed above, then run it again.");
        return Ok(Prepared::Unfit);
    }
    let ending = follow::follow(house, &recorded, Until::Watchable).await?;
    if let Some((what, why)) = ending.failures.first() {
        anyhow::bail!("{what}: {why}");
    }
    Ok(Prepared::Series { slug: checked.delivery.series.slug.clone() })
}

async fn draw_sample(house: &House, command: &Demo) -> anyhow::Result<PathBuf> {
    let folder = house.config.data.join("sample");
    output::line("Drawing the sample series, “The Lantern Debt”.");
    let Demo { episodes, seconds, .. } = *command;
    super::sample::draw(&folder, Sample { episodes, seconds, seed: 1 }).await?;
    Ok(folder)
}

fn invite(house: &House, slug: &str, lan: Option<String>) -> anyhow::Result<()> {
    let base = lan.clone().unwrap_or_else(|| format!("http://{}", house.config.listen));
    output::line(&format!("\nWatch it:    {base}/watch/{slug}/1"));
    output::line(&format!("The series:  {base}/series/{slug}"));
    output::line(&format!("Its mails:   {base}/mailbox"));
    if let Some(base) = lan {
        let code = QrCode::new(&base).context("could not draw the QR code")?;
        output::black_on_white(&code.render::<Dense1x2>().quiet_zone(true).build());
        output::line(
            "Scan it with a phone on the same network. It warns of the certificate, which this \
             machine made itself: go on.",
        );
    }
    output::line("Better renditions follow while you watch. Ctrl-C stops.\n");
    Ok(())
}

/// Listens on the network with a certificate of our own. Gives the address for phones.
fn open_to_network(config: &mut Config, command: &Demo) -> anyhow::Result<String> {
    let address = own_address().context("this machine is on no network")?;
    if command.listen.is_none() {
        config.listen = format!("0.0.0.0:{LAN_PORT}");
    }
    let port = config.listen.rsplit(':').next().unwrap_or_default().to_owned();
    config.tls.self_made = vec![address.to_string(), "localhost".to_owned()];
    Ok(format!("https://{address}:{port}"))
}

/// The address by which others on the network reach this machine. Nothing is sent: connecting a
/// datagram socket only asks the system which way it would go.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}
