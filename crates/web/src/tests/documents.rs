use std::collections::BTreeSet;

use expect_test::expect_file;
use serde_json::Value;

use crate::testing::TestApp;

/// For each operation a request that must be refused, and how.
const DENIALS: &[(&str, &str, &str, &str)] = &[
    // Open to everybody, and deaf to everything but a question.
    ("get /healthz", "DELETE", "/healthz", "405 /problems/method-not-allowed"),
    ("get /readyz", "DELETE", "/readyz", "405 /problems/method-not-allowed"),
    ("get /metrics", "DELETE", "/metrics", "405 /problems/method-not-allowed"),
    ("get /openapi.json", "DELETE", "/openapi.json", "405 /problems/method-not-allowed"),
    ("get /api/v1/series", "POST", "/api/v1/series", "405 /problems/method-not-allowed"),
    ("get /api/v1/series/{series}", "GET", "/api/v1/series/no", "404 /problems/not-found"),
    (
        "put /api/v1/series/{series_id}/place",
        "PUT",
        "/api/v1/series/no/place",
        "404 /problems/not-found",
    ),
    (
        "post /api/v1/series/{series_id}/trailer/play",
        "POST",
        "/api/v1/series/no/trailer/play",
        "404 /problems/not-found",
    ),
    (
        "put /api/v1/series/{series_id}/listing",
        "PUT",
        "/api/v1/series/no/listing",
        "404 /problems/not-found",
    ),
    (
        "delete /api/v1/series/{series_id}/listing",
        "DELETE",
        "/api/v1/series/no/listing",
        "404 /problems/not-found",
    ),
    (
        "put /api/v1/series/{series_id}/asked-languages/{language}",
        "PUT",
        "/api/v1/series/no/asked-languages/hi",
        "404 /problems/not-found",
    ),
    (
        "delete /api/v1/series/{series_id}/asked-languages/{language}",
        "DELETE",
        "/api/v1/series/no/asked-languages/hi",
        "404 /problems/not-found",
    ),
    ("get /api/v1/list", "POST", "/api/v1/list", "405 /problems/method-not-allowed"),
    ("get /api/v1/history", "POST", "/api/v1/history", "405 /problems/method-not-allowed"),
    ("delete /api/v1/history", "PUT", "/api/v1/history", "405 /problems/method-not-allowed"),
    (
        "delete /api/v1/history/{series_id}",
        "DELETE",
        "/api/v1/history/no",
        "404 /problems/not-found",
    ),
    ("get /api/v1/home", "POST", "/api/v1/home", "405 /problems/method-not-allowed"),
    ("get /api/v1/search", "GET", "/api/v1/search", "400 /problems/invalid-request"),
    ("get /api/v1/feed", "GET", "/api/v1/feed?series=no", "404 /problems/not-found"),
    (
        "post /api/v1/episodes/{episode_id}/play",
        "POST",
        "/api/v1/episodes/no/play",
        "404 /problems/not-found",
    ),
    ("get /api/v1/storefront", "POST", "/api/v1/storefront", "405 /problems/method-not-allowed"),
    (
        "put /api/v1/episodes/{episode_id}/like",
        "PUT",
        "/api/v1/episodes/no/like",
        "404 /problems/not-found",
    ),
    (
        "delete /api/v1/episodes/{episode_id}/like",
        "DELETE",
        "/api/v1/episodes/no/like",
        "404 /problems/not-found",
    ),
    ("post /api/v1/arrivals", "POST", "/api/v1/arrivals", "400 /problems/invalid-request"),
    ("put /api/v1/views/{view_id}", "PUT", "/api/v1/views/no", "404 /problems/not-found"),
    ("get /api/v1/me", "PUT", "/api/v1/me", "405 /problems/method-not-allowed"),
    ("delete /api/v1/me", "POST", "/api/v1/me", "405 /problems/method-not-allowed"),
    ("get /api/v1/me/export", "POST", "/api/v1/me/export", "405 /problems/method-not-allowed"),
    ("patch /api/v1/me", "POST", "/api/v1/me", "405 /problems/method-not-allowed"),
    (
        "post /api/v1/me/sign-in-links",
        "POST",
        "/api/v1/me/sign-in-links",
        "400 /problems/invalid-request",
    ),
    ("post /api/v1/me/sign-in", "POST", "/api/v1/me/sign-in", "400 /problems/invalid-request"),
    ("post /api/v1/me/sign-out", "GET", "/api/v1/me/sign-out", "405 /problems/method-not-allowed"),
    // Passkeys are an account's; and a browser makes them where it is safe to.
    ("get /api/v1/me/passkeys", "GET", "/api/v1/me/passkeys", "403 /problems/sign-in-needed"),
    (
        "post /api/v1/me/passkeys/begin",
        "POST",
        "/api/v1/me/passkeys/begin",
        "403 /problems/sign-in-needed",
    ),
    ("post /api/v1/me/passkeys", "POST", "/api/v1/me/passkeys", "403 /problems/sign-in-needed"),
    (
        "patch /api/v1/me/passkeys/{passkey_id}",
        "PATCH",
        "/api/v1/me/passkeys/no",
        "403 /problems/sign-in-needed",
    ),
    (
        "delete /api/v1/me/passkeys/{passkey_id}",
        "DELETE",
        "/api/v1/me/passkeys/no",
        "403 /problems/sign-in-needed",
    ),
    (
        "post /api/v1/me/passkey-sign-in/begin",
        "POST",
        "/api/v1/me/passkey-sign-in/begin",
        "501 /problems/passkeys-off",
    ),
    (
        "post /api/v1/me/passkey-sign-in",
        "POST",
        "/api/v1/me/passkey-sign-in",
        "501 /problems/passkeys-off",
    ),
    // Mails are shown where the service is only tried out; nobody writes into it.
    ("get /mailbox", "POST", "/mailbox", "405 /problems/method-not-allowed"),
    ("get /mailbox.css", "POST", "/mailbox.css", "405 /problems/method-not-allowed"),
    ("get /mailbox.json", "POST", "/mailbox.json", "405 /problems/method-not-allowed"),
    // Nothing of a cut without a ticket.
    ("get /m/{ticket}/master.m3u8", "GET", "/m/no/master.m3u8", "403 /problems/ticket-invalid"),
    (
        "get /m/{ticket}/{track}/{playlist}",
        "GET",
        "/m/no/trk_0/feed.m3u8",
        "403 /problems/ticket-invalid",
    ),
    (
        "get /s/{ticket}/{track}/{plan}/{file}",
        "GET",
        "/s/no/trk_0/feed/0.m4s",
        "403 /problems/ticket-invalid",
    ),
    (
        "get /e/{ticket}/{track}/{plan}/{file}",
        "GET",
        "/e/no/trk_0/feed/0.m4s",
        "403 /problems/ticket-invalid",
    ),
    ("get /k/{ticket}/key", "GET", "/k/no/key", "403 /problems/ticket-invalid"),
    (
        "get /p/{ticket}/{video}/{audio}/{plan}/start",
        "GET",
        "/p/no/trk_0/trk_0/feed/start",
        "403 /problems/ticket-invalid",
    ),
    (
        "get /s/{ticket}/{track}/whole.vtt",
        "GET",
        "/s/no/trk_0/whole.vtt",
        "403 /problems/ticket-invalid",
    ),
    (
        "get /s/{ticket}/storyboard.jpg",
        "GET",
        "/s/no/storyboard.jpg",
        "403 /problems/ticket-invalid",
    ),
    ("get /i/{name}", "GET", "/i/no", "404 /problems/not-found"),
];

fn operations() -> BTreeSet<String> {
    let document: Value = serde_json::to_value(crate::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let methods: Vec<_> = item.as_object().unwrap().keys().cloned().collect();
        methods.into_iter().map(|method| format!("{method} {path}")).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

#[test]
fn the_document_is_the_one_that_the_apps_were_made_from() {
    let text = crate::openapi().to_pretty_json().unwrap() + "\n";
    expect_file!["../../openapi.json"].assert_eq(&text);
}

#[tokio::test]
async fn every_operation_has_a_request_that_it_refuses() {
    let covered: BTreeSet<_> = DENIALS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(covered, operations());
    for app in TestApp::on_every_database().await {
        for (name, method, path, wanted) in DENIALS {
            let headers = [("content-type", "application/json")];
            let problem = app.send(method, path, &headers, "{}").await.problem();
            assert!(problem.starts_with(wanted), "{name}: {problem} on {}", app.database);
        }
    }
}

/// `routes!` puts a handler into the router and into the document. What was added in another way
/// would be in the router alone.
#[test]
fn every_route_is_in_the_document() {
    let router = include_str!("../router.rs");
    for way in [".route(", ".route_service(", ".nest(", ".nest_service("] {
        assert!(!router.contains(way), "router.rs adds a route by {way}…)");
    }
    assert_eq!(router.matches("routes!(").count(), operations().len());
}

/// A ticket is good for its own cut, for as long as it lives, unchanged, on every address.
#[tokio::test]
async fn no_address_of_media_takes_a_ticket_that_is_forged_or_over() {
    for app in TestApp::on_every_database().await {
        let play = app.play().await;
        let (video, audio) = (&play.video, &play.audio);
        let templates = [
            "/m/{ticket}/master.m3u8".to_owned(),
            format!("/m/{{ticket}}/{video}/feed.m3u8"),
            format!("/s/{{ticket}}/{video}/feed/init.mp4"),
            format!("/s/{{ticket}}/{video}/feed/0.m4s"),
            format!("/s/{{ticket}}/{}/feed/0.vtt", play.subtitles),
            format!("/s/{{ticket}}/{}/whole.vtt", play.subtitles),
            "/s/{ticket}/storyboard.jpg".to_owned(),
            format!("/e/{{ticket}}/{video}/feed/0.m4s"),
            "/k/{ticket}/key".to_owned(),
            format!("/p/{{ticket}}/{video}/{audio}/feed/start"),
        ];
        let mut forged = play.ticket.clone();
        let last = if forged.ends_with('A') { "E" } else { "A" };
        forged.replace_range(forged.len() - 1.., last);
        for template in &templates {
            assert_eq!(app.get(&play.address(template)).await.status, 200, "{template}");
            let problem = app.get(&template.replace("{ticket}", &forged)).await.problem();
            let wanted = "403 /problems/ticket-invalid: the ticket is not valid";
            assert_eq!(problem, wanted, "{template} on {}", app.database);
        }
        app.clock.advance(playback::ticket::LIFE_MAX);
        for template in &templates {
            let problem = app.get(&play.address(template)).await.problem();
            let wanted = "403 /problems/ticket-expired: the ticket has expired";
            assert_eq!(problem, wanted, "{template} on {}", app.database);
        }
    }
}
