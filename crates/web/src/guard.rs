//! Only our own pages change anything in a viewer's name.
//!
//! His cookie does not travel with what another site sends (`SameSite`), and a body must be JSON,
//! which no form sends. This is the third hold: browsers say where a request comes from.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::origin::Origin;
use crate::problem::Problem;

/// Refuses what another site's page would change here.
pub(crate) async fn same_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if asks || is_ours(&app, &request) {
        return next.run(request).await;
    }
    Problem::CrossOrigin.into_response()
}

fn is_ours(app: &App, request: &Request) -> bool {
    let text = |headers: &HeaderMap, name: &str| {
        headers.get(name).map(|it| it.to_str().unwrap_or_default().to_owned())
    };
    let headers = request.headers();
    if let Some(site) = text(headers, "sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    // Older browsers name the page's origin alone, and programs name nothing.
    let Some(named) = text(headers, header::ORIGIN.as_str()) else { return true };
    let Ok(named) = named.parse::<Origin>() else { return false };
    let asked = Origin::asked(request.uri(), headers, app.settings.https);
    [asked.as_ref(), app.settings.public_url.as_ref()]
        .into_iter()
        .flatten()
        .any(|it| it.authority() == named.authority())
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn only_our_own_pages_change_anything() {
        let app = TestApp::on_sqlite().await;
        for (name, value, allowed) in [
            ("sec-fetch-site", "same-origin", true),
            ("sec-fetch-site", "none", true),
            ("sec-fetch-site", "same-site", false),
            ("sec-fetch-site", "cross-site", false),
            ("origin", "http://test", true),
            ("origin", "http://elsewhere.example", false),
            ("origin", "null", false),
            ("x-nothing", "x", true),
        ] {
            let headers = [("content-type", "application/json"), (name, value)];
            let answer = app.send("PATCH", "/api/v1/me", &headers, "{}").await;
            let wanted = if allowed { 200 } else { 403 };
            assert_eq!(answer.status, wanted, "{name}: {value}: {}", answer.text());
            if !allowed {
                assert!(answer.problem().starts_with("403 /problems/cross-origin"));
                assert_eq!(answer.header("set-cookie"), None, "nobody is made a guest by it");
            }
            assert_eq!(app.get_with("/api/v1/me", &[(name, value)]).await.status, 200);
        }
    }
}
