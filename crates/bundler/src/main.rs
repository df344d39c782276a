//! Makes of a compiled program what a browser can load: cuts off the parts of lazy pages, and
//! writes the JavaScript that joins WASM and page.
//!
//! It takes the options of the command `wasm-bindgen` that Trunk passes and answers with its
//! version, so that Trunk can call it by that name. The library behind both is a dependency of the
//! workspace: Cargo.lock keeps it at the version of the crate `wasm-bindgen`, with which it must
//! agree to the letter.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use clap::{Parser, ValueEnum};
use wasm_bindgen_cli_support::Bindgen;

#[derive(Parser)]
#[command(name = "wasm-bindgen", about, version = wasm_bindgen_shared::version())]
struct Arguments {
    /// The program as the compiler left it, with relocations if it is to be cut.
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
    /// Cuts the parts of lazy pages off, into this folder. It is emptied first.
    #[arg(long)]
    parts: Option<PathBuf>,
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
    match &arguments.parts {
        Some(parts) => {
            let main = cut(&arguments.program, &arguments.out_name, parts)?;
            bind(&main, &arguments)
        }
        None => bind(&arguments.program, &arguments),
    }
}

/// Leaves the parts and their loader in `parts/lazy`; returns what every page needs.
fn cut(program: &Path, name: &str, parts: &Path) -> Result<PathBuf, Box<dyn Error>> {
    if parts.exists() {
        fs::remove_dir_all(parts)?;
    }
    let lazy = parts.join("lazy");
    fs::create_dir_all(&lazy)?;

    let whole = fs::read(program)?;
    let main = parts.join(name).with_extension("wasm");
    // The parts import what they share with the main one from its bindings.
    let bindings = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = &lazy;
    options.main_out_path = &main;
    options.main_module = &bindings;
    wasm_split_cli_support::transform(options)?;
    Ok(main)
}

/// Writes the program and its bindings.
fn bind(program: &Path, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut bindgen = Bindgen::new();
    match arguments.target {
        Target::Web => bindgen.web(true)?,
        Target::Nodejs => bindgen.nodejs(true)?,
    };
    bindgen
        .input_path(program)
        .out_name(&arguments.out_name)
        // The parts find what they share with the main one by the linker's names.
        .keep_lld_exports(arguments.parts.is_some())
        .generate(&arguments.out_dir)?;
    Ok(())
}
