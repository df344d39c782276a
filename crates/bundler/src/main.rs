//! Makes of a compiled program what a browser can load: writes the JavaScript that joins WASM and
//! page, and empties what no page calls.
//!
//! It takes the options of the command `wasm-bindgen` that Trunk passes and answers with its
//! version, so that Trunk can call it by that name. The library behind both is a dependency of the
//! workspace: Cargo.lock keeps it at the version of the crate `wasm-bindgen`, with which it must
//! agree to the letter.

#![cfg_attr(not(test), warn(clippy::pedantic))]

mod never_called;

use std::{error::Error, fs, path::PathBuf};

use clap::{Parser, ValueEnum};
use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;

#[derive(Parser)]
#[command(name = "wasm-bindgen", about, version = wasm_bindgen_shared::version())]
struct Arguments {
    /// The program as the compiler left it.
    program: PathBuf,
    /// The program that loads the result.
    #[arg(long, value_enum, default_value_t = Target::Web)]
    target: Target,
    /// Where the program and its bindings go.
    #[arg(long)]
    out_dir: PathBuf,
    /// What they are called.
    #[arg(long)]
    out_name: String,
    /// Accepted for Trunk: types for TypeScript are never written.
    #[arg(long)]
    no_typescript: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    Web,
    Nodejs,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let mut bindgen = Bindgen::new();
    match arguments.target {
        Target::Web => bindgen.web(true)?,
        Target::Nodejs => bindgen.nodejs(true)?,
    };
    // The compiler's output is well-formed, and checking it again takes long.
    let mut module =
        ModuleConfig::new().strict_validate(false).parse(&fs::read(&arguments.program)?)?;
    never_called::empty(&mut module);
    bindgen.input_module(&arguments.out_name, module).generate(&arguments.out_dir)?;
    Ok(())
}
