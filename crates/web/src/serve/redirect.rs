use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_server::Handle;
use tokio::task::JoinSet;

use super::{ServeError, drain, limited};
use crate::limits::URI_BYTES_MAX;

/// Sends whoever asks without TLS to where we answer with it.
#[derive(Debug)]
pub struct Redirect {
    listener: TcpListener,
    address: SocketAddr,
    https_port: u16,
}

impl Redirect {
    /// Takes the port.
    pub fn bind(address: SocketAddr, https_port: u16) -> Result<Self, ServeError> {
        let failed = |source| ServeError::Listen { address, source };
        let listener = TcpListener::bind(address).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { listener, address, https_port })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop`.
    pub async fn run(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let (address, port) = (self.address, self.https_port);
        let failed = |source| ServeError::Serve { address, source };
        let handle = Handle::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(drain(handle.clone(), stop, Duration::from_secs(1)));
        let router = Router::new().fallback(move |request: Request| async move {
            redirect(&request, port).unwrap_or_else(|| StatusCode::BAD_REQUEST.into_response())
        });
        let server = axum_server::from_tcp(self.listener).map_err(failed)?;
        limited(server, handle).serve(router.into_make_service()).await.map_err(failed)
    }
}

/// To the same address with TLS; nothing if nobody says where that is.
fn redirect(request: &Request, https_port: u16) -> Option<Response> {
    let host = request.headers().get(header::HOST)?.to_str().ok()?;
    let host = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(it, _)| it);
    if host.is_empty()
        || !host.bytes().all(|it| it.is_ascii_alphanumeric() || b".-[]:".contains(&it))
    {
        return None;
    }
    let path = request.uri().path_and_query().map_or("/", |it| it.as_str());
    if !path.starts_with('/') || path.len() > URI_BYTES_MAX {
        return None;
    }
    let to = match https_port {
        443 => format!("https://{host}{path}"),
        port => format!("https://{host}:{port}{path}"),
    };
    Some((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response())
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_same_address_is_given_with_tls() {
        let ask = |host: &str, path: &str, port| {
            let request = Request::get(path).header("host", host);
            let request = request.body(axum::body::Body::empty()).unwrap();
            redirect(&request, port).map(|it| it.headers()["location"].to_str().unwrap().to_owned())
        };
        for (host, path, port, wanted) in [
            ("watch.example.org", "/a?b=c", 443, Some("https://watch.example.org/a?b=c")),
            ("watch.example.org:80", "/", 8443, Some("https://watch.example.org:8443/")),
            ("[2001:db8::1]:80", "/", 443, Some("https://[2001:db8::1]/")),
            ("evil.example/\\@x", "/", 443, None),
            ("", "/", 443, None),
        ] {
            assert_eq!(ask(host, path, port).as_deref(), wanted, "{host}");
        }
    }
}
