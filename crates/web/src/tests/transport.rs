use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use crate::testing::{Answer, TestApp, request};

#[tokio::test]
async fn http_2_is_spoken_without_being_asked_first() {
    let app = TestApp::on_sqlite().await;
    let stream = TcpStream::connect(app.address).await.unwrap();
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .unwrap();
    tokio::spawn(connection);
    let paths = ["/healthz", "/api/v1/series", "/"];
    let sent = paths.map(|path| {
        let request = request("GET", &format!("http://test{path}"), &[], "");
        sender.send_request(request)
    });
    for (answer, path) in futures::future::join_all(sent).await.into_iter().zip(paths) {
        let answer = answer.unwrap();
        assert_eq!(answer.version(), hyper::Version::HTTP_2);
        assert_eq!(Answer::read(answer).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn text_is_made_smaller_and_media_are_not() {
    let app = TestApp::on_sqlite().await;
    let play = app.play().await;
    let accept = [("accept-encoding", "gzip")];
    let playlist = play.address(&format!("/m/{{ticket}}/{}/feed.m3u8", play.video));
    for path in [playlist.as_str(), "/openapi.json", "/"] {
        let plain = app.get(path).await;
        let packed = app.get_with(path, &accept).await;
        assert_eq!(packed.header("content-encoding"), Some("gzip"), "{path}");
        assert!(packed.header("vary").unwrap().contains("accept-encoding"));
        assert!(packed.body.len() < plain.body.len(), "{path}");
        let text = String::from_utf8(packed.body.to_vec());
        assert!(text.is_err(), "{path} is not text while it is packed");
    }
    let brotli = app.get_with("/openapi.json", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(brotli.header("content-encoding"), Some("br"));

    let segment = play.address(&format!("/s/{{ticket}}/{}/feed/0.m4s", play.video));
    assert_eq!(app.get_with(&segment, &accept).await.header("content-encoding"), None);
}

#[tokio::test]
async fn any_page_may_play_what_it_has_a_ticket_for() {
    let app = TestApp::on_sqlite().await;
    let play = app.play().await;
    let path = play.address(&format!("/s/{{ticket}}/{}/feed/0.m4s", play.video));
    let headers = [
        ("origin", "https://elsewhere.example"),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "range"),
    ];
    let allowed = app.send("OPTIONS", &path, &headers, "").await;
    assert_eq!(allowed.status, 200);
    assert_eq!(allowed.header("access-control-allow-origin"), Some("*"));
    assert!(allowed.header("access-control-allow-methods").unwrap().contains("GET"));
    assert!(allowed.header("access-control-allow-headers").unwrap().contains("range"));
    assert_eq!(allowed.header("access-control-allow-credentials"), None);

    let posted = app.send("POST", &path, &[], "").await;
    assert!(posted.problem().starts_with("405 /problems/method-not-allowed"));
    for path in ["/api/v1/series", "/"] {
        let answer = app.get_with(path, &headers[..1]).await;
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
}

#[tokio::test]
async fn each_request_has_an_id_of_its_own() {
    let app = TestApp::on_sqlite().await;
    let mut ids = std::collections::BTreeSet::new();
    for _ in 0..10 {
        ids.insert(app.get("/healthz").await.header("x-request-id").unwrap().to_owned());
    }
    assert_eq!(ids.len(), 10);
    assert!(ids.iter().all(|it| it.len() == 16));
}
