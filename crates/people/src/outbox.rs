//! Mails that are to be sent: a row and a job in the same transaction as what they follow from.
//!
//! The row says to whom and what about. What makes a link in it work is drawn when the mail is
//! written, so that whoever reads the records cannot sign in with them.

use std::time::Duration;

use base::{Language, MailId, Rng, SessionId, Timestamp, ViewerId};
use db::jobs::{self, NewJob};
use db::{DbError, Tx, expect_rows, sqlx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::letter::{self, Letter};
use crate::{Email, link};

/// The kind of the job that sends a mail; its subject is the mail's id.
pub const JOB: &str = "mail";
/// For how long a mail is tried. What signs in is of no use to anybody a day later.
pub const TRIED_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// For how long we remember what was sent to whom.
pub const KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// How long the first new try waits; each after it waits twice as long as the one before.
const RETRY_MIN: Duration = Duration::from_secs(15);
const RETRY_MAX: Duration = Duration::from_secs(60 * 60);

/// A mail to be.
#[derive(Clone, Debug)]
pub struct NewMail<'a> {
    /// Who asked for it.
    pub viewer_id: ViewerId,
    /// On which device.
    pub session_id: SessionId,
    /// To whom.
    pub email: &'a Email,
    /// In which language.
    pub language: &'a Language,
    /// What the service calls itself there.
    pub service: &'a str,
    /// What the links in it begin with: `https://watch.example.org`.
    pub origin: &'a str,
    /// The page to which the link leads in the end.
    pub next: Option<&'a str>,
}

/// A mail that waits.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Its id.
    pub mail_id: MailId,
    /// To whom.
    pub email: Email,
    /// In which language.
    pub language: Language,
    /// What the service calls itself.
    pub service: String,
    /// What the links in it begin with.
    pub origin: String,
    /// The page to which the link leads in the end.
    pub next: Option<String>,
    /// How often it was tried.
    pub attempts: i16,
    /// Since when it waits.
    pub created_at: Timestamp,
}

/// Puts a mail into the outbox, and the job that sends it into the queue.
pub async fn put(
    tx: &mut Tx,
    mail: &NewMail<'_>,
    now: Timestamp,
    rng: &Rng,
) -> Result<MailId, DbError> {
    const PUT: &str = "
        INSERT INTO outbox (mail_id, viewer_id, session_id, email, template, language, service,
                            origin, next, attempts, created_at_ms)
        VALUES ($1, $2, $3, $4, 'sign-in', $5, $6, $7, $8, 0, $9)";

    let mail_id = MailId::generate(now, rng);
    let result = sqlx::query(PUT)
        .bind(mail_id.to_string())
        .bind(mail.viewer_id.to_string())
        .bind(mail.session_id.to_string())
        .bind(mail.email.as_str())
        .bind(mail.language.as_str())
        .bind(mail.service)
        .bind(mail.origin)
        .bind(mail.next)
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("put a mail into the outbox"))?;
    expect_rows(&result, 1, "put a mail into the outbox")?;
    let subject = mail_id.to_string();
    let job = NewJob { kind: JOB, subject: &subject, payload: "{}", priority: jobs::URGENT };
    jobs::enqueue(tx, &job, now, rng).await?;
    Ok(mail_id)
}

/// A mail that waits; `None` if it was sent, given up or forgotten.
pub async fn find(tx: &mut Tx, mail_id: MailId) -> Result<Option<Mail>, DbError> {
    const FIND: &str = "
        SELECT email, language, service, origin, next, attempts, created_at_ms
          FROM outbox
         WHERE mail_id = $1 AND sent_at_ms IS NULL AND given_up_at_ms IS NULL";

    let row = sqlx::query(FIND)
        .bind(mail_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find a mail"))?;
    row.map(|it| read(&it, mail_id)).transpose()
}

/// Writes a mail out, with a link that is good from now on.
pub async fn compose(
    tx: &mut Tx,
    mail: &Mail,
    now: Timestamp,
    rng: &Rng,
) -> Result<Letter, DbError> {
    let token = link::draw(tx, &mail.email, now, rng).await?;
    let address = link::address(&mail.origin, &token, mail.next.as_deref());
    Ok(letter::sign_in(&mail.language, &mail.service, &address))
}

/// Notes that a mail was handed over.
pub async fn note_sent(tx: &mut Tx, mail_id: MailId, now: Timestamp) -> Result<(), DbError> {
    const SENT: &str = "
        UPDATE outbox SET sent_at_ms = $1, attempts = attempts + 1
         WHERE mail_id = $2 AND sent_at_ms IS NULL";

    let result = sqlx::query(SENT)
        .bind(now.as_millis())
        .bind(mail_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note that a mail was sent"))?;
    expect_rows(&result, 1, "note that a mail was sent")
}

/// Notes that a mail could not be handed over. Says when to try again, or that it is given up.
pub async fn note_failed(
    tx: &mut Tx,
    mail: &Mail,
    for_good: bool,
    now: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    const FAILED: &str = "
        UPDATE outbox SET attempts = attempts + 1, given_up_at_ms = $1
         WHERE mail_id = $2 AND sent_at_ms IS NULL";

    let again = now + retry_after(mail.attempts);
    let again = (!for_good && again <= mail.created_at + TRIED_FOR).then_some(again);
    let result = sqlx::query(FAILED)
        .bind(again.is_none().then_some(now.as_millis()))
        .bind(mail.mail_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note that a mail was not sent"))?;
    expect_rows(&result, 1, "note that a mail was not sent")?;
    Ok(again)
}

fn retry_after(attempts: i16) -> Duration {
    let doubled = RETRY_MIN * 2u32.saturating_pow(u32::try_from(attempts).unwrap_or(0).min(16));
    doubled.min(RETRY_MAX)
}

/// How many mails were asked for since a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// For this address.
    pub by_address: i64,
    /// On this device.
    pub by_device: i64,
    /// By anybody.
    pub by_all: i64,
}

/// How many mails were asked for since a moment.
pub async fn asked_since(
    tx: &mut Tx,
    email: &Email,
    session_id: SessionId,
    since: Timestamp,
) -> Result<Asked, DbError> {
    const ASKED: &str = "
        SELECT CAST(COALESCE(SUM(CASE WHEN email = $1 THEN 1 ELSE 0 END), 0) AS BIGINT),
               CAST(COALESCE(SUM(CASE WHEN session_id = $2 THEN 1 ELSE 0 END), 0) AS BIGINT),
               COUNT(*)
          FROM outbox
         WHERE created_at_ms > $3";

    let (by_address, by_device, by_all) = sqlx::query_as(ASKED)
        .bind(email.as_str())
        .bind(session_id.to_string())
        .bind(since.as_millis())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("count the mails of late"))?;
    Ok(Asked { by_address, by_device, by_all })
}

/// Forgets what is over: mails that were sent a day ago, links that nobody can use.
/// Says how much that was.
pub async fn tidy(tx: &mut Tx, now: Timestamp) -> Result<u64, DbError> {
    const MAILS: &str = "
        DELETE FROM outbox
         WHERE created_at_ms < $1
           AND (sent_at_ms IS NOT NULL OR given_up_at_ms IS NOT NULL OR created_at_ms < $2)";
    const LINKS: &str = "DELETE FROM sign_in_links WHERE expires_at_ms < $1";

    // One whose job died with its worker is never noted as given up.
    let (ended, any) = (now - KEPT_FOR, now - KEPT_FOR - TRIED_FOR);
    let doing = || DbError::doing("forget old mails");
    let mails = sqlx::query(MAILS).bind(ended.as_millis()).bind(any.as_millis());
    let mut gone = mails.execute(tx.conn()).await.map_err(doing())?.rows_affected();
    let over = sqlx::query(LINKS).bind(now.as_millis()).execute(tx.conn()).await;
    gone += over.map_err(doing())?.rows_affected();
    gone += jobs::forget(tx, JOB, ended).await?;
    Ok(gone)
}

fn read(row: &AnyRow, mail_id: MailId) -> Result<Mail, DbError> {
    let doing = "read a mail";
    let text =
        |column: &'static str| row.try_get::<String, _>(column).map_err(DbError::doing(doing));
    let broken = |column| DbError::Inconsistent {
        table: "outbox",
        column,
        row: mail_id.to_string(),
        // It may be somebody's address, and is not shown.
        found: "not what belongs there".to_owned(),
    };
    let created: i64 = row.try_get("created_at_ms").map_err(DbError::doing(doing))?;
    Ok(Mail {
        mail_id,
        email: text("email")?.parse().map_err(|_| broken("email"))?,
        language: text("language")?.parse().map_err(|_| broken("language"))?,
        service: text("service")?,
        origin: text("origin")?,
        next: row.try_get("next").map_err(DbError::doing(doing))?,
        attempts: row.try_get("attempts").map_err(DbError::doing(doing))?,
        created_at: Timestamp::from_millis(created),
    })
}

#[cfg(test)]
mod tests;
