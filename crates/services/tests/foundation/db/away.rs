//! A PostgreSQL that goes away: nobody waits for long, and when it is back work goes on.

use std::time::{Duration, Instant};

use platform::{Db, Error, db::Patience};
use rstest::rstest;
use services::testing::{Engine, TestDb};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

const IMPATIENT: Patience =
    Patience { connection: Duration::from_millis(300), statement: Duration::from_millis(200) };

/// A wait for a connection that nobody takes for the brief one of whoever comes after.
const PATIENT: Patience =
    Patience { connection: Duration::from_secs(3), statement: Duration::from_millis(200) };

/// Much longer than the impatient wait, also on a busy machine, and shorter than anybody waited before.
const SOON: Duration = Duration::from_secs(20);

/// What becomes of what is sent to the server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Open,
    /// Nothing arrives any more, in either direction.
    Dead,
    /// Every connection is cut.
    Cut,
}

/// A PostgreSQL behind a line that can die.
struct Distant {
    db: Db,
    line: watch::Sender<Line>,
    _database: TestDb,
}

/// None where PostgreSQL is left out.
async fn distant(patience: Patience) -> Option<Distant> {
    let database = Engine::Postgres.fresh_db().await;
    let (before, host_and_rest) = database.url().split_once('@')?;
    let (host, rest) = host_and_rest.split_once('/')?;
    let host = host.to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let here = listener.local_addr().unwrap();
    let (line, seen) = watch::channel(Line::Open);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            if *seen.borrow() == Line::Cut {
                continue;
            }
            let server = TcpStream::connect(&host).await.unwrap();
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            tokio::spawn(carry(from_client, to_server, seen.clone()));
            tokio::spawn(carry(from_server, to_client, seen.clone()));
        }
    });
    let db = Db::open_with(&format!("{before}@{here}/{rest}"), patience).await.unwrap();
    Some(Distant { db, line, _database: database })
}

async fn carry(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    mut line: watch::Receiver<Line>,
) {
    let mut buffer = [0; 8192];
    loop {
        let read = tokio::select! {
            read = from.read(&mut buffer) => read.unwrap_or(0),
            _ = line.wait_for(|line| *line == Line::Cut) => return,
        };
        // What is on a dead line waits there.
        let state = line.wait_for(|line| *line != Line::Dead).await.map(|line| *line);
        if read == 0 || state.is_ok_and(|state| state == Line::Cut) {
            return;
        }
        if to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}

async fn ask(db: &Db) -> platform::Result<i64> {
    let mut tx = db.read().await?;
    let (one,): (i64,) = tx.sql("SELECT COUNT(*) FROM outbox").one().await?;
    Ok(one)
}

async fn is_told_soon(db: &Db) {
    let begun = Instant::now();
    let answer = ask(db).await;
    assert!(matches!(answer, Err(Error::Unavailable(_))), "{answer:?}");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[rstest]
#[case::dead(Line::Dead)]
#[case::cut(Line::Cut)]
#[tokio::test]
async fn a_postgres_that_goes_away_is_told_soon_and_work_goes_on_when_it_is_back(
    #[case] state: Line,
) {
    let Some(distant) = distant(PATIENT).await else { return };
    assert_eq!(ask(&distant.db).await.unwrap(), 0);
    assert!(!distant.db.is_away());

    distant.line.send(state).unwrap();
    is_told_soon(&distant.db).await;
    assert!(distant.db.is_away());
    // Whoever asks right after it need not find it out anew.
    let begun = Instant::now();
    ask(&distant.db).await.unwrap_err();
    assert!(begun.elapsed() < PATIENT.connection, "{:?}", begun.elapsed());

    distant.line.send(Line::Open).unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    while ask(&distant.db).await.is_err() {}
    assert!(!distant.db.is_away());
}

#[tokio::test]
async fn a_line_that_dies_in_the_middle_of_a_unit_of_work_is_not_waited_for() {
    let Some(distant) = distant(IMPATIENT).await else { return };
    let mut tx = distant.db.write().await.unwrap();

    distant.line.send(Line::Dead).unwrap();
    let begun = Instant::now();
    // Our own limit comes two seconds after that of the server, which cannot be heard.
    let answer: platform::Result<Vec<(i64,)>> = tx.sql("SELECT COUNT(*) FROM outbox").all().await;
    assert!(matches!(answer, Err(Error::Unavailable(_))), "{answer:?}");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    assert!(tx.commit().await.is_err());
    distant.line.send(Line::Open).unwrap();

    assert_eq!(ask(&distant.db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_given_up() {
    let Some(distant) = distant(IMPATIENT).await else { return };

    let mut tx = distant.db.read().await.unwrap();
    let begun = Instant::now();
    let slow: platform::Result<Vec<(i64,)>> =
        tx.sql("SELECT CAST(1 AS BIGINT) FROM pg_sleep(30)").all().await;
    assert!(matches!(slow, Err(Error::Unavailable(_))), "{slow:?}");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    drop(tx);

    assert_eq!(ask(&distant.db).await.unwrap(), 0);
}

#[tokio::test]
async fn more_work_than_connections_is_told_so_and_not_kept_waiting() {
    let Some(distant) = distant(IMPATIENT).await else { return };
    let mut held = Vec::new();
    let refused = loop {
        match distant.db.read().await {
            Ok(tx) => held.push(tx),
            Err(error) => break error,
        }
    };

    assert!(matches!(refused, Error::Unavailable(_)), "{refused:?}");
    assert_eq!(held.len(), 16);
    held.clear();
    assert_eq!(ask(&distant.db).await.unwrap(), 0);
}
