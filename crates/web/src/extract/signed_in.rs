use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use people::account;
use people::guest::Session;

use super::viewer::known;
use crate::App;
use crate::problem::Problem;

/// Somebody with an account. Whoever has none is refused, and is made no guest by it.
pub(crate) struct SignedIn(pub(crate) Session);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let session = known(app, &parts.headers).await?.ok_or(Problem::SignInNeeded)?;
        let mut tx = app.db.begin_read().await?;
        if !account::exists(&mut tx, session.viewer_id).await? {
            return Err(Problem::SignInNeeded);
        }
        Ok(Self(session))
    }
}
