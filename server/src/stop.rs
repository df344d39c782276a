//! Why the program ends, in sentences for the operator, and the exit code that goes with it.

use std::{fmt, process::ExitCode};

use clap::error::ErrorKind;

#[derive(Debug)]
pub enum Stop {
    /// `--help` and `--version`: clap has the text, and it is no failure.
    Shown(clap::Error),
    /// The configuration is wrong. Exit code 2 tells scripts that trying again is no use.
    Wrong(String),
    /// The configuration is right, but something else was not as it must be.
    Failed(String),
}

impl Stop {
    /// A configuration with several things that are wrong: a sentence for each.
    pub fn all(sentences: Vec<String>) -> Self {
        Self::Wrong(sentences.join("\n"))
    }

    /// Prints itself to whom it concerns.
    pub fn report(&self) -> ExitCode {
        let code = match self {
            Self::Shown(text) => {
                // When nobody reads standard output, there is nobody to tell.
                let _ = text.print();
                return ExitCode::SUCCESS;
            }
            Self::Wrong(_) => ExitCode::from(2),
            Self::Failed(_) => ExitCode::FAILURE,
        };
        for sentence in self.to_string().lines() {
            eprintln!("bottega: {sentence}");
        }
        code
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shown(text) => text.fmt(f),
            Self::Wrong(sentence) | Self::Failed(sentence) => f.write_str(sentence),
        }
    }
}

impl From<clap::Error> for Stop {
    fn from(error: clap::Error) -> Self {
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Self::Shown(error),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Self::Wrong("no command was given; `bottega --help` lists them.".into())
            }
            _ => Self::Wrong(one_sentence(&error)),
        }
    }
}

/// clap explains itself over several lines; the first paragraph is the sentence.
fn one_sentence(error: &clap::Error) -> String {
    let text = error.to_string();
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<_> = paragraph.split_whitespace().collect();
    let sentence = words.join(" ");
    let sentence = sentence.strip_prefix("error: ").unwrap_or(&sentence);
    format!("{}.", sentence.trim_end_matches('.'))
}
