//! Between the modules of a crate arrows point one way: what one of them uses does not use it in turn.
//! That holds between the modules of its root, and between those of each folder below it.
//!
//! An arrow is a path that begins with `crate::`, `super::` or `self::`, outside of tests; what a module
//! hands on under its own name counts as where it comes from. The root of a crate wires its modules
//! together, so it may use all of them and counts as none; so does the file of a folder.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use rstest::rstest;

/// The rooms of `services` in the order of docs/decisions/0023: none of them uses one before it.
const ROOMS: [&[&str]; 6] = [
    &["order", "statement", "office"],
    &["payment"],
    &["renewal"],
    &["activation"],
    &["notices"],
    &["mail", "outbox"],
];

fn source(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(name).join("src")
}

#[rstest]
fn no_modules_use_each_other_in_a_circle(
    #[values(
        "app/demo",
        "app/office",
        "app/panel",
        "app/shop",
        "app/ui",
        "crates/domain",
        "crates/platform",
        "crates/print",
        "crates/services",
        "crates/web",
        "server"
    )]
    name: &str,
) {
    let folders = Modules::of(&source(name)).arrows();

    assert!(folders[""].0.len() > 1, "{name} has modules");
    let circles: Vec<_> = folders
        .iter()
        .filter_map(|(folder, arrows)| Some(format!("{folder}: {}", arrows.circle()?)))
        .collect();
    assert!(circles.is_empty(), "{name}: {circles:#?}");
}

#[test]
fn no_room_uses_one_before_it() {
    let folders = Modules::of(&source("crates/services")).arrows();
    let place = |room: &str| ROOMS.iter().position(|rooms| rooms.contains(&room));

    for room in ROOMS.concat() {
        for (target, file) in &folders[""].0[room] {
            let is_before = place(target).is_some_and(|target| Some(target) < place(room));
            assert!(!is_before, "{room} must not use {target} ({file})");
        }
    }
}

#[test]
fn a_circle_is_told_with_the_files_that_close_it() {
    let mut files = vec![
        ("lib.rs", "mod order;\npub use order::Order;"),
        ("order.rs", "mod cancel;\nmod sum;\npub use self::sum::Sum;\npub struct Order;"),
        ("order/cancel.rs", "use crate::{Context, payment::{call_off, pay}, store};"),
        ("order/sum.rs", "pub struct Sum;"),
        ("payment.rs", "use super::renewal;\n// use crate::order;"),
        ("renewal.rs", "mod run;"),
        ("renewal/run.rs", "let order: crate::Order = made();"),
        ("store.rs", "#[cfg(test)]\nmod tests {\n    use crate::order;\n}"),
    ];
    let circle = |files: &[(&str, &str)], folder| Modules::read(files).arrows()[folder].circle();

    assert_eq!(
        circle(&files, "").unwrap(),
        "order -> payment (order/cancel.rs) -> renewal (payment.rs) -> order (renewal/run.rs)"
    );
    files.retain(|(path, _)| !path.starts_with("renewal"));
    assert_eq!(circle(&files, ""), None);
    // One folder down, by way of the file of the folder and of two steps up.
    files[2].1 = "use super::Sum;";
    files[3].1 = "use crate::order::cancel::called_off;";
    let told = "sum -> cancel (order/sum.rs) -> sum (order/cancel.rs)";
    assert_eq!(circle(&files, "order").unwrap(), told);
    files[3].1 = "use super::super::order::{cancel::called_off};";
    assert_eq!(circle(&files, "order").unwrap(), told);
}

/// The name of a module: `["store", "orders"]`. The root of a crate has none.
type Name = Vec<String>;

/// The modules of a crate, each with its code and with what it hands on under its own name.
#[derive(Default)]
struct Modules {
    code: BTreeMap<Name, String>,
    handed_on: BTreeMap<Name, BTreeMap<String, Vec<String>>>,
}

impl Modules {
    fn of(source: &Path) -> Self {
        let files: Vec<(String, String)> = rust_files(source)
            .into_iter()
            .map(|file| {
                let path = file.strip_prefix(source).expect("it was found below it");
                let path = path.to_str().expect("a file with a plain name").to_owned();
                (path, fs::read_to_string(&file).expect("a file of the source can be read"))
            })
            .collect();
        Self::read(&files)
    }

    fn read<T: AsRef<str>>(files: &[(T, T)]) -> Self {
        let mut modules = Self::default();
        for (path, text) in files {
            let path = path.as_ref().trim_end_matches(".rs");
            if path.contains("tests") || path.starts_with("test") {
                continue;
            }
            let is_root = ["lib", "main"].contains(&path);
            let name: Name =
                if is_root { Vec::new() } else { path.split('/').map(str::to_owned).collect() };
            let code = without_comments_and_tests(text.as_ref());
            modules.handed_on.insert(name.clone(), handed_on(&code));
            modules.code.insert(name, code);
        }
        modules
    }

    /// The module that a path from this one leads to.
    fn found(&self, from: &[String], path: &[String]) -> Name {
        let mut here = from.to_vec();
        for name in path {
            let below = [here.clone(), vec![name.clone()]].concat();
            if self.code.contains_key(&below) {
                here = below;
            } else if let Some(origin) = self.handed_on.get(&here).and_then(|on| on.get(name)) {
                let (from, rest) = self.begin(&here, origin);
                return if from == here && rest.is_empty() {
                    here
                } else {
                    self.found(&from, rest)
                };
            } else {
                break;
            }
        }
        here
    }

    /// Where a path begins that stands in this module, and what is left of it.
    fn begin<'p>(&self, module: &[String], path: &'p [String]) -> (Name, &'p [String]) {
        let ups = path.iter().take_while(|part| *part == "super").count();
        match path.first().map(String::as_str) {
            Some("crate") => (Vec::new(), &path[1..]),
            Some("self") => (module.to_vec(), &path[1..]),
            Some("super") => (module[..module.len().saturating_sub(ups)].to_vec(), &path[ups..]),
            _ => (module.to_vec(), path),
        }
    }

    /// Which module uses which, folder by folder.
    fn arrows(&self) -> BTreeMap<String, Arrows> {
        let mut folders: BTreeMap<String, Arrows> = BTreeMap::new();
        for (module, code) in &self.code {
            let file = format!("{}.rs", module.join("/"));
            for path in paths(code) {
                let (from, rest) = self.begin(module, &path);
                let target = self.found(&from, rest);
                let same = module.iter().zip(&target).take_while(|(here, there)| here == there);
                let same = same.count();
                let (Some(here), Some(there)) = (module.get(same), target.get(same)) else {
                    continue;
                };
                let arrows = folders.entry(module[..same].join("/")).or_default();
                let uses = arrows.0.entry(here.clone()).or_default();
                uses.entry(there.clone()).or_insert_with(|| file.clone());
            }
            if let [.., name] = module.as_slice() {
                let folder = folders.entry(module[..module.len() - 1].join("/")).or_default();
                folder.0.entry(name.clone()).or_default();
            }
        }
        folders
    }
}

/// Which module uses which, and the file that says so.
#[derive(Default)]
struct Arrows(BTreeMap<String, BTreeMap<String, String>>);

impl Arrows {
    /// The shortest way from a module back to itself.
    fn circle(&self) -> Option<String> {
        self.0.keys().filter_map(|start| self.way_back(start)).min_by_key(String::len)
    }

    fn way_back(&self, start: &str) -> Option<String> {
        let mut seen = BTreeSet::new();
        let mut ways = VecDeque::from([(start, start.to_owned())]);
        while let Some((module, way)) = ways.pop_front() {
            for (target, file) in self.0.get(module).into_iter().flatten() {
                let longer = format!("{way} -> {target} ({file})");
                if target == start {
                    return Some(longer);
                }
                if seen.insert(target) {
                    ways.push_back((target, longer));
                }
            }
        }
        None
    }
}

/// What a module hands on: `Db` with `db` for `pub use db::{Db, Tx};`.
fn handed_on(code: &str) -> BTreeMap<String, Vec<String>> {
    let uses = code.match_indices("use ").filter(|(at, _)| is_handed_on(&code[..*at]));
    let mut found = BTreeMap::new();
    for (at, word) in uses {
        let statement = code[at + word.len()..].split(';').next().unwrap_or_default();
        for mut path in expanded(statement) {
            if let Some(name) = path.pop() {
                found.insert(name, path);
            }
        }
    }
    found
}

/// Whether what stands before a `use` makes it public, to whomever.
fn is_handed_on(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    line == "pub" || (line.starts_with("pub(") && line.ends_with(')'))
}

/// The paths of a module that begin within the crate.
fn paths(code: &str) -> Vec<Vec<String>> {
    let begins = ["crate::", "super::", "self::"];
    let starts = begins.iter().flat_map(|begin| code.match_indices(begin)).map(|(at, _)| at);
    starts
        .filter(|at| {
            let before = code[..*at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
        })
        .flat_map(|at| expanded(&code[at..]))
        .collect()
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`; of a group within a group the first word is enough.
fn expanded(written: &str) -> Vec<Vec<String>> {
    let mut path = Vec::new();
    let mut rest = written.trim_start();
    loop {
        let word = first_word(rest);
        if word.is_empty() {
            break;
        }
        rest = &rest[word.len()..];
        path.push(word);
        match rest.strip_prefix("::") {
            Some(more) => rest = more,
            None => break,
        }
    }
    match rest.strip_prefix('{') {
        Some(group) => entries(group)
            .into_iter()
            .map(|entry| {
                let mut inner = expanded(&entry).into_iter().next().unwrap_or_default();
                inner.retain(|word| word != "self");
                [path.clone(), inner].concat()
            })
            .collect(),
        None => vec![path],
    }
}

/// The entries of a group, up to the brace that closes it.
fn entries(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut entries = vec![String::new()];
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => entries.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                if let Some(entry) = entries.last_mut() {
                    entry.push(c);
                }
            }
        }
    }
    entries.retain(|entry| !entry.trim().is_empty());
    entries.into_iter().map(|entry| entry.trim().to_owned()).collect()
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

pub fn without_comments_and_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the source is at hand");
    let paths = entries.map(|entry| entry.expect("an entry of a folder").path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let of_rust = files.into_iter().filter(|file| file.extension().is_some_and(|e| e == "rs"));
    of_rust.chain(folders.iter().flat_map(|folder| rust_files(folder))).collect()
}
