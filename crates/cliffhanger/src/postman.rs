//! Empties the outbox: whoever serves viewers or works on the queue sends their mail.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use base::{MailId, Rng, SharedClock, Timestamp};
use db::jobs::{self, Job, Lane};
use db::{Db, Tx};
use people::outbox::{self, Mail};
use people::passkey::challenge;
use tokio::sync::watch;
use web::{Delivered, Mailbox};

use crate::smtp::{NotSent, Smtp};

/// How long the postman waits when there is nothing to carry.
const IDLE: Duration = Duration::from_millis(500);
/// How often what is over is forgotten.
const TIDY: Duration = Duration::from_secs(15 * 60);
/// How often the lease of a mail is renewed while its server thinks.
const BEAT: Duration = Duration::from_secs(2);

/// Carries mail. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Postman {
    pub(crate) db: Db,
    pub(crate) clock: SharedClock,
    pub(crate) rng: Rng,
    /// Whose jobs they are; nobody else has the name.
    pub(crate) owner: Arc<str>,
    pub(crate) way: Way,
}

/// Where mail goes.
#[derive(Clone)]
pub(crate) enum Way {
    /// Nowhere: there is none.
    Off,
    /// Into a box that the service shows.
    Shown(Mailbox),
    /// To a mail server.
    Sent(Smtp),
}

impl Postman {
    /// Carries mail until it is told to stop.
    pub(crate) async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut tidied = None;
        while !*stop.borrow() {
            let carried = tokio::select! {
                carried = self.turn(&mut tidied) => carried,
                _ = stop.changed() => break,
            };
            match carried {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "the outbox is out of reach");
                }
            }
            tokio::select! {
                () = tokio::time::sleep(IDLE) => {}
                _ = stop.changed() => break,
            }
        }
    }

    /// Carries the next mail, if there is one, and forgets what is over, if it is time.
    async fn turn(&self, tidied: &mut Option<Timestamp>) -> anyhow::Result<bool> {
        let now = self.clock.now();
        if tidied.is_none_or(|it| it + TIDY <= now) {
            *tidied = Some(now);
            let mut tx = self.db.begin_write().await?;
            let mut gone = outbox::tidy(&mut tx, now).await?;
            gone += challenge::tidy(&mut tx, now).await?;
            tx.commit().await?;
            tracing::debug!(outbox.gone = gone, "old mails, links and challenges are forgotten");
        }
        match self.way {
            Way::Off => Ok(false),
            Way::Shown(_) | Way::Sent(_) => self.next().await,
        }
    }

    async fn next(&self) -> anyhow::Result<bool> {
        let now = self.clock.now();
        let mut tx = self.db.begin_write().await?;
        let job = jobs::claim(&mut tx, &self.owner, Lane::Urgent, now).await?;
        tx.commit().await?;
        let Some(job) = job else { return Ok(false) };
        if job.kind != outbox::JOB {
            let error = format!("nobody knows how to do a job of the kind “{}”", job.kind);
            let mut tx = self.db.begin_write().await?;
            jobs::fail(&mut tx, &job, &self.owner, &error, None, now).await?;
            tx.commit().await?;
            return Ok(true);
        }
        self.carry(&job).await?;
        Ok(true)
    }

    async fn carry(&self, job: &Job) -> anyhow::Result<()> {
        let mail_id: MailId = job.subject.parse().context("read the id of a mail")?;
        let now = self.clock.now();
        let mut tx = self.db.begin_write().await?;
        let Some(mail) = outbox::find(&mut tx, mail_id).await? else {
            // Whoever asked has erased himself, or it was sent and we died before we said so.
            return self.finish(tx, job).await;
        };
        let letter = outbox::compose(&mut tx, &mail, now, &self.rng).await?;
        match &self.way {
            Way::Off => {}
            Way::Shown(mailbox) => {
                outbox::note_sent(&mut tx, mail_id, now).await?;
                self.finish(tx, job).await?;
                mailbox.put(Delivered { email: mail.email, at: now, letter });
            }
            Way::Sent(smtp) => {
                // The link has to work when the mail arrives.
                tx.commit().await?;
                tokio::select! {
                    sent = smtp.send(&mail, &letter, now) => self.conclude(job, &mail, sent).await?,
                    lost = self.hold(job) => lost?,
                }
            }
        }
        Ok(())
    }

    /// Renews the lease of a job until it is lost: then another carries that mail.
    async fn hold(&self, job: &Job) -> anyhow::Result<()> {
        loop {
            tokio::time::sleep(BEAT).await;
            let mut tx = self.db.begin_write().await?;
            let ours = jobs::renew(&mut tx, job.id, &self.owner, 0.0, self.clock.now()).await?;
            tx.commit().await?;
            if !ours {
                return Ok(());
            }
        }
    }

    /// Notes what the server said to a mail.
    async fn conclude(
        &self,
        job: &Job,
        mail: &Mail,
        sent: Result<(), NotSent>,
    ) -> anyhow::Result<()> {
        let now = self.clock.now();
        let mail_id = mail.mail_id;
        let mut tx = self.db.begin_write().await?;
        let Err(NotSent { for_good, why }) = sent else {
            outbox::note_sent(&mut tx, mail_id, now).await?;
            tracing::debug!(mail.id = %mail_id, "the mail server took a mail");
            return self.finish(tx, job).await;
        };
        match outbox::note_failed(&mut tx, mail, for_good, now).await? {
            Some(again) => {
                tracing::warn!(mail.id = %mail_id, why, "a mail waits for another try");
                jobs::postpone(&mut tx, job.id, &self.owner, again).await?;
            }
            None => {
                tracing::warn!(mail.id = %mail_id, why, "a mail was given up");
                jobs::fail(&mut tx, job, &self.owner, &why, None, now).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    async fn finish(&self, mut tx: Tx, job: &Job) -> anyhow::Result<()> {
        jobs::finish(&mut tx, job.id, &self.owner, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}
