use std::ffi::OsString;
use std::path::Path;

use services::demo;

use super::real;
use crate::config::{Settings, load};
use crate::test_server::A_SHOP;

/// What only the operator of a shop can know.
const ASKED_FOR: [(&str, &str); 15] = [
    ("--base-url", "BOTTEGA_BASE_URL"),
    ("--mail-sender", "BOTTEGA_MAIL_SENDER"),
    ("--company-name", "BOTTEGA_COMPANY_NAME"),
    ("--company-seat", "BOTTEGA_COMPANY_SEAT"),
    ("--company-vat-number", "BOTTEGA_COMPANY_VAT_NUMBER"),
    ("--support-email", "BOTTEGA_SUPPORT_EMAIL"),
    ("--beneficiary", "BOTTEGA_BENEFICIARY"),
    ("--iban", "BOTTEGA_IBAN"),
    ("--bic", "BOTTEGA_BIC"),
    ("--bank", "BOTTEGA_BANK"),
    ("--account-suffix", "BOTTEGA_ACCOUNT_SUFFIX"),
    ("--smtp-url", "BOTTEGA_SMTP_URL"),
    ("--price-list", "BOTTEGA_PRICE_LIST"),
    ("--texts", "BOTTEGA_TEXTS"),
    ("--key-file", "BOTTEGA_KEY_FILE"),
];

fn loaded(line: &[&str]) -> Result<Settings, String> {
    let line = ["bottega"].iter().chain(line).map(OsString::from);
    load(line).map(|cli| cli.settings).map_err(|stop| stop.to_string())
}

#[test]
fn a_shop_that_says_nothing_of_itself_hears_a_sentence_for_each_thing() {
    for command in ["serve", "check-config"] {
        let refused = loaded(&[command]).unwrap_err();

        let sentences: Vec<&str> = refused.lines().collect();
        assert_eq!(sentences.len(), ASKED_FOR.len(), "{refused}");
        for (sentence, (flag, key)) in sentences.iter().zip(ASKED_FOR) {
            assert!(sentence.starts_with(&format!("{flag} ({key}) is missing: ")), "{sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }
}

#[test]
fn a_shop_that_leaves_one_thing_out_hears_of_that() {
    let file =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/a-shop.env"));
    let file = file.unwrap();
    for (flag, key) in ASKED_FOR.iter().filter(|(_, key)| file.contains(&format!("{key}="))) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.env");
        let lines = file.lines().filter(|line| !line.starts_with(&format!("{key}=")));
        std::fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
        let config = path.to_str().unwrap();

        let refused = loaded(&[&["serve", "--config", config], &A_SHOP[2..]].concat()).unwrap_err();

        assert!(refused.starts_with(&format!("{flag} ({key}) is missing: ")), "{refused}");
        assert_eq!(refused.lines().count(), 1, "{refused}");
    }
    loaded(&[&["serve"], &A_SHOP[..]].concat()).unwrap();
}

#[test]
fn only_a_demo_lets_the_staff_in_without_a_second_factor() {
    let without = ["--staff-second-factor", "false"];
    let shop = real(&loaded(&[&["serve"], &A_SHOP[..]].concat()).unwrap()).unwrap();
    assert!(shop.staff_needs_factor);

    let refused = loaded(&[&["serve"], &A_SHOP[..], &without].concat()).unwrap_err();
    assert!(
        refused.starts_with("--staff-second-factor (BOTTEGA_STAFF_SECOND_FACTOR)"),
        "{refused}"
    );

    let asks = |line: &[&str]| {
        let settings = loaded(&[&["serve", "--demo"], line].concat()).unwrap();
        crate::demo::shop(&settings, None).0.staff_needs_factor
    };
    assert!(!asks(&[]) && !asks(&without));
    assert!(asks(&["--staff-second-factor", "true"]));
}

#[test]
fn a_real_shop_has_nothing_that_was_invented_for_the_demo() {
    let settings = loaded(&[&["serve"], &A_SHOP[..]].concat()).unwrap();
    let shop = real(&settings).unwrap();
    let prices = crate::prices::configured(&settings, "2026-11-28".parse().unwrap()).unwrap();

    let said = format!("{shop:?} {prices:?}");
    let invented = demo::settings();
    assert!(!shop.demo && invented.demo);
    for word in [
        &*invented.brand.sender,
        &invented.brand.support_email,
        &invented.brand.company.line(),
        &invented.brand.company.rea.unwrap(),
        &invented.brand.company.pec.unwrap(),
        &invented.bank.beneficiary,
        &invented.bank.iban,
        &invented.bank.bic,
        &invented.bank.bank,
        &invented.account_suffix,
        &invented.postal.unwrap().account.to_string(),
        &demo::price_list().discount_codes[0].code,
        "Bottega Demo",
        "Testo dimostrativo",
        "Foro di Firenze",
    ] {
        assert!(!word.is_empty() && !said.contains(word), "{word}");
    }
    let in_demo = demo::price_list().terms.prices;
    let prices = prices.unwrap().terms.prices;
    assert!(prices.iter().all(|row| in_demo.iter().all(|other| row.yearly != other.yearly)));
}

#[test]
fn a_way_to_pay_that_leads_nowhere_is_not_offered() {
    use domain::order::PaymentMethod::{BankTransfer, Card, PayPal, PostalSlip};
    let without_account = |more: &[&str]| {
        let mut settings = loaded(&[&["serve"], &A_SHOP[..], more].concat()).unwrap();
        settings.business.postal.postal_account = None;
        real(&settings).unwrap()
    };
    let stripe = ["--stripe-key", "sk_test_1", "--stripe-webhook-secrets", "whsec_1"];

    assert_eq!(without_account(&[]).payment_methods, [BankTransfer]);
    assert_eq!(without_account(&stripe).payment_methods, [Card, PayPal, BankTransfer]);
    assert_eq!(without_account(&[]).postal, None);
    let settings = loaded(&[&["serve"], &A_SHOP[..]].concat()).unwrap();
    assert_eq!(real(&settings).unwrap().payment_methods, [PostalSlip, BankTransfer]);
}

/// Every setting with values that it must not have, each with the flag that the refusal names.
#[test]
fn no_setting_takes_a_value_that_cannot_be_right() {
    let (long, wordy) = ("x".repeat(151), "x".repeat(41));
    let texts = ["", " ", "a\nb", "a\rb", "a\tb", "a\u{0}b", "a\u{2028}b", "a\u{202e}b", &*long];
    let mailboxes = [
        "",
        "x",
        "@x.it",
        "x@",
        "x@y",
        "a b@x.it",
        "Ok\nBcc: y@x.it <x@x.it>",
        "A <x@x.it",
        "A <x>",
    ];
    let urls = [
        "",
        "shop.example",
        "https://",
        "https://shop.example:99999",
        "https://shop.example:0",
        "https://shop.example:x",
        "https://shop.example/negozio",
        "https://shop.example?a=b",
        "https://shop.example#a",
        "https://anna@shop.example",
        "https://anna:segreto@shop.example",
        "https://shop..example",
        "https://-shop.example",
        "https://shop example",
        "ftp://shop.example",
        "http://shop.example",
    ];
    let days = ["", "2026-02-30", "30/06/2026", "domani", "2026-6-31"];
    let numbers = ["", "0", "-1", "1.5", "99999999999", "dieci"];
    let table: &[(&str, &[&str])] = &[
        (
            "--listen",
            &["", "3000", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:-1", "localhost:3000"],
        ),
        ("--metrics-listen", &["", "x", "0.0.0.0:9464", "127.0.0.1:99999", "70000"]),
        ("--base-url", &urls),
        ("--stripe-url", &urls),
        (
            "--database-url",
            &[
                "",
                " ",
                "x",
                "mysql://localhost/x",
                "sqlite:",
                "sqlite://",
                "sqlite:?mode=rw",
                "sqlite::memory:",
                "sqlite:x?mode=memory",
                "postgres://",
                "postgres://host",
                "postgres://host/",
                "postgres://host:99999/x",
                "postgres://host:x/x",
                "postgres://host:0/x",
                "postgres://ho st/x",
                "sqlite:a\nb",
            ],
        ),
        ("--behind-proxy", &["", "yes", "1", "TRUE "]),
        ("--forms-at-once", &numbers),
        ("--forms-per-minute", &["", "0", "1", "-1", "1.5", "99999999999", "dieci"]),
        ("--dist", &["", " ", "a\nb"]),
        ("--price-list", &["", " ", "a\nb"]),
        ("--texts", &["", " ", "a\nb"]),
        ("--key-file", &["", " ", "a\nb"]),
        ("--credentials-directory", &["", " ", "a\nb"]),
        (
            "--smtp-url",
            &[
                "",
                "x",
                "smtp://",
                "smtp://host:99999",
                "smtp://host:0",
                "smtp://host:x",
                "smtp://a..b:25",
                "smtp://host:25/path",
                "https://host",
            ],
        ),
        ("--mail-sender", &mailboxes),
        ("--mail-sender", &texts),
        ("--support-email", &mailboxes),
        ("--support-email", &["A <x@x.it>", " x@x.it", "x@x.it\n"]),
        ("--log-format", &["", "xml"]),
        (
            "--account-suffix",
            &["", "@", "bottega", ".it", "a..it", "-a.it", "a.it-", "A.it", "a b.it", "a.it\n"],
        ),
        ("--panel-prefix", &["", "bt", "ABCDE", "B1", "B\n"]),
        ("--order-validity-days", &numbers),
        ("--order-validity-days", &["366", "1000000"]),
        ("--acceptances-stand", &["", "x", "2", "si"]),
        ("--staff-second-factor", &["", "x", "2", "si"]),
        ("--reminders-before", &["", "30,", "366", "-1", "x", "30;15", "30,30"]),
        ("--reminders-after", &["", "0", "91", "30,", "1,1"]),
        ("--reminders-before-charge", &["", "366", "8 30"]),
        ("--split-payment-from", &days),
        ("--split-payment-until", &days),
        ("--company-name", &texts),
        ("--company-seat", &texts),
        ("--company-rea", &texts),
        ("--company-pec", &mailboxes),
        ("--company-vat-number", &["", "0", "01234560513", "1234567890", "x", "00000000000"]),
        ("--beneficiary", &texts),
        (
            "--iban",
            &["", "IT60", "IT60X0542811101000000123465", "x", "IT60X0542811101000000123456\n0"],
        ),
        ("--bic", &["", "BPPI", "BPPIITRR-XX", "BPPIITRRXXXX", "BPPIXXRRXXX"]),
        ("--bank", &texts),
        ("--sdi-code", &["", "ABC", "12345678", "ABCDEF-", "0000000"]),
        ("--postal-account", &["", "0", "000", "1234567890123", "x", "-1"]),
        ("--postal-authorisation", &["", " ", "a\nb", &*wordy]),
    ];
    for (flag, values) in table {
        for value in *values {
            let typed = format!("{flag}={value}");
            let refused = loaded(&["serve", "--demo", &typed]).expect_err(&typed);
            assert!(refused.contains(flag), "{typed:?}: {refused}");
            assert!(refused.ends_with('.') && refused.lines().count() == 1, "{typed:?}: {refused}");
        }
    }
    let tried: Vec<&str> = table.iter().map(|(flag, _)| *flag).collect();
    for flag in crate::config::flags() {
        // These have tests of their own: their refusal must not repeat the value, or it is the
        // logger that knows.
        let elsewhere = ["--config", "--log", "--stripe-key", "--stripe-webhook-secrets"];
        assert!(tried.contains(&&*flag) || elsewhere.contains(&&*flag), "{flag} is not tried");
    }
}

#[test]
fn values_that_do_not_go_together_are_refused_in_a_demo_too() {
    for (options, named) in [
        (
            &["--split-payment-from=2026-07-01", "--split-payment-until=2026-06-30"][..],
            "--split-payment-until",
        ),
        (&["--iban=IT60X0542811101000000123456", "--bic=DEUTDEFFXXX"], "--bic"),
        (&["--postal-authorisation=AUT 1"], "--postal-account"),
    ] {
        let refused = loaded(&[&["serve", "--demo"], options].concat()).unwrap_err();
        assert!(refused.starts_with(named) && refused.ends_with('.'), "{refused}");
    }
    for options in [
        &["--split-payment-from=2026-06-30", "--split-payment-until=2026-06-30"][..],
        &["--iban=IT60X0542811101000000123456", "--bic=BPPIITRR"],
    ] {
        loaded(&[&["serve", "--demo"], options].concat()).unwrap();
    }
}

#[test]
fn the_texts_of_a_shop_are_its_own_and_belong_together() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let [.., texts] = A_SHOP;
    for name in ["conditions.txt", "onerous_clauses.txt", "supply_sheets.txt", "privacy.txt"] {
        std::fs::copy(Path::new(texts).join(name), folder.path().join(name)).unwrap();
    }
    let shop = || {
        let mut settings = loaded(&[&["serve"], &A_SHOP[..]].concat()).unwrap();
        settings.texts = Some(folder.path().into());
        real(&settings)
    };
    let kept = shop().unwrap().texts.privacy;
    assert_eq!(kept.version, "2026-11-prova");
    assert_eq!(kept.body, "Titolare del trattamento è Prova S.p.A.\n");

    for (text, sentence) in [
        ("Titolare: Prova.\n", "its first line must be like `version: 2027-01`."),
        ("version: \nTitolare: Prova.\n", "its first line must be like `version: 2027-01`."),
        ("version: 2027-01\n \n", "there is nothing after its first line."),
    ] {
        write("privacy.txt", text);
        let refused = shop().unwrap_err();
        assert!(refused.len() == 1 && refused[0].ends_with(sentence), "{refused:?}");
        assert!(refused[0].contains("privacy.txt: "), "{refused:?}");
    }
    write("privacy.txt", "version: 2027-01\nTitolare: Prova.\n");
    for (clauses, sentence) in [
        ("Nessuna.\n", "it lists no clause; each stands in a line `- Art. 8. Title: sense`."),
        (
            "- Art. 3. Foro: Torino.\n",
            "Art. 3. Foro is no heading `## 8. Title` of the conditions.",
        ),
    ] {
        write("onerous_clauses.txt", &format!("version: 2027-01\n{clauses}"));
        let refused = shop().unwrap_err();
        assert!(refused.len() == 1 && refused[0].ends_with(sentence), "{refused:?}");
    }
    std::fs::remove_file(folder.path().join("conditions.txt")).unwrap();
    assert!(shop().unwrap_err()[0].contains("conditions.txt: it cannot be read: "));
}
