//! Puts flags, environment and file together.

use std::{
    ffi::OsString,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use clap::{CommandFactory, FromArgMatches};

use super::{
    Cli, Command,
    file::{self, Values},
    near::near,
    shop,
};
use crate::stop::Stop;

const DEFAULT_FILE: &str = ".env";

/// How the name of every setting begins in the environment.
const OURS: &str = "BOTTEGA_";

/// Reads the command line, with the environment and the file behind it.
pub fn load(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, Stop> {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let values = match file_named_in(&arguments) {
        Some(path) => read(&path)?,
        None if Path::new(DEFAULT_FILE).exists() => read(Path::new(DEFAULT_FILE))?,
        None => Values::new(),
    };
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for stranger in strangers(names)? {
        eprintln!("bottega: there is no setting {stranger}, so it changes nothing.");
    }
    parse(arguments, &values)
}

fn parse(arguments: Vec<OsString>, values: &Values) -> Result<Cli, Stop> {
    let mut matches = with_defaults(Cli::command(), values).try_get_matches_from(arguments)?;
    let cli = Cli::from_arg_matches_mut(&mut matches)?;
    check(&cli)?;
    Ok(cli)
}

/// The file must be known before the rest can be read, so a first look ignores every mistake.
fn file_named_in(arguments: &[OsString]) -> Option<PathBuf> {
    let matches = Cli::command().ignore_errors(true).try_get_matches_from(arguments).ok()?;
    matches.try_get_one::<PathBuf>("config").ok().flatten().cloned()
}

fn read(path: &Path) -> Result<Values, Stop> {
    let wrong = |what: &dyn fmt::Display| {
        Stop::Wrong(format!("the configuration file {}: {what}.", path.display()))
    };
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => wrong(&"it does not exist"),
        _ => wrong(&error),
    })?;
    let values = file::parse(&text).map_err(|what| wrong(&what))?;
    let known = known_keys();
    match values.keys().find(|key| !known.contains(key)) {
        Some(key) => {
            let meant = meant(key, &known);
            let meant = meant.map_or_else(String::new, |meant| format!(": it may mean {meant}"));
            Err(wrong(&format!("there is no setting {key}{meant}")))
        }
        None => Ok(values),
    }
}

/// The setting that this name may mean.
fn meant(name: &str, known: &[String]) -> Option<String> {
    let settings = known.iter().filter_map(|known| known.strip_prefix(OURS));
    near(name.strip_prefix(OURS)?, settings).map(|setting| format!("{OURS}{setting}"))
}

/// The names in the environment that begin like a setting and are none.
///
/// A slip of the pen would leave a setting unheard, so it is refused; a name that is far from all
/// of them belongs to somebody else, such as our tests.
fn strangers(names: impl Iterator<Item = String>) -> Result<Vec<String>, Stop> {
    let known = known_keys();
    let unknown = |name: &String| name.starts_with(OURS) && !known.contains(name);
    let mut strangers: Vec<String> = names.filter(unknown).collect();
    strangers.sort();
    let slip = |name: &String| {
        let meant = meant(name, &known)?;
        Some(format!("the environment has {name}, which is no setting: it may mean {meant}."))
    };
    let slips: Vec<String> = strangers.iter().filter_map(slip).collect();
    if slips.is_empty() { Ok(strangers) } else { Err(Stop::all(slips)) }
}

/// Every option that is a setting, `--iban` and the like.
#[cfg(test)]
pub fn flags() -> Vec<String> {
    let command = Cli::command();
    let settings = command.get_arguments().filter(|argument| argument.get_env().is_some());
    settings.filter_map(|argument| Some(format!("--{}", argument.get_long()?))).collect()
}

fn known_keys() -> Vec<String> {
    let command = Cli::command();
    let keys = command.get_arguments().filter_map(|argument| argument.get_env()?.to_str());
    keys.map(str::to_owned).collect()
}

/// What the file says takes the place of the default, below flags and environment.
fn with_defaults(command: clap::Command, values: &Values) -> clap::Command {
    command.mut_args(|argument| {
        let value = argument.get_env().and_then(|key| values.get(key.to_str()?)).cloned();
        match value {
            Some(value) => argument.default_value(value),
            None => argument,
        }
    })
}

/// What no single value can tell.
fn check(cli: &Cli) -> Result<(), Stop> {
    let disagreements = cli.settings.business.disagreements();
    if !disagreements.is_empty() {
        return Err(Stop::all(disagreements));
    }
    let demo = match &cli.command {
        Command::Serve(options) if options.today.is_some() && !options.demo => {
            return Err(Stop::Wrong(
                "--today needs --demo: a real shop knows what day it is.".into(),
            ));
        }
        Command::Serve(options) => options.demo,
        Command::CheckConfig => false,
        // Whether it is a demo's is known when the database is open.
        Command::Migrate
        | Command::MakeKey
        | Command::Doctor
        | Command::Backup { .. }
        | Command::Quote(_)
        | Command::Clock { .. }
        | Command::Office(_) => return Ok(()),
    };
    if cli.settings.metrics_are_public() {
        let sentence = "--metrics-listen (BOTTEGA_METRICS_LISTEN) is where customers are served: \
                        give the figures a port of their own.";
        return Err(Stop::Wrong(sentence.into()));
    }
    if demo { Ok(()) } else { shop::real(&cli.settings).map(drop).map_err(Stop::all) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::KeySource;

    fn parsed(arguments: &str, values: &[(&str, &str)]) -> Result<Cli, Stop> {
        let arguments = arguments.split(' ').map(OsString::from).collect();
        let values = values.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        parse(arguments, &values)
    }

    fn refusal(arguments: &str) -> String {
        parsed(arguments, &[]).unwrap_err().to_string()
    }

    /// The settings of a shop that is no demo, but for its files.
    fn a_shop() -> Vec<(&'static str, &'static str)> {
        let lines = include_str!("../../tests/a-shop.env").lines();
        lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='))
            .collect()
    }

    #[test]
    fn a_flag_wins_over_the_file() {
        let file = [("BOTTEGA_LISTEN", "127.0.0.1:4000"), ("BOTTEGA_PANEL_PREFIX", "XY")];

        let cli = parsed("bottega serve --demo --listen 127.0.0.1:5000", &file).unwrap();

        assert_eq!(cli.settings.listen.port(), 5000);
        assert_eq!(cli.settings.business.panel_prefix, "XY");
    }

    #[test]
    fn options_may_stand_before_or_after_the_command() {
        for line in ["bottega --dist a serve --demo", "bottega serve --demo --dist a"] {
            assert_eq!(parsed(line, &[]).unwrap().settings.dist, Path::new("a"));
        }
    }

    #[test]
    fn the_file_is_found_on_either_side_of_the_command() {
        for line in ["bottega --config a.env serve", "bottega serve --demo --config a.env"] {
            let arguments: Vec<_> = line.split(' ').map(OsString::from).collect();
            assert_eq!(file_named_in(&arguments), Some("a.env".into()));
        }
    }

    #[test]
    fn a_wrong_value_in_the_file_is_refused_like_any_other() {
        let error = parsed("bottega serve", &[("BOTTEGA_LISTEN", "here")]).unwrap_err();

        assert!(error.to_string().contains("'here' for '--listen <ADDRESS:PORT>'"), "{error}");
    }

    #[test]
    fn another_day_is_for_the_demo_only() {
        assert!(parsed("bottega serve --demo --today 2026-11-22", &[]).is_ok());
        assert!(refusal("bottega serve --today 2026-11-22").contains("--demo"));
    }

    #[test]
    fn a_demo_plays_on_days_that_can_be_reckoned_with() {
        for day in ["2000-01-01", "9000-12-31"] {
            assert!(parsed(&format!("bottega serve --demo --today {day}"), &[]).is_ok(), "{day}");
        }
        for day in ["1999-12-31", "9001-01-01", "+262142-12-31", "-4000-01-01", "0026-11-22"] {
            let sentence = refusal(&format!("bottega serve --demo --today={day}"));
            assert!(sentence.contains("between 2000 and 9000"), "{day}: {sentence}");
        }
        assert!(refusal("bottega serve --demo --today domani").contains("2026-11-22"));
    }

    #[test]
    fn figures_have_a_private_port_of_their_own() {
        let line = |at: &str| format!("bottega serve --demo --listen 0.0.0.0:3000 {at}");
        for (at, address) in [
            ("--metrics-listen 9464", "127.0.0.1:9464"),
            ("--metrics-listen 10.1.2.3:9464", "10.1.2.3:9464"),
            ("--metrics-listen [fd00::1]:3001", "[fd00::1]:3001"),
        ] {
            let settings = parsed(&line(at), &[]).unwrap().settings;
            assert_eq!(settings.metrics_listen.unwrap().to_string(), address);
        }
        for wrong in ["3000", "0.0.0.0:9464", "203.0.113.7:9464", "[::]:9464", "here", "70000"] {
            let sentence = refusal(&line(&format!("--metrics-listen {wrong}")));
            assert!(sentence.contains("--metrics-listen"), "{wrong}: {sentence}");
        }
    }

    #[test]
    fn bank_and_account_are_of_one_country() {
        let italian = "--iban IT60X0542811101000000123456";
        let sentence = refusal(&format!("bottega serve --demo --bic DEUTDEFF {italian}"));
        assert!(sentence.contains("DEUTDEFF") && sentence.contains("IT60X0542811101000000123456"));
        assert!(refusal("bottega serve --demo --bic BPPIXXRR").contains("--bic"));
        let german = "bottega serve --demo --bic DEUTDEFF --iban DE89370400440532013000";
        assert!(parsed(german, &[]).is_ok());
    }

    #[test]
    fn each_refusal_is_one_sentence() {
        for line in [
            "bottega serve --listen here",
            "bottega serve --base-url http://shop.example",
            "bottega serve --today 2026-11-22",
            "bottega serve --order-validity-days 0",
            "bottega serve --log-format xml",
            "bottega serve --nonsense",
            "bottega dance",
            "bottega",
        ] {
            let sentence = refusal(line);
            assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{line}: {sentence}");
        }
    }

    #[test]
    fn what_is_wrong_with_stripe_is_told_without_its_secrets() {
        let shop = a_shop();
        let line = "bottega check-config --price-list list.toml --texts tests/texts --key-file key";
        let parsed = |line: &str| parsed(line, &shop);
        let refusal = |line: &str| parsed(line).unwrap_err().to_string();
        let mail = |rest: &str| format!("{line} {rest}").trim_end().to_owned();
        let both = "--stripe-key sk_test_1 --stripe-webhook-secrets whsec_1";

        for right in ["", both, &format!("{both},whsec_2"), "--stripe-url https://127.0.0.1:1"] {
            assert!(parsed(&mail(right)).is_ok(), "{right}");
        }
        for wrong in [
            "--stripe-key sk_test_1",
            "--stripe-key sk_test_1 --stripe-webhook-secrets ,",
            "--stripe-key pk_segreto --stripe-webhook-secrets whsec_1",
            "--stripe-key sk_ --stripe-webhook-secrets whsec_1",
            "--stripe-key sk_test_1 --stripe-webhook-secrets whsec_1,segreto",
            "--stripe-webhook-secrets whsec_1",
            "--stripe-url http://stripe.example",
        ] {
            let sentence = refusal(&mail(wrong));
            assert!(sentence.contains("--stripe-") && sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains("segreto"), "{sentence}");
        }
        let demo = parsed("bottega serve --demo --stripe-key sk_segreto").unwrap();
        assert!(!format!("{demo:?}").contains("segreto"));
    }

    #[test]
    fn a_shop_without_a_key_is_refused_with_the_way_to_make_one() {
        let shop = a_shop();
        let parsed = |line: &str, more: &[(&str, &str)]| parsed(line, &[&shop[..], more].concat());
        let line = "bottega check-config --price-list list.toml --texts tests/texts";
        let credentials = tempfile::tempdir().unwrap();
        let handed = format!("{line} --credentials-directory {}", credentials.path().display());

        for missing in [line, &handed] {
            assert_eq!(parsed(missing, &[]).unwrap_err().to_string(), KeySource::MISSING);
        }
        assert!(KeySource::MISSING.contains("`bottega make-key > FILE`"));
        std::fs::write(credentials.path().join("bottega-key"), "").unwrap();
        assert!(parsed(&handed, &[]).is_ok());
        assert!(parsed(line, &[("BOTTEGA_KEY_FILE", "key")]).is_ok());
        assert!(parsed("bottega serve --demo", &[]).is_ok(), "a demo makes its own");
    }

    #[test]
    fn a_slip_in_the_environment_is_refused_with_what_it_may_mean() {
        let found = |names: &[&str]| strangers(names.iter().map(|&name| name.to_owned()));

        assert_eq!(
            found(&["BOTTEGA_IBN", "PATH", "BOTTEGA_BIC", "BOTTEGA_PRICELIST"])
                .unwrap_err()
                .to_string(),
            "the environment has BOTTEGA_IBN, which is no setting: it may mean BOTTEGA_IBAN.\n\
             the environment has BOTTEGA_PRICELIST, which is no setting: it may mean \
             BOTTEGA_PRICE_LIST."
        );
        let elsewhere = ["BOTTEGA_E2E_BINARY", "BOTTEGA_TEST_POSTGRES_URL"];
        assert_eq!(found(&elsewhere).unwrap(), elsewhere);
        assert!(found(&["BOTTEGA_IBAN", "BOTTEGA_CONFIG", "HOME"]).unwrap().is_empty());
    }

    #[test]
    fn a_slip_in_the_file_is_refused_with_what_it_may_mean() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.env");
        let told = |line: &str| {
            std::fs::write(&path, line).unwrap();
            read(&path).unwrap_err().to_string()
        };
        let ends = |sentence: String, end: &str| assert!(sentence.ends_with(end), "{sentence}");

        ends(told("BOTTEGA_IBN=x"), "there is no setting BOTTEGA_IBN: it may mean BOTTEGA_IBAN.");
        ends(told("NONSENSE=x"), "there is no setting NONSENSE.");
    }

    #[test]
    fn the_example_file_names_every_setting_with_its_default() {
        let text = include_str!("../../../.env.example");
        let examples: Vec<_> = text
            .lines()
            .filter_map(|line| line.strip_prefix('#')?.split_once('='))
            .filter(|(key, _)| key.starts_with("BOTTEGA_"))
            .collect();

        for argument in Cli::command().get_arguments() {
            let Some(key) = argument.get_env().and_then(|key| key.to_str()) else { continue };
            let mut defaults = argument.get_default_values().iter();
            let default = defaults.next().and_then(|value| value.to_str());
            let explained = ["BOTTEGA_CONFIG", "CREDENTIALS_DIRECTORY"].contains(&key)
                || examples.iter().any(|&(k, v)| k == key && default.is_none_or(|d| d == v));
            assert!(explained, "{key}={default:?} is missing in .env.example");
        }
        for (key, _) in examples {
            assert!(known_keys().iter().any(|known| known == key), "there is no setting {key}");
        }
    }
}
