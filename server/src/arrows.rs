//! Which crate may see which. The picture is in docs/architecture.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

/// Each crate of ours with those of ours that its program is made of.
const ARROWS: [(&str, &[&str]); 15] = [
    ("app", &["demo", "office", "panel", "shop", "ui"]),
    ("bundler", &[]),
    ("demo", &["domain", "services", "ui"]),
    ("domain", &[]),
    ("frontend", &["shop", "ui"]),
    ("measure", &[]),
    ("office", &["domain", "services", "ui"]),
    ("panel", &["domain", "services", "ui"]),
    ("platform", &[]),
    ("print", &[]),
    ("server", &["app", "domain", "platform", "services", "ui", "web"]),
    ("services", &["domain", "platform", "print"]),
    ("shop", &["domain", "services", "ui"]),
    ("ui", &["domain", "services", "web"]),
    ("web", &["domain", "services"]),
];

/// What only tests and benchmarks need, and any of them may use.
const OF_TESTS: &str = "measure";

/// The two crates that know no business, and words by which one would notice that they do. (`order`
/// is what rows and ids have, too.)
const NO_BUSINESS: [&str; 2] = ["platform", "print"];
const BUSINESS: [&str; 16] = [
    "account",
    "accounts",
    "cart",
    "carts",
    "customer",
    "customers",
    "invoice",
    "invoices",
    "office",
    "orders",
    "payment",
    "payments",
    "refund",
    "refunds",
    "shop",
    "subscription",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folders of our crates.
fn crates() -> Vec<PathBuf> {
    let within = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let all = [root(), root().join("app"), root().join("crates")].into_iter().flat_map(within);
    all.filter(|folder| folder.join("Cargo.toml").is_file()).collect()
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().to_owned()
}

/// The keys of every table of this name in a manifest, those of one target only among them.
fn written_in(manifest: &str, table: &str) -> BTreeSet<String> {
    fn look(place: &DeTable<'_>, table: &str, found: &mut BTreeSet<String>) {
        for (key, value) in place {
            match value.get_ref().as_table() {
                Some(inner) if key.get_ref() == table => {
                    found.extend(inner.keys().map(|key| key.get_ref().to_string()));
                }
                Some(inner) => look(inner, table, found),
                None => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    look(DeTable::parse(manifest).unwrap().get_ref(), table, &mut found);
    found
}

#[test]
fn no_crate_sees_another_one_than_the_picture_allows() {
    let crates = crates();
    let names: BTreeSet<String> = crates.iter().map(|folder| name(folder)).collect();
    let drawn: BTreeSet<String> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names, drawn, "each crate has its place in the picture");

    for folder in crates {
        let name = name(&folder);
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let (_, allowed) = ARROWS.iter().find(|(known, _)| *known == name).unwrap();
        for table in ["dependencies", "build-dependencies"] {
            for seen in written_in(&manifest, table).intersection(&names) {
                assert!(allowed.contains(&&**seen), "{name} must not see {seen}");
            }
        }
        for seen in written_in(&manifest, "dev-dependencies").intersection(&names) {
            let is_right = allowed.contains(&&**seen) || *seen == name || seen == OF_TESTS;
            assert!(is_right, "the tests of {name} must not see {seen}");
        }
    }
}

/// Tests, benchmarks and examples are roots too, and are exempt.
#[test]
fn each_root_of_a_crate_is_read_pedantically() {
    let is_there = |path: &PathBuf| path.is_file();
    let mut roots = Vec::new();
    for source in crates().into_iter().map(|folder| folder.join("src")) {
        roots.extend(
            ["lib.rs", "main.rs"].map(|file| source.join(file)).into_iter().filter(is_there),
        );
        if let Ok(programs) = fs::read_dir(source.join("bin")) {
            roots.extend(programs.map(|program| program.unwrap().path()).filter(is_there));
        }
    }

    assert!(roots.len() >= crates().len(), "each crate has one");
    for root in roots {
        let text = fs::read_to_string(&root).unwrap();
        assert!(text.contains("warn(clippy::pedantic)"), "{} is not", root.display());
    }
}

#[test]
fn what_everything_stands_on_knows_no_business() {
    for name in NO_BUSINESS {
        let mut files = Vec::new();
        read_into(&mut files, &root().join("crates").join(name).join("src"));
        assert!(files.len() > 3, "{name} has its files");
        for (path, text) in files {
            let words = text.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_ascii_lowercase);
            for word in words {
                assert!(!BUSINESS.contains(&&*word), "{} says {word}", path.display());
            }
        }
    }
}

fn read_into(files: &mut Vec<(PathBuf, String)>, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_into(files, &path);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            files.push((path, text));
        }
    }
}
