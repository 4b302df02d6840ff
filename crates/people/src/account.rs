//! Signing in and out. A viewer has an account when there is a way into it from another device: an
//! address that was confirmed.

use base::{Rng, Timestamp, ViewerId};
use db::{DbError, Tx, sqlx};

use crate::guest::{self, Session, SessionSecret};
use crate::{Email, owned, viewer};

/// A device that has signed in or out.
#[derive(Debug)]
pub struct Entered {
    /// Whose it is now.
    pub session: Session,
    /// What it shows from now on.
    pub secret: SessionSecret,
}

/// Whether this viewer has an account.
pub async fn exists(tx: &mut Tx, viewer_id: ViewerId) -> Result<bool, DbError> {
    const WAYS: &str = "SELECT COUNT(*) FROM viewers WHERE viewer_id = $1 AND email IS NOT NULL";

    let ways: i64 = sqlx::query_scalar(WAYS)
        .bind(viewer_id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("look whether a viewer has an account"))?;
    Ok(ways > 0)
}

/// Signs a device in as the viewer of an address that was just confirmed.
///
/// If the address is nobody's yet, the viewer on the device takes it; unless he has one already: then
/// the other address is another account.
pub async fn enter_by_email(
    tx: &mut Tx,
    session: Session,
    email: &Email,
    now: Timestamp,
    rng: &Rng,
) -> Result<Entered, DbError> {
    let viewer_id = match viewer::with_email(tx, email).await? {
        Some(viewer_id) => viewer_id,
        None => {
            let present = viewer::find(tx, session.viewer_id).await?;
            let viewer_id = match present.filter(|it| it.email.is_none()) {
                Some(present) => present.viewer_id,
                None => guest::create_viewer(tx, now, rng).await?,
            };
            viewer::set_email(tx, viewer_id, email).await?;
            viewer_id
        }
    };
    enter(tx, session, viewer_id, now, rng).await
}

/// Signs a device in as this viewer. A guest who was on it is merged into him, one way; another
/// account that was on it stays what it is.
///
/// The device gets another secret: whoever knew the one before does not come along.
pub async fn enter(
    tx: &mut Tx,
    session: Session,
    viewer_id: ViewerId,
    now: Timestamp,
    rng: &Rng,
) -> Result<Entered, DbError> {
    if session.viewer_id != viewer_id && !exists(tx, session.viewer_id).await? {
        owned::merge(tx, session.viewer_id, viewer_id).await?;
    }
    let session_id = session.session_id;
    let secret = guest::hand_over(tx, session_id, viewer_id, now, rng).await?;
    Ok(Entered { session: Session { session_id, viewer_id }, secret })
}

/// Signs a device out: it is a new guest's. `None`: there is no account to leave, and the guest stays,
/// with all that he has.
pub async fn leave(
    tx: &mut Tx,
    session: Session,
    now: Timestamp,
    rng: &Rng,
) -> Result<Option<Entered>, DbError> {
    if !exists(tx, session.viewer_id).await? {
        return Ok(None);
    }
    guest::end(tx, session.session_id).await?;
    let (session, secret) = guest::create(tx, now, rng).await?;
    Ok(Some(Entered { session, secret }))
}

#[cfg(test)]
mod tests;
