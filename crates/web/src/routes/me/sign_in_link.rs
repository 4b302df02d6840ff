use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use base::Language;
use people::Email;
use people::guest::Session;
use people::outbox::{self, Asked, NewMail};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::app::Mail;
use crate::extract::{At, Json, Viewer};
use crate::origin::Origin;
use crate::problem::{Problem, ProblemBody};

const HOUR: Duration = Duration::from_secs(60 * 60);
/// Links an hour for one address: nobody's box is filled by us.
const LINKS_PER_ADDRESS_MAX: i64 = 5;
/// Links an hour from one device.
const LINKS_PER_DEVICE_MAX: i64 = 10;
/// A longer page is none of ours, in bytes.
const NEXT_BYTES_MAX: usize = 512;

/// Where to send a link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInLinkRequest {
    #[schema(example = "mei@example.org")]
    email: String,
    /// In which language the mail is to be.
    #[schema(example = "zh-Hans")]
    language: String,
    /// The page to go on with afterwards: a path of the app.
    #[schema(example = "/list")]
    next: Option<String>,
}

/// Sends a link that signs in whoever reads the mail: once, within 15 minutes, in any browser.
///
/// The answer is the same whether the address has an account or not.
#[utoipa::path(
    post,
    path = "/api/v1/me/sign-in-links",
    operation_id = "me_sign_in_link",
    tag = "me",
    request_body = SignInLinkRequest,
    responses(
        (status = 202, description = "A mail is on its way."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn sign_in_link(
    State(app): State<App>,
    Viewer(session): Viewer,
    At(asked): At,
    Json(body): Json<SignInLinkRequest>,
) -> Result<StatusCode, Problem> {
    let invalid = |detail: &str| Problem::InvalidRequest(detail.to_owned());
    let email: Email = body
        .email
        .parse()
        .map_err(|_| invalid("email must be an address such as mei@example.org"))?;
    let language: Language =
        body.language.parse().map_err(|_| invalid("language must be a tag such as en"))?;
    if body.next.as_deref().is_some_and(|it| !is_page(it)) {
        return Err(invalid("next must be a path such as /list"));
    }
    let origin = origin(&app, asked)?;
    let (service, origin) = (app.settings.fronts.name_at(origin.host()), origin.to_string());
    let mail = NewMail {
        viewer_id: session.viewer_id,
        session_id: session.session_id,
        email: &email,
        language: &language,
        service: &service,
        origin: &origin,
        next: body.next.as_deref(),
    };
    let now = app.clock.now();
    let mut tx = app.db.begin_write().await?;
    let asked = outbox::asked_since(&mut tx, &email, session.session_id, now - HOUR).await?;
    hold(&app, session, asked)?;
    outbox::put(&mut tx, &mail, now, &app.rng).await?;
    tx.commit().await?;
    metrics::counter!("cliffhanger_sign_in_links_total").increment(1);
    Ok(StatusCode::ACCEPTED)
}

/// What the link begins with. A host that a request names is taken if it is one of ours; else anybody
/// could have our mail lead to his own site. Where nothing is sent, it is good enough.
fn origin(app: &App, asked: Option<Origin>) -> Result<Origin, Problem> {
    let told = app.settings.public_url.clone();
    match &app.settings.mail {
        Mail::Off => Err(Problem::MailOff),
        Mail::Sent { .. } => {
            let ours = asked.filter(|it| app.settings.fronts.has_host(it.host()));
            ours.or(told).ok_or(Problem::MailOff)
        }
        Mail::Shown(_) => asked
            .or(told)
            .ok_or_else(|| Problem::InvalidRequest("the request names no host".to_owned())),
    }
}

fn hold(app: &App, session: Session, asked: Asked) -> Result<(), Problem> {
    let all_max = match app.settings.mail {
        Mail::Sent { hourly_max } => i64::from(hourly_max),
        Mail::Off | Mail::Shown(_) => i64::MAX,
    };
    if asked.by_all >= all_max {
        tracing::warn!(mail.hourly_max = all_max, "more sign-in links are asked for than allowed");
    }
    let many = asked.by_address >= LINKS_PER_ADDRESS_MAX
        || asked.by_device >= LINKS_PER_DEVICE_MAX
        || asked.by_all >= all_max;
    if many {
        tracing::info!(session.id = %session.session_id, "too many sign-in links were asked for");
        return Err(Problem::TooMany { what: "links", retry_after: HOUR });
    }
    Ok(())
}

/// A path of our own, and nothing that a browser would take for another site.
fn is_page(text: &str) -> bool {
    let plain = text.bytes().all(|it| !it.is_ascii_control() && it != b'\\' && it != b' ');
    text.len() <= NEXT_BYTES_MAX && text.starts_with('/') && !text.starts_with("//") && plain
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Settings;
    use crate::testing::TestApp;
    use db::testing::TestDb;

    const PATH: &str = "/api/v1/me/sign-in-links";

    #[tokio::test]
    async fn a_link_arrives_in_the_language_that_was_asked_for() {
        for app in TestApp::on_every_database().await {
            let viewer = app.viewer().await;
            let body = json!({ "email": " Mei@Example.org", "language": "ar", "next": "/list" });
            let answer = viewer.post(PATH, &body).await;
            assert_eq!((answer.status, answer.text().as_str()), (202, ""));
            let mail = app.mail().await;
            assert_eq!(mail["to"], "mei@example.org");
            assert_eq!(mail["language"], "ar");
            let link = mail["link"].as_str().unwrap();
            assert!(link.starts_with("http://test/sign-in?token="), "{link}");
            assert!(link.ends_with("&next=/list"), "{link}");
            assert!(mail["html"].as_str().unwrap().contains("dir=\"rtl\""));
        }
    }

    #[tokio::test]
    async fn what_is_no_address_no_language_or_no_page_is_refused() {
        for app in TestApp::on_every_database().await {
            let viewer = app.viewer().await;
            let good = json!({ "email": "mei@example.org", "language": "en" });
            for (key, value) in [
                ("email", json!("mei")),
                ("email", json!("mei@example.org\nBcc: you@example.org")),
                ("email", json!(null)),
                ("language", json!("English, please")),
                ("next", json!("https://elsewhere.example/")),
                ("next", json!("//elsewhere.example/")),
                ("next", json!("/\\elsewhere.example/")),
                ("next", json!("list")),
                ("next", json!("/a\nb")),
                ("next", json!(format!("/{}", "a".repeat(512)))),
                ("subject", json!("Hello")),
            ] {
                let mut body = good.clone();
                body[key] = value;
                let problem = viewer.post(PATH, &body).await.problem();
                assert!(problem.starts_with("400 /problems/invalid-request"), "{body}: {problem}");
                assert!(!problem.contains("Bcc"), "{problem}");
            }
            assert!(app.mails().await.is_empty());
        }
    }

    #[tokio::test]
    async fn an_address_and_a_device_get_only_so_many_links_an_hour() {
        for app in TestApp::on_every_database().await {
            let ask = async |viewer: &crate::testing::TestViewer<'_>, name: &str| {
                let body = json!({ "email": format!("{name}@example.org"), "language": "en" });
                let answer = viewer.post(PATH, &body).await;
                if answer.status != 202 {
                    let problem = answer.problem();
                    assert!(problem.starts_with("429 /problems/too-many-requests"), "{problem}");
                    assert_eq!(answer.header("retry-after"), Some("3600"));
                }
                answer.status
            };
            for n in 0..6 {
                let wanted = if n < LINKS_PER_ADDRESS_MAX { 202 } else { 429 };
                let other = app.viewer().await;
                assert_eq!(ask(&other, "mei").await, wanted, "{n} on {}", app.database);
            }
            let viewer = app.viewer().await;
            for n in 0..11 {
                let wanted = if n < LINKS_PER_DEVICE_MAX { 202 } else { 429 };
                assert_eq!(ask(&viewer, &format!("v{n}")).await, wanted, "{n}");
            }
            app.clock.advance(HOUR);
            assert_eq!(ask(&viewer, "mei").await, 202);
        }
    }

    #[tokio::test]
    async fn mail_is_only_sent_from_an_address_that_was_told_to_us() {
        for (public_url, hourly_max, wanted) in [
            (None, 9, "501 /problems/mail-off: the service sends no mail"),
            (Some("https://watch.example.org"), 9, ""),
            (
                Some("https://watch.example.org"),
                0,
                "429 /problems/too-many-requests: too many links in a short time",
            ),
        ] {
            let public_url = public_url.map(|it| it.parse().unwrap());
            let mail = Mail::Sent { hourly_max };
            let settings = Settings { public_url, mail, ..Settings::default() };
            let app = TestApp::new(TestDb::sqlite().await, settings).await;
            let body = json!({ "email": "mei@example.org", "language": "en" }).to_string();
            let headers = [("content-type", "application/json"), ("host", "evil.example")];
            let answer = app.send("POST", PATH, &headers, &body).await;
            if wanted.is_empty() {
                assert_eq!(answer.status, 202);
                let mail = app.written().await;
                assert!(mail.text.contains("https://watch.example.org/sign-in"), "{}", mail.text);
            } else {
                assert_eq!(answer.problem(), wanted);
            }
        }
        let off = TestApp::new(TestDb::sqlite().await, Settings::default()).await;
        let body = json!({ "email": "mei@example.org", "language": "en" });
        assert!(off.post(PATH, &body).await.problem().starts_with("501 /problems/mail-off"));
    }
}
