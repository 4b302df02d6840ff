//! Gives mail to the server that delivers it.

use std::fs;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::Context;
use base::Timestamp;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use people::letter::Letter;
use people::outbox::Mail;

use crate::config::{MailServer, MailTls};

/// How long the server may take for a mail, from the first byte to the last answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many connections are kept open between mails. The postman carries one after the other.
const CONNECTIONS_MAX: u32 = 1;

const SILENT: &str = "the mail server takes the connection and then says nothing";

/// A way to a mail server. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

/// Why a mail was not taken. Names nobody: what a server answers may hold the address.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotSent {
    /// Whether it will never be: nobody has that address, or the server will not have such a mail.
    pub(crate) for_good: bool,
    /// In a few words.
    pub(crate) why: String,
}

impl Smtp {
    /// A way to this server. Connects to nothing yet.
    pub(crate) fn new(server: &MailServer) -> anyhow::Result<Self> {
        let tls = match server.tls {
            MailTls::Implicit => Tls::Wrapper(trust(server)?),
            MailTls::Starttls => Tls::Required(trust(server)?),
            MailTls::None => Tls::None,
        };
        // Dangerous is only what `Tls::None` makes of it.
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .hello_name(ClientId::Domain(server.from.domain().to_owned()))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS_MAX));
        if let Some((user, password)) = &server.login {
            let password = password.reveal().to_owned();
            transport = transport.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self { transport: transport.build(), from: server.from.clone() })
    }

    /// Gives one mail to the server. The same mail has the same id each time it is tried, so that a
    /// program that shows mail can tell it came twice.
    pub(crate) async fn send(
        &self,
        mail: &Mail,
        letter: &Letter,
        now: Timestamp,
    ) -> Result<(), NotSent> {
        let message = self.message(mail, letter, now)?;
        // The library's own patience ends when it is connected.
        match tokio::time::timeout(PATIENCE, self.transport.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(|error| not_sent(&error)),
            Err(_) => Err(NotSent { for_good: false, why: SILENT.to_owned() }),
        }
    }

    /// Connects, and signs in if a user is named.
    pub(crate) async fn check(&self) -> anyhow::Result<()> {
        match tokio::time::timeout(PATIENCE, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) | Err(_) => anyhow::bail!(SILENT),
            Ok(Err(error)) => anyhow::bail!(not_sent(&error).why),
        }
    }

    fn message(&self, mail: &Mail, letter: &Letter, now: Timestamp) -> Result<Message, NotSent> {
        let unwritable = |_| NotSent {
            for_good: true,
            why: "no mail can be written to this address".to_owned(),
        };
        let to: Address = mail.email.as_str().parse().map_err(|_| unwritable(()))?;
        let id = format!("<{}@{}>", mail.mail_id, self.from.domain());
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(Mailbox::new(Some(mail.service.clone()), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(&letter.subject)
            .date(UNIX_EPOCH + Duration::from_millis(u64::try_from(now.as_millis()).unwrap_or(0)))
            .message_id(Some(id))
            // RFC 3834: no holiday notices, please.
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
            .map_err(|_| unwritable(()))
    }
}

fn trust(server: &MailServer) -> anyhow::Result<TlsParameters> {
    let mut parameters = TlsParameters::builder(server.host.clone());
    if let Some(path) = &server.root {
        let read = || format!("mail.root: {}", path.display());
        let pem = fs::read(path).with_context(read)?;
        parameters =
            parameters.add_root_certificate(Certificate::from_pem(&pem).with_context(read)?);
    }
    parameters.build().context("no certificates are known by which to trust the mail server")
}

fn not_sent(error: &lettre::transport::smtp::Error) -> NotSent {
    let Some(code) = error.status().map(u16::from) else {
        // A name or address that the message itself cannot hold; else the way to the server.
        let for_good = error.is_client();
        let why = match for_good {
            true => "the mail server cannot take such an address".to_owned(),
            false => format!("the mail server is out of reach: {}", innermost(error)),
        };
        return NotSent { for_good, why };
    };
    // RFC 5321 section 4.2.3. Whoever is told 530 to 538 has not signed in as he should (RFC 4954):
    // that is ours to mend, and the mail waits for it.
    let for_good = (550..=559).contains(&code);
    let text = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let detail = enhanced(&text).map(|it| format!(" {it}")).unwrap_or_default();
    NotSent { for_good, why: format!("the mail server answered {code}{detail}") }
}

/// What is behind an error that repeats it at every step.
fn innermost(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |it| it.source()).last().unwrap_or(error).to_string()
}

/// The code of RFC 3463 with which an answer may begin, such as 5.1.1.
fn enhanced(answer: &str) -> Option<&str> {
    let first = answer.split_whitespace().next()?;
    let numbers: Vec<_> = first.split('.').collect();
    let is_number =
        |it: &&str| (1..=3).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    (numbers.len() == 3 && numbers.iter().all(is_number)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_answer_only_its_codes_are_told() {
        for (answer, told) in [
            ("5.1.1 <mei@example.org> is unknown", Some("5.1.1")),
            ("5.7.1", Some("5.7.1")),
            ("mei@example.org is unknown", None),
            ("1.2.example", None),
            ("", None),
        ] {
            assert_eq!(enhanced(answer), told, "{answer}");
        }
    }
}
