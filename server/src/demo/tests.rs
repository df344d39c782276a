use std::path::{Path, PathBuf};

/// Asking for what was invented, and where that is right.
const ASKED: [(&str, &[&str]); 3] = [
    ("Terms::demo()", &["crates/domain/src/sample.rs", "crates/services/src/demo/shop.rs"]),
    ("demo::settings()", &["server/src/demo.rs", "crates/services/src/testing.rs"]),
    (
        "demo::price_list",
        &["server/src/demo.rs", "server/src/commands/quote.rs", "crates/services/src/testing.rs"],
    ),
];

/// What was invented, and the only place where it is written.
const INVENTED: [&str; 5] = [
    "IT60X0542811101000000123456",
    "BPPIITRRXXX",
    "BENVENUTO10",
    "Bottega Demo",
    "@bottega.example",
];
const WRITTEN_IN: &str = "crates/services/src/demo/shop.rs";

/// Every file of the program, by its path from the root, without its tests and its comments.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut folders: Vec<PathBuf> =
        ["app", "server/src", "crates/domain/src", "crates/services/src", "crates/web/src"]
            .map(|part| root.join(part))
            .to_vec();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() && path.file_name().unwrap() != "tests" {
                folders.push(path);
            } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
                let text = std::fs::read_to_string(path).unwrap();
                let program = text.split("mod tests {").next().unwrap();
                let program = program.split("#[cfg(test)]\npub mod ").next().unwrap();
                let lines = program.lines().filter(|line| !line.trim_start().starts_with("//"));
                found.push((name, lines.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    found
}

#[test]
fn what_was_invented_stands_in_one_place_and_only_the_demo_asks_for_it() {
    let sources = sources();
    assert!(sources.iter().any(|(name, _)| name == WRITTEN_IN) && sources.len() > 300);

    for (name, text) in &sources {
        for (call, allowed) in ASKED {
            assert!(!text.contains(call) || allowed.contains(&&**name), "{name} asks for {call}");
        }
        for word in INVENTED {
            assert!(!text.contains(word) || name == WRITTEN_IN, "{name} has {word}");
        }
    }
}

#[test]
fn a_demo_plays_the_shop_that_is_configured_and_invents_the_rest() {
    let line = ["bottega", "serve", "--demo", "--iban", "IT24D0542811101000000654321"];
    let settings = crate::config::load(line.map(Into::into)).unwrap().settings;

    let (shop, prices) = super::shop(&settings, None);

    assert_eq!(shop.bank.iban, "IT24D0542811101000000654321");
    assert_eq!(shop.bank.bic, services::demo::settings().bank.bic);
    assert_eq!(shop.brand.home_url, "http://localhost:3000");
    assert_eq!(prices, services::demo::price_list());
    assert!(shop.demo);
}
