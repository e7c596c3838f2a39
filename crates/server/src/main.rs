//! `pollscope-server --site dist [--port N] [--demos]`

use server::{echo, listen, site};
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::sync::watch;

const HELP: &str = "\
pollscope-server --site FOLDER [--port N] [--demos]

  --site FOLDER  the built site
  --port N       where to serve it on 127.0.0.1; 0 takes a free port (default 8000)
  --demos        run the servers of the lessons as well: echo on 127.0.0.1:8080
";

struct Options {
    site: PathBuf,
    port: u16,
    demos: bool,
}

fn main() -> ExitCode {
    let options = match parse(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("error: {why}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    let result = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(server::Error::from)
        .and_then(|runtime| runtime.block_on(serve(options)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Option<Options>, String> {
    let (mut site, mut port, mut demos) = (None, 8000, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--site" => site = Some(arguments.next().ok_or("--site: which folder?")?.into()),
            "--port" => {
                let text = arguments.next().ok_or("--port: which one?")?;
                port = text
                    .parse()
                    .map_err(|_| format!("--port {text}: not a port number"))?;
            }
            "--demos" => demos = true,
            "--help" | "-h" => return Ok(None),
            other => return Err(format!("`{other}` is not understood")),
        }
    }
    Ok(Some(Options {
        site: site.ok_or("--site is missing")?,
        port,
        demos,
    }))
}

async fn serve(options: Options) -> Result<(), server::Error> {
    let (listener, address) = listen(options.port).await?;
    let (close, closed) = watch::channel(false);
    let closing = |mut closed: watch::Receiver<bool>| async move {
        // An error means that the sender is gone: closing as well.
        let _ = closed.wait_for(|closed| *closed).await;
    };
    let mut demo = None;
    if options.demos {
        match listen(echo::PORT).await {
            Ok((listener, address)) => {
                println!(
                    "echo server on {address} (try `nc 127.0.0.1 {}`)",
                    address.port()
                );
                let story = echo::Story::default();
                let task =
                    tokio::spawn(echo::run(listener, story.clone(), closing(closed.clone())));
                demo = Some((story, task));
            }
            Err(error) => eprintln!("no echo server: {error}"),
        }
    }
    println!("Pollscope is on http://{address}/ (Ctrl-C closes it)");
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            let _ = close.send(true);
            // Browsers keep connections open; a second Ctrl-C does not wait for them.
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(130);
            }
        }
    });
    let (story, task) = demo.unzip();
    site::run(listener, &options.site, story, closing(closed)).await?;
    if let Some(task) = task {
        let _ = task.await;
    }
    Ok(())
}
