//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Check, run, trace and disassemble async Rust programs.
#[derive(Parser)]
#[command(name = "pollscope", version, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Run a program; its output and exit code are the program's
    Run {
        file: PathBuf,
        /// Which of the possible orders of threads; 0 is plain turns
        #[arg(long, default_value_t = 0)]
        seed: u64,
        /// A file that is in the program's folder when it begins; may be given several times
        #[arg(long, value_name = "FILE")]
        with: Vec<PathBuf>,
        /// What a visitor does on the program's network, as lines like `10 connect 1 8080`, `20 send 1 hello\n`,
        /// `30 half-close 1`, `40 close 1`: a time in milliseconds of the run, and the number of a connection
        #[arg(long, value_name = "FILE")]
        visits: Option<PathBuf>,
        /// Write the events of the run as JSON
        #[arg(long, value_name = "OUT.json")]
        trace: Option<PathBuf>,
    },
    /// Say what is wrong with a program, without running it
    Check {
        file: PathBuf,
        #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
        message_format: MessageFormat,
    },
    /// Compile a program to the machine's bytecode
    Build {
        file: PathBuf,
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
    /// Show a program's bytecode
    Disasm { file: PathBuf },
    /// Run a program and list its events
    Trace {
        file: PathBuf,
        /// Which of the possible orders of threads; 0 is plain turns
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    Human,
    /// One object a line
    Json,
}
