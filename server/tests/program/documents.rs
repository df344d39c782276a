//! What the documents name is there: files, functions, settings, recipes, and each other.
//!
//! Blocks of code are left out: they hold commands, and files that are still to come.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a build or an operator makes.
const MADE: [&str; 3] = ["target", "dist", "data"];

/// Folders without anything of ours.
const FOREIGN: [&str; 5] = [".git", "target", "node_modules", "dist", "data"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the server stands in the tree")
}

/// Every file of the tree with one of these endings.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() && !FOREIGN.contains(&name) {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn documents() -> Vec<(PathBuf, String)> {
    let is_kept_up = |path: &PathBuf| !path.ends_with("CHANGELOG.md");
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path, text)
    };
    files(&[".md"]).into_iter().filter(is_kept_up).map(read).collect()
}

/// The text without blocks of code.
fn prose(text: &str) -> String {
    let mut is_fenced = false;
    let line = |line: &&str| {
        let is_fence = line.starts_with("```");
        is_fenced ^= is_fence;
        !is_fence && !is_fenced && !line.starts_with("    ")
    };
    text.lines().filter(line).collect::<Vec<_>>().join("\n")
}

/// What stands between backticks.
fn spans(prose: &str) -> Vec<String> {
    let words = |span: &str| span.split_whitespace().collect::<Vec<_>>().join(" ");
    prose.split('`').skip(1).step_by(2).map(words).collect()
}

/// The file or folder that a span names, up to the first part that stands for any name.
fn path_in(span: &str) -> Option<String> {
    let is_of_paths = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-/<>*".contains(&byte);
    let is_placeholder = |part: &&str| {
        part.contains(['<', '*'])
            || part.bytes().any(|b| b.is_ascii_uppercase()) && !part.contains('.')
    };
    let first = span.split('/').next().unwrap_or_default();
    if !span.contains('/')
        || span.starts_with('/')
        || !span.bytes().all(is_of_paths)
        || MADE.contains(&first)
    {
        return None;
    }
    let known = span.split('/').take_while(|part| !is_placeholder(part)).collect::<Vec<_>>();
    // `bottega/1/seal/PURPOSE` names no file.
    (known.len() == span.split('/').count() || span.contains(['<', '*'])).then(|| known.join("/"))
}

#[test]
fn every_path_in_a_document_exists() {
    let mut count = 0;
    let mut missing = Vec::new();
    for (document, text) in documents() {
        for path in spans(&prose(&text)).iter().filter_map(|span| path_in(span)) {
            count += 1;
            if !root().join(&path).exists() {
                missing.push(format!("{}: `{path}`", document.display()));
            }
        }
    }

    assert!(count > 50, "only {count} paths were found: the reader of documents is broken");
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

/// The targets of links, without those into the network.
fn links(prose: &str) -> Vec<&str> {
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://")).collect()
}

/// The heading as a link names it.
fn anchor(heading: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ if c.is_alphanumeric() => Some(c.to_ascii_lowercase()),
        _ => None,
    };
    heading.trim_start_matches('#').trim().chars().filter_map(kept).collect()
}

#[test]
fn every_link_in_a_document_leads_somewhere() {
    let mut missing = Vec::new();
    for (document, text) in documents() {
        for link in links(&prose(&text)) {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let target =
                if file.is_empty() { document.clone() } else { document.with_file_name(file) };
            let has_part = || {
                let text = std::fs::read_to_string(&target).unwrap_or_default();
                text.lines().any(|line| line.starts_with('#') && anchor(line) == part)
            };
            if !target.exists() || !part.is_empty() && !has_part() {
                missing.push(format!("{}: {link}", document.display()));
            }
        }
    }

    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn every_decision_stands_in_the_list_of_decisions() {
    let folder = root().join("docs/decisions");
    let list = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let listed: BTreeSet<String> = links(&list).into_iter().map(Into::into).collect();
    let written: BTreeSet<String> = files(&[".md"])
        .into_iter()
        .filter(|path| path.parent() == Some(&folder) && !path.ends_with("README.md"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();

    let number = |name: &String| name[..4].to_owned();
    assert_eq!(written.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(written.iter().map(number).collect::<BTreeSet<_>>().len(), written.len());
    for name in &written {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(text.starts_with(&format!("# {} ", number(name))), "{name} has another number");
    }
}

/// Every name in the sources.
fn names() -> BTreeSet<String> {
    let sources = files(&[".rs"]).into_iter().map(|path| std::fs::read_to_string(path).unwrap());
    let is_no_name = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    sources.flat_map(|text| text.split(is_no_name).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn every_function_and_type_in_a_document_exists() {
    let names = names();
    let mut missing = Vec::new();
    for (document, text) in documents() {
        for span in spans(&prose(&text)) {
            let is_of_code = |byte: u8| byte.is_ascii_alphanumeric() || b"_:".contains(&byte);
            if span.contains("::") && span.bytes().all(is_of_code) {
                let strangers = span.split("::").filter(|name| !names.contains(*name));
                missing.extend(
                    strangers.map(|name| format!("{}: {name} of `{span}`", document.display())),
                );
            }
            // So long are the names of tests, and of figures.
            let is_of_name = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
            let is_long = span.matches('_').count() > 2 && span.bytes().all(is_of_name);
            if is_long && !names.contains(&span) {
                missing.push(format!("{}: `{span}`", document.display()));
            }
        }
    }

    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

/// Crates of ours whose names are those of nothing else.
const CRATES: [&str; 8] = [
    "app/shop",
    "app/ui",
    "crates/domain",
    "crates/platform",
    "crates/print",
    "crates/services",
    "crates/web",
    "server",
];

/// The sources of one of them, or of `app`, which joins the zones.
fn source_of(name: &str) -> Option<PathBuf> {
    let folder =
        CRATES.iter().copied().chain(["app"]).find(|path| path.rsplit('/').next() == Some(name));
    folder.map(|folder| root().join(folder).join("src"))
}

/// The first part of a path of code that is not where the path says, if there is one.
fn lost_part(span: &str) -> Option<String> {
    let mut parts = span.trim_end_matches("()").split("::");
    let mut folder = source_of(parts.next()?)?;
    let at_root = ["lib.rs", "main.rs"].map(|file| std::fs::read_to_string(folder.join(file)));
    let mut text = at_root.into_iter().flatten().collect::<String>();
    for part in parts {
        let file = folder.join(part).with_extension("rs");
        if file.exists() {
            (folder, text) = (folder.join(part), std::fs::read_to_string(file).unwrap());
        } else {
            // A name of this module; what is behind it belongs to a type.
            let is_no_name = |c: char| !c.is_ascii_alphanumeric() && c != '_';
            return (!text.split(is_no_name).any(|name| name == part)).then(|| part.to_owned());
        }
    }
    None
}

#[test]
fn every_path_of_code_leads_to_where_its_name_is() {
    let of_comments = files(&[".rs"]).into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        let comments = text.lines().filter_map(|line| line.trim_start().strip_prefix("//"));
        (path, comments.collect::<Vec<_>>().join("\n"))
    });
    let mut count = 0;
    let mut lost = Vec::new();
    for (place, text) in
        documents().into_iter().map(|(path, text)| (path, prose(&text))).chain(of_comments)
    {
        for span in spans(&text) {
            let is_of_code = |byte: u8| byte.is_ascii_alphanumeric() || b"_:()".contains(&byte);
            if span.contains("::") && span.bytes().all(is_of_code) {
                count += 1;
                lost.extend(
                    lost_part(&span).map(|part| format!("{}: {part} of `{span}`", place.display())),
                );
            }
        }
    }

    assert!(count > 50, "only {count} paths were found");
    assert!(lost.is_empty(), "\n{}", lost.join("\n"));
}

/// What follows `before` and is made of these characters, wherever it stands.
fn after<'t>(
    text: &'t str,
    before: &str,
    is_part: impl Fn(char) -> bool + Copy,
) -> BTreeSet<&'t str> {
    let ends = move |rest: &'t str| rest.split(|c| !is_part(c)).next().unwrap_or_default();
    text.split(before).skip(1).map(ends).filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_setting_and_every_recipe_in_a_document_exists() {
    let settings = std::fs::read_to_string(root().join(".env.example")).unwrap();
    let recipes = std::fs::read_to_string(root().join("Makefile")).unwrap();
    let mut missing = Vec::new();
    for (document, text) in documents() {
        let document = document.display();
        for setting in after(&text, "BOTTEGA_", |c| c.is_ascii_uppercase() || c == '_') {
            // Those of the tests belong to no operator.
            if !setting.starts_with("TEST_") && !settings.contains(&format!("BOTTEGA_{setting}")) {
                missing.push(format!("{document}: BOTTEGA_{setting}"));
            }
        }
        for recipe in after(&text, "`make ", |c| c.is_ascii_lowercase() || c == '-') {
            if !recipes.contains(&format!("\n{recipe}:")) {
                missing.push(format!("{document}: make {recipe}"));
            }
        }
    }

    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn every_document_that_a_source_names_exists() {
    let mut missing = Vec::new();
    for source in
        files(&[".rs", ".sql", ".toml", ".sh", ".mjs", ".ts", ".service", ".example", "Makefile"])
    {
        let text = std::fs::read_to_string(&source).unwrap();
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
        for name in after(&text, "docs/", is_part) {
            let name = name.trim_end_matches('.');
            if name.contains('.') && !root().join("docs").join(name).exists() {
                missing.push(format!("{}: docs/{name}", source.display()));
            }
        }
    }

    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

/// Somebody else has the tree, and what lies beside it, elsewhere.
#[test]
fn no_file_names_a_folder_of_the_machine_on_which_it_was_written() {
    let own = ["work", "home", "root"].map(|folder| format!("/{folder}/"));
    let is_absolute =
        |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || "._-}>".contains(c));
    for path in
        files(&[".rs", ".ts", ".mjs", ".js", ".sh", ".toml", ".css", ".html", ".sql", ".md"])
    {
        let text = std::fs::read_to_string(&path).unwrap();
        for folder in &own {
            let mut found = text.match_indices(folder.as_str());
            let named = found.find(|(at, _)| is_absolute(&text[..*at]));
            assert!(named.is_none(), "{} names {folder}", path.display());
        }
    }
}
