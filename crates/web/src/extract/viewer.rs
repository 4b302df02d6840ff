use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use people::guest::{self, Session, SessionSecret};

use crate::App;
use crate::problem::Problem;

const COOKIE: &str = "cliffhanger_viewer";
/// A year: viewers come back, and a guest's coins will be his.
const COOKIE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// Who asks. A request without a cookie that we know is a new guest's, never an error.
pub(crate) struct Viewer(pub(crate) Session);

/// Where an extractor leaves the cookie for the answer: it cannot touch the answer itself.
#[derive(Clone, Default)]
struct NewCookie(Arc<OnceLock<SessionSecret>>);

impl FromRequestParts<App> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if let Some(session) = known(app, &parts.headers).await? {
            return Ok(Self(session));
        }
        let mut tx = app.db.begin_write().await?;
        let (session, secret) = guest::create(&mut tx, app.clock.now(), &app.rng).await?;
        tx.commit().await?;
        if let Some(cookie) = parts.extensions.get::<NewCookie>() {
            // A handler asks once; what was left first stays.
            let _ = cookie.0.set(secret);
        }
        Ok(Self(session))
    }
}

async fn known(app: &App, headers: &HeaderMap) -> Result<Option<Session>, Problem> {
    let Some(secret) = cookie(headers).and_then(SessionSecret::from_cookie_value) else {
        return Ok(None);
    };
    let mut tx = app.db.begin_read().await?;
    Ok(guest::find(&mut tx, &secret).await?)
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE).then_some(value))
}

/// Gives a new guest his cookie, whatever the answer is.
pub(crate) async fn carry_cookie(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let cookie = NewCookie::default();
    request.extensions_mut().insert(cookie.clone());
    let mut response = next.run(request).await;
    if let Some(secret) = cookie.0.get() {
        let secure = if app.settings.https { "; Secure" } else { "" };
        let line = format!(
            "{COOKIE}={}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{secure}",
            secret.to_cookie_value()
        );
        if let Ok(mut value) = HeaderValue::try_from(line) {
            value.set_sensitive(true);
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}
