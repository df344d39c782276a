//! A shop at its own prices: what it must be told before it opens, and how prices change while it
//! runs.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use platform::Clock;
use rstest::rstest;
use services::demo::seed;
use services::prices::newest;
use services::testing::{Engine, TestContext, TestDb};

use crate::serve::a_bundle;
use crate::{A_SHOP, CONFIG, PATIENCE, PRICES, Said, TEXTS, bottega, command};

/// A running `bottega serve` of a real shop, which dies with this value.
struct Shop {
    child: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Shop {
    fn opens(database: &TestDb, folder: &Path, list: &Path) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = folder.join("log");
        let child = command(database.url(), "info")
            .args(["serve", "--listen", &address.to_string()])
            .args(&A_SHOP[..4])
            .args(["--price-list", list.to_str().unwrap(), "--dist", folder.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap())
            .spawn();
        let shop = Self { child: child.unwrap(), address, log };
        shop.logs("serving", 1);
        shop
    }

    fn logged(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// Waits until it has logged this so often.
    fn logs(&self, sentence: &str, times: usize) {
        let begun = Instant::now();
        while self.logged().matches(sentence).count() < times {
            assert!(begun.elapsed() < PATIENCE, "{sentence}: {}", self.logged());
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    fn hangs_up(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-HUP", &id]).status().unwrap().success());
    }

    /// The page with the prices, with ordinary blanks.
    fn prices(&self) -> String {
        let mut stream = loop {
            match TcpStream::connect(self.address) {
                Ok(stream) => break stream,
                Err(_) => std::thread::sleep(std::time::Duration::from_millis(10)),
            }
        };
        let ask = "GET /prodotti HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write_all(ask.as_bytes()).unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page.replace('\u{a0}', " ")
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        // SIGKILL; a process that has ended does not mind.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The example as another edition, with these rows at its end.
fn an_edition(number: u32, rows: &str) -> String {
    let example = std::fs::read_to_string(PRICES).unwrap();
    format!("{}\n{rows}", example.replace("\nnumber = 1\n", &format!("\nnumber = {number}\n")))
}

fn invoicing(yearly: &str) -> String {
    let today = Clock::system().today();
    format!("[[price]]\nproduct = \"FE\"\nyearly = \"{yearly}\"\nfrom = {today}\n")
}

fn check(database_url: &str, folder: &Path, list: &Path) -> Said {
    let (dist, list) = (folder.to_str().unwrap(), list.to_str().unwrap());
    let options = ["check-config", "--price-list", list, "--dist", dist];
    bottega(database_url, &[&options, &A_SHOP[..4]].concat())
}

#[test]
fn a_shop_that_was_told_nothing_does_not_open_and_says_what_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    a_bundle(folder.path());
    let database = folder.path().join("shop.db");
    let dist = folder.path().to_str().unwrap();

    let url = format!("sqlite:{}", database.display());
    let said = bottega(&url, &["serve", "--dist", dist, "--listen", "127.0.0.1:0"]);

    assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
    let missing = |line: &str| line.starts_with("bottega: --") && line.contains(") is missing: ");
    assert!(said.err.lines().all(missing), "{said:?}");
    for key in ["COMPANY_NAME", "IBAN", "BIC", "PRICE_LIST", "MAIL_SENDER", "SMTP_URL"] {
        assert_eq!(said.err.matches(&format!("(BOTTEGA_{key})")).count(), 1, "{said:?}");
    }
    assert!(!database.exists(), "nothing was touched");
}

#[rstest]
#[tokio::test]
async fn prices_change_at_a_signal_and_a_wrong_file_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let database = engine.fresh_db().await;
    let folder = tempfile::tempdir().unwrap();
    a_bundle(folder.path());
    let list = folder.path().join("list.toml");
    std::fs::write(&list, an_edition(1, "")).unwrap();

    let shop = Shop::opens(&database, folder.path(), &list);
    let page = shop.prices();
    assert!(page.contains("48,00 €") && !page.contains("60,00 €"), "{page}");
    let before = newest(&database).await.unwrap().unwrap();
    let before = services::prices::name(&before).unwrap().digest;

    std::fs::write(&list, an_edition(2, &invoicing("60.00"))).unwrap();
    shop.hangs_up();
    shop.logs("the price list is in force", 2);
    let page = shop.prices();
    assert!(page.contains("60,00 €") && !page.contains("48,00 €"), "{page}");

    std::fs::write(&list, an_edition(3, &invoicing("-1.00"))).unwrap();
    shop.hangs_up();
    shop.logs("the price list stays as it was", 1);
    std::fs::write(&list, an_edition(3, &invoicing("61.00"))).unwrap();
    shop.hangs_up();
    shop.logs("the price list stays as it was", 2);
    assert!(shop.prices().contains("60,00 €"));

    let stored = newest(&database).await.unwrap().unwrap();
    assert_eq!(stored.number, 2);
    let digest = services::prices::name(&stored).unwrap().digest;
    let log = shop.logged();
    assert_eq!(log.matches(&digest).count(), 1, "{log}");
    // The one before is named as what this server sold by and as what was stored.
    let changed = log.lines().filter(|line| line.contains("the price list is in force")).nth(1);
    let changed = changed.unwrap();
    assert!(changed.contains("stored_before"), "{log}");
    assert_eq!(changed.matches(&before).count(), 2, "{changed}, not {before}");
    assert!(log.contains("is less than nothing") && log.contains("stands here at 61.00"), "{log}");
}

#[rstest]
#[tokio::test]
async fn a_list_that_is_older_or_changes_what_has_begun_keeps_a_shop_from_starting(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let database = engine.fresh_db().await;
    let folder = tempfile::tempdir().unwrap();
    a_bundle(folder.path());
    let file = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let newest = file("newest.toml", an_edition(2, ""));
    drop(Shop::opens(&database, folder.path(), &newest));
    let older = file("older.toml", an_edition(1, ""));
    let changed = file("changed.toml", an_edition(3, "").replace("48.00", "49.00"));
    let next = file("next.toml", an_edition(3, &invoicing("60.00")));

    for (list, end) in [
        (&older, "the list has number 1, and number 2 is in force already: take the newer file.\n"),
        (
            &changed,
            "the price of FE from 2026-01-01 is in force at 48.00 and stands here at 49.00: what \
             has begun stays, and a price changes by a new row.\n",
        ),
    ] {
        let checked = check(database.url(), folder.path(), list);
        let (dist, list) = (folder.path().to_str().unwrap(), list.to_str().unwrap());
        let options = ["serve", "--price-list", list, "--dist", dist];
        let served = bottega(database.url(), &[&options, &A_SHOP[..4]].concat());
        for said in [checked, served] {
            assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
            assert!(said.err.ends_with(end) && said.err.lines().count() == 1, "{said:?}");
        }
    }
    for list in [&newest, &next] {
        let said = check(database.url(), folder.path(), list);
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
        assert_eq!(said.out, "The configuration is right.\n");
    }
}

#[test]
fn a_configuration_is_checked_without_making_a_database() {
    let folder = tempfile::tempdir().unwrap();
    a_bundle(folder.path());
    let database = folder.path().join("shop.db");

    let said = check(&format!("sqlite:{}", database.display()), folder.path(), Path::new(PRICES));

    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
    assert!(!database.exists());
}

#[test]
fn texts_that_contradict_the_settings_about_the_renewal_are_told_of() {
    let folder = tempfile::tempdir().unwrap();
    a_bundle(folder.path());
    let url = format!("sqlite:{}", folder.path().join("shop.db").display());
    let texts = folder.path().join("texts");
    std::fs::create_dir(&texts).unwrap();
    for file in std::fs::read_dir(TEXTS).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), texts.join(file.file_name())).unwrap();
    }
    let clauses = "version: 2026-11-prova\n- Art. 2. Sospensione del servizio: rinnovo tacito.\n";
    std::fs::write(texts.join("onerous_clauses.txt"), clauses).unwrap();

    let (dist, texts) = (folder.path().to_str().unwrap(), texts.to_str().unwrap());
    let said = bottega(
        &url,
        &[
            "check-config",
            "--config",
            CONFIG,
            "--texts",
            texts,
            "--price-list",
            PRICES,
            "--dist",
            dist,
        ],
    );

    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.err.starts_with("bottega: look at the legal texts: "), "{said:?}");
}

#[test]
fn a_quote_is_at_the_prices_of_the_list_that_is_named() {
    let cart =
        r#"{"today":"2026-11-28","purpose":"first_purchase","service":"FE","years":1,"items":[]}"#;
    let quoted = |options: &[&str]| {
        let mut child = command("sqlite:none.db", "error")
            .arg("quote")
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(cart.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };

    let (listed, noted) = quoted(&["--price-list", PRICES]);
    assert!(listed.contains(r#""net":"48.00""#) && noted.is_empty(), "{listed} {noted}");
    let (invented, noted) = quoted(&[]);
    assert!(invented.contains(r#""net":"30.00""#), "{invented}");
    assert!(noted.contains("invented") && noted.lines().count() == 1, "{noted}");
    assert_eq!(quoted(&["--demo"]), (invented, String::new()));
}

#[rstest]
#[tokio::test]
async fn the_office_of_a_demo_needs_no_company_and_that_of_a_shop_does(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (demo, shop) = (engine.fresh_context().await, engine.fresh_context().await);
    seed(&demo).await.unwrap();
    let pays = |on: &TestContext| bottega(on.database_url(), &["office", "register-payment", "1"]);

    assert_eq!(pays(&demo).out, "1: non c’è un ordine con questo numero.\n");
    let said = pays(&shop);

    assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
    assert!(said.err.contains("(BOTTEGA_IBAN) is missing: "), "{said:?}");
}
