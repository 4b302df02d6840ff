use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::App;
use crate::origin::Origin;

/// Under which address the request reached us, if it says so in a way that can be believed.
pub(crate) struct At(pub(crate) Option<Origin>);

impl At {
    /// The host; empty where none was named.
    pub(crate) fn host(&self) -> &str {
        self.0.as_ref().map_or("", Origin::host)
    }
}

impl FromRequestParts<App> for At {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(Origin::asked(&parts.uri, &parts.headers, app.settings.https)))
    }
}
