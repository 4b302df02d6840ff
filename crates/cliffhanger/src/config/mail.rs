//! How mail goes out.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use lettre::Address;
use serde::Deserialize;

use super::Secret;

/// How many mails an hour may be asked for, all viewers together, if nothing else is chosen.
const HOURLY_MAX: u32 = 1000;

/// How mail goes out. By default not at all: then nobody signs in by it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct MailConfig {
    /// Whether mail is shown at `/mailbox` in place of being sent: to try the service out.
    pub(crate) mailbox: bool,
    /// The mail server that takes our mail. Without it everything below is idle.
    host: Option<String>,
    /// Its port, if it is not the usual one of `tls`.
    port: Option<u16>,
    /// How the connection to it is protected.
    tls: MailTls,
    /// What vouches for its certificate, in PEM, if it is not publicly known.
    root: Option<PathBuf>,
    /// Who we are there.
    user: Option<String>,
    /// What proves it.
    password: Option<Secret>,
    /// The address that our mail comes from.
    from: Option<String>,
    /// How many mails an hour may be asked for, all viewers together.
    hourly_max: Option<u32>,
    /// Whether this is the demo: it shows its mail, on whatever network it is.
    #[serde(skip)]
    pub(crate) demo: bool,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MailTls {
    /// TLS from the first byte, usually on port 465.
    #[default]
    Implicit,
    /// TLS that is asked for and insisted on, usually on port 587.
    Starttls,
    /// None, usually on port 25: to a program on this machine alone.
    None,
}

impl MailTls {
    fn port(self) -> u16 {
        match self {
            Self::Implicit => 465,
            Self::Starttls => 587,
            Self::None => 25,
        }
    }
}

/// What becomes of mail.
#[derive(Clone, Debug)]
pub(crate) enum Mail {
    /// There is none.
    Off,
    /// It is shown.
    Shown,
    /// It is given to a mail server.
    Sent(MailServer),
}

/// The mail server that takes our mail.
#[derive(Clone, Debug)]
pub(crate) struct MailServer {
    /// Its name or address.
    pub(crate) host: String,
    /// Its port.
    pub(crate) port: u16,
    /// How the connection to it is protected.
    pub(crate) tls: MailTls,
    /// What vouches for its certificate, in PEM, if it is not publicly known.
    pub(crate) root: Option<PathBuf>,
    /// Who we are there, and what proves it.
    pub(crate) login: Option<(String, Secret)>,
    /// The address that our mail comes from.
    pub(crate) from: Address,
    /// How many mails an hour may be asked for, all viewers together.
    pub(crate) hourly_max: u32,
}

impl MailConfig {
    /// What was chosen, or what is wrong with it.
    pub(crate) fn chosen(&self, listen: &str) -> anyhow::Result<Mail> {
        if self.demo {
            return Ok(Mail::Shown);
        }
        match (self.mailbox, &self.host) {
            (true, Some(_)) => bail!("mail takes mailbox or host, not both"),
            // Whoever reads the mails signs in as anybody.
            (true, None) if !listen.parse::<SocketAddr>().is_ok_and(|it| it.ip().is_loopback()) => {
                bail!("mail.mailbox shows every link that signs in: it needs listen on 127.0.0.1")
            }
            (true, None) => Ok(Mail::Shown),
            (false, Some(host)) => Ok(Mail::Sent(self.server(host)?)),
            (false, None) if self.from.is_some() || self.user.is_some() => {
                bail!("mail needs host, the server that takes our mail")
            }
            (false, None) => Ok(Mail::Off),
        }
    }

    fn server(&self, host: &str) -> anyhow::Result<MailServer> {
        let from = self.from.as_ref().context(
            "mail.host needs mail.from, the address that our mail comes from: no-reply@example.org",
        )?;
        let login = match (&self.user, &self.password) {
            (Some(user), Some(password)) => Some((user.clone(), password.clone())),
            (None, None) => None,
            _ => bail!("mail takes user and password together, or neither"),
        };
        ensure!(
            self.tls != MailTls::None || is_this_machine(host),
            "mail.tls = \"none\" would carry links that sign in over the network in the clear: \
             it is for a mail server on this machine (mail.host = \"localhost\")"
        );
        Ok(MailServer {
            host: host.to_owned(),
            port: self.port.unwrap_or(self.tls.port()),
            tls: self.tls,
            root: self.root.clone(),
            login,
            from: from.parse().with_context(|| {
                format!("mail.from must be an address such as no-reply@example.org, not “{from}”")
            })?,
            hourly_max: self.hourly_max.unwrap_or(HOURLY_MAX),
        })
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: &str = "127.0.0.1:8080";

    #[test]
    fn mails_are_shown_to_nobody_but_this_machine() {
        let shown = MailConfig { mailbox: true, ..MailConfig::default() };
        for listen in [LOCAL, "[::1]:0"] {
            assert!(matches!(shown.chosen(listen).unwrap(), Mail::Shown));
        }
        for listen in ["0.0.0.0:8080", "192.168.1.2:8080", "[::]:8080", "x"] {
            assert!(shown.chosen(listen).is_err(), "{listen}");
            assert!(matches!(MailConfig::default().chosen(listen).unwrap(), Mail::Off));
            let demo = MailConfig { demo: true, ..MailConfig::default() };
            assert!(matches!(demo.chosen(listen).unwrap(), Mail::Shown));
        }
    }

    fn server(text: &str) -> anyhow::Result<MailServer> {
        let config: MailConfig = toml::from_str(text)?;
        match config.chosen(LOCAL)? {
            Mail::Sent(server) => Ok(server),
            other => bail!("{other:?}"),
        }
    }

    #[test]
    fn a_mail_server_is_reached_with_protection_unless_it_is_here() {
        let from = "from = 'hello@example.org'";
        for (tls, port) in [("", 465), ("tls = 'implicit'", 465), ("tls = 'starttls'", 587)] {
            let server = server(&format!("host = 'smtp.example.org'\n{from}\n{tls}")).unwrap();
            assert_eq!((server.port, server.hourly_max), (port, HOURLY_MAX));
        }
        for (host, allowed) in
            [("localhost", true), ("127.0.0.1", true), ("::1", true), ("smtp.example.org", false)]
        {
            let server = server(&format!("host = '{host}'\n{from}\ntls = 'none'"));
            assert_eq!(server.is_ok_and(|it| it.port == 25), allowed, "{host}");
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        for (text, named) in [
            ("host = 'smtp.example.org'", "mail.from"),
            ("host = 'smtp.example.org'\nfrom = 'Hello'", "“Hello”"),
            ("from = 'hello@example.org'", "host"),
            ("host = 'a'\nfrom = 'a@b.org'\nuser = 'me'", "user and password together"),
            ("host = 'a'\nfrom = 'a@b.org'\nmailbox = true", "not both"),
            ("host = 'a'\nfrom = 'a@b.org'\ntls = 'maybe'", "maybe"),
        ] {
            let error = format!("{:#}", server(text).unwrap_err());
            assert!(error.contains(named), "{text}: {error}");
        }
    }
}
