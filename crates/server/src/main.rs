//! `pollscope-server`: starts the servers, says where they are, and closes them at Ctrl-C.

mod options;

use options::{Command, HELP};
use protocol::live::Which;
use server::app::{self, Running};
use server::measure;
use std::fmt::Write as _;
use std::io::Write as _;
use std::pin::pin;
use std::process::ExitCode;
use std::task::Poll;

fn main() -> ExitCode {
    // The first thread that is numbered is told as `main`.
    server::story::thread_here();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let settings = match options::parse(&arguments) {
        Ok(Command::Serve(settings)) => settings,
        Ok(Command::Measure(arguments)) => return measured(&arguments),
        Ok(Command::Help) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("error: {why}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    // Each connection is a file to the system, and its first limit is often 1,024.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let result = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(server::Error::from)
        .and_then(|runtime| runtime.block_on(serve(*settings)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(settings: app::Settings) -> Result<(), server::Error> {
    if !settings.listen.is_loopback() {
        eprintln!(
            "warning: --listen {}: everybody on your network can use these servers",
            settings.listen
        );
    }
    let running = app::start(settings).await?;
    // Polled once, it catches the signal: whoever reads where we are may send it at once.
    let mut asked = pin!(tokio::signal::ctrl_c());
    let early = futures::poll!(asked.as_mut());
    // Whoever started us may have stopped listening; the servers go on.
    let _ = std::io::stdout().write_all(announcement(&running).as_bytes());
    match early {
        Poll::Ready(asked) => asked?,
        Poll::Pending => asked.await?,
    }
    tokio::spawn(async {
        // A second Ctrl-C does not wait for what is under way.
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(130);
        }
    });
    running.close().await;
    Ok(())
}

/// Where everything is; the site last, when all is ready.
fn announcement(running: &Running) -> String {
    let mut text = String::new();
    for (which, address) in &running.demos {
        let name = match which {
            Which::Echo => "the echo server",
            Which::EchoThreads => "the echo server with threads",
            Which::Http => "the HTTP server",
        };
        let _ = match (address, which) {
            (Err(why), _) => writeln!(text, "{name} does not run: {why}"),
            (Ok(address), Which::Http) => {
                writeln!(text, "{name} is on {address} (try `curl {address}/sleep`)")
            }
            (Ok(address), _) => {
                let (ip, port) = (address.ip(), address.port());
                writeln!(text, "{name} is on {address} (try `nc {ip} {port}`)")
            }
        };
    }
    let _ = writeln!(
        text,
        "Pollscope is on http://{}/ (Ctrl-C closes it)",
        running.address
    );
    text
}

fn measured(arguments: &[String]) -> ExitCode {
    match measure::command(arguments) {
        Ok(result) => {
            println!("{result}");
            // Not by returning: the sleepers sleep on.
            std::process::exit(0)
        }
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(2)
        }
    }
}
