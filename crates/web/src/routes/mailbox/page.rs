use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use html_escape::encode_quoted_attribute as escape;
use time::OffsetDateTime;

use crate::problem::{Problem, ProblemBody};
use crate::{App, Delivered};

/// One style sheet of ours, and nothing else.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

const ABOUT: &str = "Mails that Cliffhanger would send. This service is only being tried out, so they \
    stay here and are gone when it stops.";
const EMPTY: &str = "No mail yet. Ask for a link to sign in, and it arrives here a moment later.";

/// The mails of a service that is only being tried out, as a page.
#[utoipa::path(
    get,
    path = "/mailbox",
    operation_id = "mailbox_page",
    tag = "demo",
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn page(State(app): State<App>) -> Result<impl IntoResponse, Problem> {
    let mails = super::mails(&app)?;
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    Ok((headers, whole(&mails)))
}

fn whole(mails: &[Delivered]) -> String {
    let list = match mails {
        [] => format!("<p class=\"empty\">{EMPTY}</p>"),
        mails => {
            let items: String = mails.iter().map(item).collect();
            format!("<ol class=\"mails\">{items}</ol>")
        }
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Mailbox</title>\n<link rel=\"stylesheet\" href=\"/mailbox.css\">\n</head>\n\
         <body>\n<main>\n<h1>Mailbox</h1>\n<p class=\"about\">{ABOUT}</p>\n{list}\n</main>\n\
         </body>\n</html>\n"
    )
}

fn item(mail: &Delivered) -> String {
    let letter = &mail.letter;
    let direction = if letter.language == "ar" { "rtl" } else { "ltr" };
    let link = format!(
        "<p><a class=\"link\" href=\"{}\">{}</a></p>",
        escape(&letter.link),
        escape(&letter.word)
    );
    let body: String = letter
        .paragraphs
        .iter()
        .map(|it| it.as_deref().map_or_else(|| link.clone(), |it| format!("<p>{}</p>", escape(it))))
        .collect();
    format!(
        "<li class=\"mail\"><p class=\"head\"><bdi>{to}</bdi><span>{at}</span></p>\
         <div lang=\"{language}\" dir=\"{direction}\"><h2>{subject}</h2>{body}</div></li>",
        to = escape(mail.email.as_str()),
        at = time_of_day(mail.at.as_seconds()),
        language = letter.language,
        subject = escape(&letter.subject),
    )
}

fn time_of_day(seconds: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (hour, minute, second) = at.to_hms();
    format!("{hour:02}:{minute:02}:{second:02} UTC")
}

#[cfg(test)]
mod tests {
    use db::testing::TestDb;
    use serde_json::json;

    use crate::testing::TestApp;
    use crate::{Mail, Settings};

    #[tokio::test]
    async fn the_page_shows_each_mail_under_a_strict_policy() {
        let app = TestApp::on_sqlite().await;
        assert!(app.get("/mailbox").await.text().contains("No mail yet."));
        for language in ["en", "ar"] {
            let body = json!({ "email": "a&b@example.org", "language": language });
            app.viewer().await.post("/api/v1/me/sign-in-links", &body).await;
        }
        let mail = app.mail().await;
        let page = app.get("/mailbox").await;
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{policy}");
        assert_eq!(page.header("cache-control"), Some("no-store"));
        let text = page.text();
        assert!(text.contains("<bdi>a&amp;b@example.org</bdi><span>08:00:00 UTC</span>"), "{text}");
        assert!(text.contains("<div lang=\"ar\" dir=\"rtl\">"));
        assert!(text.contains(&format!("href=\"{}\"", mail["link"].as_str().unwrap())));
        assert_eq!(text.matches("class=\"mail\"").count(), 2);
        assert_eq!(
            app.get("/mailbox.css").await.header("content-type"),
            Some("text/css; charset=utf-8")
        );
        assert_eq!(app.get("/mailbox.json").await.json()["mails"].as_array().unwrap().len(), 2);
    }

    #[tokio::test]
    async fn a_service_that_is_no_trial_has_none() {
        for mail in [Mail::Off, Mail::Sent { hourly_max: 9 }] {
            let settings = Settings { mail, ..Settings::default() };
            let app = TestApp::new(TestDb::sqlite().await, settings).await;
            for path in ["/mailbox", "/mailbox.json", "/mailbox.css"] {
                let problem = app.get(path).await.problem();
                assert_eq!(problem, "404 /problems/not-found: there is no such mailbox", "{path}");
            }
        }
    }
}
