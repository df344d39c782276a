//! Connections that say nothing, or not enough, over a real network.

use std::time::Instant;

use axum::routing::{get, post};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
    time::{sleep, timeout},
};

use super::*;

const SHORT: Allowance = Allowance {
    head: Duration::from_millis(200),
    pause: Duration::from_millis(200),
    body: Duration::from_millis(600),
    connections: 3,
};

/// Much longer than any of the times above.
const PATIENCE: Duration = Duration::from_secs(10);

struct Serving {
    at: SocketAddr,
    stopping: CancellationToken,
    ended: tokio::task::JoinHandle<()>,
}

async fn serving(router: Router) -> Serving {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (at, stopping) = (listener.local_addr().unwrap(), CancellationToken::new());
    let ended = tokio::spawn(serve(listener, router, SHORT, stopping.clone()));
    Serving { at, stopping, ended }
}

fn a_shop() -> Router {
    Router::new()
        .route("/", get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.to_string()))
        .route("/modulo", post(async |body: String| body))
}

impl Serving {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.at).await.unwrap()
    }

    /// Sends something and tells all that comes back until the server hangs up.
    async fn until_hung_up(&self, sent: &str) -> (String, Duration) {
        let mut stream = self.connect().await;
        stream.write_all(sent.as_bytes()).await.unwrap();
        let begun = Instant::now();
        let mut answer = Vec::new();
        let all = timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
        // A reset is as good an end as any.
        let _ = all.expect("the server hangs up");
        (String::from_utf8(answer).unwrap(), begun.elapsed())
    }
}

/// The answer to one request on a connection that goes on.
async fn answer_on(stream: &mut TcpStream) -> String {
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut answer = vec![0; 4096];
    let read = timeout(PATIENCE, stream.read(&mut answer)).await.unwrap().unwrap();
    String::from_utf8(answer[..read].to_vec()).unwrap()
}

#[tokio::test]
async fn a_head_that_is_never_finished_is_hung_up_on() {
    let server = serving(a_shop()).await;

    for half in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: a"] {
        let (answer, time) = server.until_hung_up(half).await;
        assert!(!answer.contains(" 200 "), "{answer}");
        assert!(time >= SHORT.head && time < PATIENCE, "{time:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_never_finished_is_hung_up_on() {
    let server = serving(a_shop()).await;
    let half = "POST /modulo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nmeta";

    let (answer, time) = server.until_hung_up(half).await;

    assert!(!answer.contains(" 200 "), "{answer}");
    assert!(time >= SHORT.pause && time < PATIENCE, "{time:?}");
}

#[tokio::test]
async fn a_body_that_comes_letter_by_letter_has_an_end_too() {
    let server = serving(a_shop()).await;
    let (mut read, mut write) = server.connect().await.into_split();
    write
        .write_all(b"POST /modulo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        .await
        .unwrap();
    let dripping = tokio::spawn(async move {
        while write.write_all(b"a").await.is_ok() {
            sleep(SHORT.pause / 4).await;
        }
    });

    let mut answer = Vec::new();
    let _ = timeout(PATIENCE, read.read_to_end(&mut answer)).await.expect("it hangs up");

    assert!(!String::from_utf8(answer).unwrap().contains(" 200 "));
    dripping.abort();
}

#[tokio::test]
async fn a_connection_on_which_nothing_is_asked_any_more_is_closed() {
    let server = serving(a_shop()).await;
    let mut stream = server.connect().await;
    let own = stream.local_addr().unwrap().to_string();

    // It answers, knows from where it was asked, and goes on for another request.
    for _ in 0..2 {
        let answer = answer_on(&mut stream).await;
        assert!(answer.contains(" 200 OK") && answer.ends_with(&own), "{answer}");
    }
    let nothing = timeout(PATIENCE, stream.read(&mut [0; 16])).await.unwrap().unwrap();

    assert_eq!(nothing, 0);
}

#[tokio::test]
async fn one_network_has_only_so_many_connections() {
    let server = serving(a_shop()).await;
    let mut held = Vec::new();
    for _ in 0..SHORT.connections {
        let mut stream = server.connect().await;
        answer_on(&mut stream).await;
        held.push(stream);
    }

    let (answer, _) = server.until_hung_up("").await;
    assert_eq!(answer, "");
    held.clear();
    while !server
        .until_hung_up("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        .await
        .0
        .contains("200")
    {}
}

#[tokio::test]
async fn what_was_asked_before_the_stop_is_answered() {
    let (begun, mut has_begun) = mpsc::channel(1);
    let slow = get(move || {
        let begun = begun.clone();
        async move {
            begun.send(()).await.unwrap();
            sleep(Duration::from_millis(100)).await;
            "fatto"
        }
    });
    let server = serving(Router::new().route("/", slow)).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    has_begun.recv().await.unwrap();

    server.stopping.cancel();
    let mut answer = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut answer)).await.unwrap().unwrap();

    assert!(answer.ends_with("fatto"), "{answer}");
    timeout(PATIENCE, server.ended).await.unwrap().unwrap();
    assert!(TcpStream::connect(server.at).await.is_err(), "nobody else is let in");
}
