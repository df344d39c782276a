//! Who may open the panel of a service, and where it is decided what such a service may use: both
//! once. The picture is in docs/architecture.md.

use std::fs;
use std::path::{Path, PathBuf};

/// The only files outside of `services` that open a panel: for a purchase, for an accountant, and for
/// whoever is in it.
const EDGE: [&str; 3] = [
    "crates/web/src/identity.rs",
    "crates/web/src/identity/accountant.rs",
    "crates/web/src/identity/panel.rs",
];

/// What a use case behind the panel asks for: the second one before the first configuration is concluded,
/// the third one both before and after.
const ACCESS: [&str; 3] = ["&ServiceAccess", "&ServiceToConfigure", "Into<Answering<"];

/// What the sign-in of a panel does before there is anything to open, and the name in its header,
/// which opens nothing.
const BEFORE_IT_IS_OPEN: [&str; 6] = [
    "access/accountant.rs",
    "access/user.rs",
    "password.rs",
    "sign_in.rs",
    "sign_ins.rs",
    "visitor.rs",
];

/// By which somebody would reach a service without having been let in.
const OTHER_DOORS: [&str; 4] = ["AccountId,", "SubscriptionId", "PanelUserId", ": &Subscription"];

/// How a view would decide by itself what a service may use.
const DECISIONS: [&str; 6] =
    ["Standing::of(", "Entitlements::of(", "is_active()", "still_owned(", "today", "facts()"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The code of each file below a folder, without comments and tests.
fn code(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
                let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
                let name = path.strip_prefix(root()).unwrap().display().to_string();
                files.push((name, lines.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    files
}

#[test]
fn only_the_edge_opens_a_panel() {
    let everywhere = ["app", "server/src", "crates/services/src", "crates/web/src"];
    let ways = [
        "panel::open(",
        "panel::open_at(",
        "panel::open_delegated(",
        "panel::open_in(",
        "::panel::open;",
        "::panel::open_at;",
        "::panel::open_delegated;",
        "::panel::open_in;",
    ];
    let opens = |text: &str| ways.iter().any(|way| text.contains(way));
    let files = everywhere.iter().flat_map(|folder| code(folder));
    let mut doors: Vec<String> = files
        .filter(|(name, text)| {
            opens(text) && !name.contains("/testing") && !name.ends_with("src/tenant.rs")
        })
        .map(|(name, _)| name)
        .collect();

    doors.sort();
    assert_eq!(doors, EDGE);
}

#[test]
fn what_stands_behind_the_panel_asks_for_the_access_and_for_no_other_door() {
    let files = code("crates/services/src/panel");
    assert!(files.len() > 3, "the panel has its use cases");
    for (name, text) in files {
        if BEFORE_IT_IS_OPEN.iter().any(|file| name.ends_with(file)) {
            continue;
        }
        let public = text.split("pub async fn ").skip(1);
        for function in public {
            let head = function.split(") ->").next().unwrap_or_default();
            assert!(ACCESS.iter().any(|access| head.contains(access)), "{name}: {head}");
            for door in OTHER_DOORS {
                // Which of the users of its own service is meant.
                if door == "PanelUserId" && name.contains("panel/users/") {
                    continue;
                }
                assert!(!head.contains(door), "{name} is reached by {door}: {head}");
            }
        }
    }
}

#[test]
fn the_panel_decides_nothing_in_its_views() {
    let files = code("app/panel/src");
    assert!(files.len() > 10, "the panel has its pages");
    for (name, text) in files {
        for decision in DECISIONS {
            let says = text
                .match_indices(decision)
                .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            assert!(!says, "{name} decides by {decision}");
        }
    }
}
