//! Somebody with a connection that stays open: asks, reads the answer to its end, asks again.

use std::net::{Ipv4Addr, SocketAddr};

use app::limited::{CARTS, PATHS};
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header, request};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Where the form of the server function of this name is sent to: a path ends with digits that tell
/// functions of one name apart.
pub fn form_named(name: &str) -> &'static str {
    let is_named = |path: &&str| {
        let (_, last) = path.rsplit_once('/').expect("a path begins with a slash");
        last == name
    };
    PATHS.into_iter().chain(CARTS).find(is_named).expect("there is such a form")
}

/// What is asked for.
pub struct Page {
    pub name: &'static str,
    pub path: String,
    pub accept_encoding: &'static str,
    /// Empty for somebody who comes for the first time.
    pub cookie: String,
}

/// An answer, read to its end.
#[derive(Clone)]
pub struct Answer {
    pub headers: HeaderMap,
    pub body: Bytes,
}

pub struct Visitor {
    connection: SendRequest<Body>,
    host: String,
    /// Where a proxy says that they are; nothing without a proxy.
    from: Option<Ipv4Addr>,
}

impl Visitor {
    pub async fn come(address: SocketAddr) -> Self {
        Self::led_by_a_proxy(address, None).await
    }

    /// Somebody whom a proxy has seen at this address.
    pub async fn led_by_a_proxy(address: SocketAddr, from: Option<Ipv4Addr>) -> Self {
        let stream = TcpStream::connect(address).await.expect("somebody listens");
        stream.set_nodelay(true).expect("the connection is open");
        let (connection, work) = handshake(TokioIo::new(stream)).await.expect("it speaks HTTP");
        tokio::spawn(work);
        Self { connection, host: address.to_string(), from }
    }

    /// A page, which has to be there.
    pub async fn ask(&mut self, page: &Page) -> Answer {
        let request = self
            .request(Method::GET, &page.path)
            .header(header::ACCEPT_ENCODING, page.accept_encoding)
            .header(header::COOKIE, &page.cookie);
        let (status, answer) = self.exchange(request, Body::empty()).await;
        assert_eq!(status, StatusCode::OK, "{}", page.path);
        answer
    }

    /// A plain form of somebody with these cookies, which leads to another page.
    pub async fn send(&mut self, path: &str, cookie: &str, form: String) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (status, answer) = self.exchange(request, Body::from(form)).await;
        assert!(status.is_redirection(), "{path}: {status}");
        answer
    }

    fn request(&self, method: Method, path: &str) -> request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::ACCEPT, "text/html");
        match self.from {
            Some(from) => request.header("x-forwarded-for", from.to_string()),
            None => request,
        }
    }

    async fn exchange(&mut self, request: request::Builder, body: Body) -> (StatusCode, Answer) {
        let request = request.body(body).expect("the parts fit together");
        self.connection.ready().await.expect("the connection stays open");
        let answer = self.connection.send_request(request).await.expect("there is an answer");
        let (head, body) = answer.into_parts();
        let body =
            to_bytes(Body::new(body), usize::MAX).await.expect("the answer comes to its end");
        (head.status, Answer { headers: head.headers, body })
    }
}
