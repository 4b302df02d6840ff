use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use people::guest::{self, Session, SessionSecret};

use crate::App;
use crate::problem::Problem;

const COOKIE: &str = "cliffhanger_viewer";
/// The same in a frame of somebody else's page, where a browser sends no cookie that is of our own pages alone. It is
/// kept apart for each page that frames us (“partitioned”), so that nobody is followed from one to the next.
const FRAMED_COOKIE: &str = "cliffhanger_framed";
/// A year: viewers come back, and a guest's coins will be his.
const COOKIE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// Who asks. A request without a cookie that we know is a new guest's, never an error.
pub(crate) struct Viewer(pub(crate) Session);

/// What becomes of the cookie with the answer. An extractor cannot touch the answer itself, so it
/// leaves word here; what is left last counts.
#[derive(Clone, Default)]
pub(crate) struct Cookie(Arc<Mutex<Option<Change>>>);

#[derive(Clone)]
enum Change {
    Give(SessionSecret),
    Take,
}

/// Where a viewer watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Page,
    /// In a frame of another page.
    Frame,
}

impl Place {
    /// The document of a frame says that it is one. What it asks for later shows the frame's cookie.
    fn of(request: &Request) -> Self {
        let headers = request.headers();
        let dest = headers.get("sec-fetch-dest").map(HeaderValue::as_bytes);
        let frame = dest == Some(b"iframe") && request.uri().path().starts_with("/embed/");
        let only_framed =
            cookie(headers, COOKIE).is_none() && cookie(headers, FRAMED_COOKIE).is_some();
        if frame || only_framed { Self::Frame } else { Self::Page }
    }
}

impl Cookie {
    /// The device shows this from now on.
    pub(crate) fn give(&self, secret: SessionSecret) {
        self.change(Change::Give(secret));
    }

    /// The device is nobody's from now on.
    pub(crate) fn take(&self) {
        self.change(Change::Take);
    }

    fn change(&self, change: Change) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(change);
    }

    fn line(&self, place: Place, https: bool) -> Option<HeaderValue> {
        let change = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        let (value, seconds) = match change {
            Change::Give(secret) => (secret.to_cookie_value(), COOKIE_SECONDS),
            Change::Take => (String::new(), 0),
        };
        let secure = if https { "; Secure" } else { "" };
        let (name, reach) = match place {
            Place::Page => (COOKIE, format!("SameSite=Lax{secure}")),
            // Browsers take it from a secure origin alone.
            Place::Frame => (FRAMED_COOKIE, "SameSite=None; Secure; Partitioned".to_owned()),
        };
        let line = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; {reach}");
        let mut line = HeaderValue::try_from(line).ok()?;
        line.set_sensitive(true);
        Some(line)
    }
}

impl FromRequestParts<App> for Cookie {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

impl FromRequestParts<App> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if let Some(session) = known(app, &parts.headers).await? {
            return Ok(Self(session));
        }
        let mut tx = app.db.begin_write().await?;
        let (session, secret) = guest::create(&mut tx, app.clock.now(), &app.rng).await?;
        tx.commit().await?;
        if let Some(cookie) = parts.extensions.get::<Cookie>() {
            cookie.give(secret);
        }
        Ok(Self(session))
    }
}

pub(super) async fn known(app: &App, headers: &HeaderMap) -> Result<Option<Session>, Problem> {
    let value = cookie(headers, COOKIE).or_else(|| cookie(headers, FRAMED_COOKIE));
    let Some(secret) = value.and_then(SessionSecret::from_cookie_value) else {
        return Ok(None);
    };
    let mut tx = app.db.begin_read().await?;
    let found = guest::find(&mut tx, &secret).await?;
    // A request that was under way while its device signed in: a guest's cookie with its answer would
    // put the account's out of the browser.
    if found.is_none() && guest::was_renewed(&mut tx, &secret, app.clock.now()).await? {
        return Err(Problem::SessionRenewed);
    }
    Ok(found)
}

/// The value of a cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == wanted).then_some(value))
}

/// Gives or takes the cookie, whatever the answer is.
pub(crate) async fn carry_cookie(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let cookie = Cookie::default();
    let place = Place::of(&request);
    request.extensions_mut().insert(cookie.clone());
    let mut response = next.run(request).await;
    if let Some(line) = cookie.line(place, app.settings.https) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}
