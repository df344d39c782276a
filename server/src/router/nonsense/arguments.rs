//! What the server functions of the program take, by the names that their forms use.
//!
//! The program knows where its functions are called, not what they take; the source says that.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use leptos::server_fn::axum::server_fn_paths;

/// A server function.
#[derive(Debug)]
pub struct Function {
    pub path: &'static str,
    /// `number`, or `form[party][city]` for what is inside of an argument.
    pub fields: Vec<String>,
}

/// Every server function of the program.
///
/// # Panics
/// When the source has other functions than the program.
pub fn functions() -> Vec<Function> {
    let sources = Sources::read();
    let mut written = sources.functions();
    let functions: Vec<Function> = server_fn_paths()
        .map(|(path, _)| {
            let fields = written.get_mut(name_of(path)).and_then(Vec::pop);
            let fields = fields.unwrap_or_else(|| panic!("{path} is nowhere in the source"));
            Function { path, fields }
        })
        .collect();
    written.retain(|_, others| !others.is_empty());
    assert!(written.is_empty(), "the program does not know {:?}", written.keys());
    functions
}

/// Those whose source lies in this folder.
pub fn functions_in(folder: &str) -> Vec<Function> {
    let mut texts = Vec::new();
    read_into(&mut texts, &workspace().join(folder));
    let written = Sources(texts).functions();
    functions().into_iter().filter(|it| written.contains_key(name_of(it.path))).collect()
}

/// Where the server function of this name is called.
pub fn path_of(name: &str) -> &'static str {
    let found = server_fn_paths().find(|(path, _)| name_of(path) == name);
    found.expect("the function exists").0
}

/// The name in the source, which is the last part of the path: whoever has a page of the release before
/// open presses the same.
pub fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The parameters that addresses of pages have, by the constants that name them.
pub fn parameters() -> Vec<String> {
    let text = fs::read_to_string(workspace().join("app/ui/src/paths.rs")).unwrap();
    let constants = text.lines().filter_map(|line| line.strip_prefix("pub const "));
    let values = constants.filter_map(|line| line.split('"').nth(1));
    values.filter(|value| !value.starts_with('/')).map(str::to_owned).collect()
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of the pages and of `domain`.
struct Sources(Vec<String>);

impl Sources {
    fn read() -> Self {
        let mut texts = Vec::new();
        for part in ["app", "crates/domain/src"] {
            read_into(&mut texts, &workspace().join(part));
        }
        Self(texts)
    }

    /// The fields of each function, by its name.
    fn functions(&self) -> BTreeMap<String, Vec<Vec<String>>> {
        let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for text in &self.0 {
            for written in text.split("\n#[server").skip(1) {
                let (_, written) = written.split_once("pub async fn ").expect("a function follows");
                let (name, rest) = written.split_once('(').expect("arguments follow");
                let (arguments, _) = rest.split_once(") ->").expect("an answer follows");
                let arguments = arguments.replace("#[server(default)]", "");
                let mut fields = Vec::new();
                for (argument, kind) in pairs(&arguments) {
                    self.expand(&argument, &kind, text, &mut fields);
                }
                found.entry(name.to_owned()).or_default().push(fields);
            }
        }
        found
    }

    /// A type with fields of its own becomes these; its file may have one of the same name.
    fn expand(&self, name: &str, kind: &str, file: &str, fields: &mut Vec<String>) {
        let kind = kind.strip_prefix("Option<").map_or(kind, |inner| inner.trim_end_matches('>'));
        if let Some(inner) = kind.strip_prefix("Vec<") {
            return self.expand(&format!("{name}[0]"), inner.trim_end_matches('>'), file, fields);
        }
        let head = format!("pub struct {kind} {{\n");
        let of = |text: &str| text.split_once(&head).map(|(_, body)| body.to_owned());
        match of(file).or_else(|| self.0.iter().find_map(|text| of(text))) {
            None => fields.push(name.to_owned()),
            Some(body) => {
                let (body, _) = body.split_once("\n}").expect("a struct ends");
                let lines = body.lines().filter_map(|line| line.trim().strip_prefix("pub "));
                for (field, kind) in lines.flat_map(pairs) {
                    self.expand(&format!("{name}[{field}]"), &kind, file, fields);
                }
            }
        }
    }
}

fn read_into(texts: &mut Vec<String>, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_into(texts, &path);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// `a: A, b: B` one by one.
fn pairs(written: &str) -> Vec<(String, String)> {
    let one = |pair: &str| {
        let (name, kind) = pair.split_once(':')?;
        Some((name.trim().to_owned(), kind.trim().to_owned()))
    };
    written.split(',').filter_map(one).collect()
}
