//! Between the modules of a crate arrows point one way: what one of them uses does not use it in turn.
//!
//! An arrow is a path that begins with `crate::`, outside of tests. The root of a crate wires its
//! modules together, so it may use all of them and counts as none.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use rstest::rstest;

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
    let top = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let source = Path::new(top).join(name).join("src");

    let arrows = Arrows::of(&source);

    assert!(arrows.0.len() > 1, "{name} has modules");
    assert_eq!(arrows.circle(), None);
}

#[test]
fn a_circle_is_told_with_the_files_that_close_it() {
    let mut arrows = Arrows::default();
    arrows.read("order/cancel.rs", "use crate::{Context, payment::{call_off, pay}, store};", &[]);
    arrows.read("payment.rs", "use super::renewal;\n// use crate::order;", &[]);
    arrows.read("renewal/run.rs", "let order: crate::Order = made();", &[("Order", "order")]);
    arrows.read("store.rs", "#[cfg(test)]\nmod tests {\n    use crate::order;\n}", &[]);

    let circle = arrows.circle().unwrap();

    assert_eq!(
        circle,
        "order -> payment (order/cancel.rs) -> renewal (payment.rs) -> order (renewal/run.rs)"
    );
    arrows.0.remove("renewal");
    assert_eq!(arrows.circle(), None);
}

/// Which module uses which, and the file that says so.
#[derive(Default)]
struct Arrows(BTreeMap<String, BTreeMap<String, String>>);

impl Arrows {
    fn of(source: &Path) -> Self {
        let is_program = source.join("main.rs").exists();
        let root_file = if is_program { "main.rs" } else { "lib.rs" };
        let root = fs::read_to_string(source.join(root_file)).expect("a crate has a root");
        let exported = exported(&root);
        let exported: Vec<_> =
            exported.iter().map(|(name, of)| (name.as_str(), of.as_str())).collect();
        let mut arrows = Self::default();
        for file in rust_files(source) {
            let path = file.strip_prefix(source).expect("it was found below it");
            let path = path.to_str().expect("a file with a plain name");
            let is_test = path.contains("tests") || path.starts_with("test");
            if path != root_file && !is_test {
                let text = fs::read_to_string(&file).expect("a file of the source can be read");
                arrows.read(path, &text, &exported);
            }
        }
        arrows
    }

    /// Notes what a file uses. `exported` tells from which modules the root's own names come.
    fn read(&mut self, path: &str, text: &str, exported: &[(&str, &str)]) {
        let (module, inner) = path.split_once('/').unwrap_or((path, ""));
        let module = module.trim_end_matches(".rs").to_owned();
        let code = without_comments_and_tests(text);
        // Directly below the root, `super` is the root.
        let code = if inner.is_empty() { code.replace("super::", "crate::") } else { code };
        let uses = self.0.entry(module.clone()).or_default();
        for name in used(&code) {
            let from = exported.iter().find(|(known, _)| *known == name);
            let target = from.map_or(name, |(_, of)| (*of).to_owned());
            if target != module {
                uses.entry(target).or_insert_with(|| path.to_owned());
            }
        }
    }

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

/// What the root hands on under its own name: `Db` of `db` for `pub use db::{Db, Tx};`.
fn exported(root: &str) -> Vec<(String, String)> {
    let lines = root.lines().filter_map(|line| line.strip_prefix("pub use "));
    let modules = lines.filter_map(|line| line.trim_end_matches(';').split_once("::"));
    modules
        .flat_map(|(module, names)| {
            // Of `base::calendar::Date` the last word is the name.
            let names = match names.strip_prefix('{') {
                Some(group) => entries(group),
                None => vec![first_word(names.rsplit("::").next().unwrap_or_default())],
            };
            names.into_iter().map(move |name| (name, module.to_owned()))
        })
        .collect()
}

/// The names right behind each `crate::`: `Context` and `store` of `crate::{Context, store::orders}`.
fn used(code: &str) -> BTreeSet<String> {
    let behind = code.match_indices("crate::").map(|(at, found)| &code[at + found.len()..]);
    behind
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => entries(group),
            None => vec![first_word(rest)],
        })
        .collect()
}

/// The first word of each entry of a group, up to the brace that closes it.
fn entries(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut flat = String::new();
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => flat.push(c),
            _ => {}
        }
    }
    flat.split(',').map(first_word).filter(|word| !word.is_empty()).collect()
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn without_comments_and_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the source is at hand");
    let paths = entries.map(|entry| entry.expect("an entry of a folder").path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let of_rust = files.into_iter().filter(|file| file.extension().is_some_and(|e| e == "rs"));
    of_rust.chain(folders.iter().flat_map(|folder| rust_files(folder))).collect()
}
