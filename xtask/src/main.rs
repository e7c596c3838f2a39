//! The project's commands. `cargo xtask help` lists them.

mod bless;
mod sh;

use sh::Result;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  bless [--all] [--check] [NAME]  ask real rustc what the test programs do, and store the answers
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[&str]) -> Result<()> {
    match arguments.split_first() {
        Some((&"bless", rest)) => {
            let filter = rest.iter().find(|a| !a.starts_with("--")).copied();
            bless::bless(rest.contains(&"--all"), rest.contains(&"--check"), filter)
        }
        None | Some((&("help" | "--help" | "-h"), _)) => {
            print!("{HELP}");
            Ok(())
        }
        Some((unknown, _)) => Err(format!("no command `{unknown}`\n\n{HELP}")),
    }
}
