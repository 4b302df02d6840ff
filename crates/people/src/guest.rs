//! Guests: viewers of whom we know nothing but that they came back.

use std::fmt;

use base::{Rng, SessionId, Timestamp, ViewerId};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::{DbError, Tx, expect_rows, sqlx};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// A viewer on one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// The device's session.
    pub session_id: SessionId,
    /// Whose it is.
    pub viewer_id: ViewerId,
}

/// What a device shows to be known again. The database keeps only a hash of its secret half, so
/// that whoever reads the database cannot pass for a viewer.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionSecret {
    session_id: SessionId,
    secret: [u8; SECRET_BYTES],
}

const SECRET_BYTES: usize = 32;

impl SessionSecret {
    /// Reads what [`Self::to_cookie_value`] wrote; `None` for any other text.
    pub fn from_cookie_value(text: &str) -> Option<Self> {
        let (session_id, secret) = text.split_once('.')?;
        let mut bytes = [0; SECRET_BYTES];
        // The decoder asks for a little more room than it fills.
        let mut room = [0; SECRET_BYTES + 2];
        let written = URL_SAFE_NO_PAD.decode_slice(secret, &mut room).ok()?;
        bytes.copy_from_slice(room.get(..written).filter(|it| it.len() == SECRET_BYTES)?);
        Some(Self { session_id: session_id.parse().ok()?, secret: bytes })
    }

    /// The value for the cookie: characters that need no quoting there.
    pub fn to_cookie_value(&self) -> String {
        format!("{}.{}", self.session_id, URL_SAFE_NO_PAD.encode(self.secret))
    }

    fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.secret).into()
    }
}

impl fmt::Debug for SessionSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Half of it would pass for the viewer: it is never shown.
        f.debug_struct("SessionSecret")
            .field("session_id", &self.session_id)
            .finish_non_exhaustive()
    }
}

/// Makes a new guest with a session on the device that asked.
pub async fn create(
    tx: &mut Tx,
    now: Timestamp,
    rng: &Rng,
) -> Result<(Session, SessionSecret), DbError> {
    const VIEWER: &str = "INSERT INTO viewers (viewer_id, created_at_ms) VALUES ($1, $2)";
    const SESSION: &str = "
        INSERT INTO sessions (session_id, viewer_id, secret_sha256, created_at_ms)
        VALUES ($1, $2, $3, $4)";

    let session = Session {
        session_id: SessionId::generate(now, rng),
        viewer_id: ViewerId::generate(now, rng),
    };
    let mut secret = [0; SECRET_BYTES];
    rng.fill(&mut secret);
    let secret = SessionSecret { session_id: session.session_id, secret };

    let made = sqlx::query(VIEWER)
        .bind(session.viewer_id.to_string())
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("make a guest"))?;
    expect_rows(&made, 1, "make a guest")?;

    let begun = sqlx::query(SESSION)
        .bind(session.session_id.to_string())
        .bind(session.viewer_id.to_string())
        .bind(hex::encode(secret.sha256()))
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("begin a guest's session"))?;
    expect_rows(&begun, 1, "begin a guest's session")?;
    Ok((session, secret))
}

/// Whose secret this is; `None` if it is nobody's.
pub async fn find(tx: &mut Tx, secret: &SessionSecret) -> Result<Option<Session>, DbError> {
    const FIND: &str = "SELECT viewer_id, secret_sha256 FROM sessions WHERE session_id = $1";

    let session_id = secret.session_id;
    let row: Option<(String, String)> = sqlx::query_as(FIND)
        .bind(session_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find a guest's session"))?;
    let Some((viewer_id, hash)) = row else { return Ok(None) };

    let viewer_id = viewer_id.parse().map_err(|_| broken("viewer_id", session_id, &viewer_id))?;
    let mut kept = [0; 32];
    // What is wrong with a hash is said without showing it.
    hex::decode_to_slice(&hash, &mut kept)
        .map_err(|_| broken("secret_sha256", session_id, "no SHA-256"))?;
    let same = bool::from(kept.ct_eq(&secret.sha256()));
    Ok(same.then_some(Session { session_id, viewer_id }))
}

fn broken(column: &'static str, session_id: SessionId, found: &str) -> DbError {
    DbError::Inconsistent {
        table: "sessions",
        column,
        row: session_id.to_string(),
        found: found.to_owned(),
    }
}

#[cfg(test)]
mod tests;
