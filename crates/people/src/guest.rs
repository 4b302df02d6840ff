//! Guests: viewers of whom we know nothing but that they came back.

use std::fmt;
use std::time::Duration;

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

    fn draw(session_id: SessionId, rng: &Rng) -> Self {
        let mut secret = [0; SECRET_BYTES];
        rng.fill(&mut secret);
        Self { session_id, secret }
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

/// For how long a secret that was replaced is told apart from one that nobody knows: as long as a
/// request may be under way.
const FORMER_LIFE: Duration = Duration::from_secs(60);

/// Makes a new guest with a session on the device that asked.
pub async fn create(
    tx: &mut Tx,
    now: Timestamp,
    rng: &Rng,
) -> Result<(Session, SessionSecret), DbError> {
    const SESSION: &str = "
        INSERT INTO sessions (session_id, viewer_id, secret_sha256, created_at_ms)
        VALUES ($1, $2, $3, $4)";

    let session = Session {
        session_id: SessionId::generate(now, rng),
        viewer_id: create_viewer(tx, now, rng).await?,
    };
    let secret = SessionSecret::draw(session.session_id, rng);
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

/// Makes a viewer who is on no device yet.
pub(crate) async fn create_viewer(
    tx: &mut Tx,
    now: Timestamp,
    rng: &Rng,
) -> Result<ViewerId, DbError> {
    const CREATE: &str = "INSERT INTO viewers (viewer_id, created_at_ms) VALUES ($1, $2)";

    let viewer_id = ViewerId::generate(now, rng);
    let made = sqlx::query(CREATE)
        .bind(viewer_id.to_string())
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("make a guest"))?;
    expect_rows(&made, 1, "make a guest")?;
    Ok(viewer_id)
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

/// Whose session it is.
pub async fn viewer_of(tx: &mut Tx, session_id: SessionId) -> Result<Option<ViewerId>, DbError> {
    const FIND: &str = "SELECT viewer_id FROM sessions WHERE session_id = $1";

    let found: Option<String> = sqlx::query_scalar(FIND)
        .bind(session_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find whose session it is"))?;
    let read = |it: String| it.parse().map_err(|_| broken("viewer_id", session_id, &it));
    found.map(read).transpose()
}

/// Gives a session to a viewer under a new secret: whoever knew the one before does not come along.
/// The session keeps its id, so that what it is playing goes on.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    session_id: SessionId,
    viewer_id: ViewerId,
    now: Timestamp,
    rng: &Rng,
) -> Result<SessionSecret, DbError> {
    const HAND_OVER: &str = "
        UPDATE sessions
           SET viewer_id = $1, former_sha256 = secret_sha256, secret_sha256 = $2, renewed_at_ms = $3
         WHERE session_id = $4";

    let secret = SessionSecret::draw(session_id, rng);
    let result = sqlx::query(HAND_OVER)
        .bind(viewer_id.to_string())
        .bind(hex::encode(secret.sha256()))
        .bind(now.as_millis())
        .bind(session_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("hand a session over"))?;
    expect_rows(&result, 1, "hand a session over")?;
    Ok(secret)
}

/// Whether this secret was good until a moment ago. Then the device has another by now, and must
/// not be given a guest's.
pub async fn was_renewed(
    tx: &mut Tx,
    secret: &SessionSecret,
    now: Timestamp,
) -> Result<bool, DbError> {
    const FORMER: &str = "
        SELECT former_sha256 FROM sessions
         WHERE session_id = $1 AND former_sha256 IS NOT NULL AND renewed_at_ms > $2";

    let former: Option<String> = sqlx::query_scalar(FORMER)
        .bind(secret.session_id.to_string())
        .bind((now - FORMER_LIFE).as_millis())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look for a former secret"))?;
    let shown = hex::encode(secret.sha256());
    Ok(former.is_some_and(|it| bool::from(it.as_bytes().ct_eq(shown.as_bytes()))))
}

/// Ends a session. Its viewer keeps all others, and everything that is his.
pub async fn end(tx: &mut Tx, session_id: SessionId) -> Result<(), DbError> {
    const END: &str = "DELETE FROM sessions WHERE session_id = $1";

    let result = sqlx::query(END)
        .bind(session_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("end a session"))?;
    expect_rows(&result, 1, "end a session")
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
