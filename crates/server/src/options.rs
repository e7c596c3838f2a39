//! The command line.

use protocol::live::HttpMode;
use server::app::{Demos, Settings};
use server::measure;
use server::site::Site;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

pub const HELP: &str = "\
pollscope-server [--site FOLDER] [--port N] [--demos] …

  --site FOLDER       the built site; needed unless this program contains one
  --port N            where to serve it; 0 takes a free port (default 8000)
  --demos             run the servers of the lessons as well
  --echo-port N       of the echo server (default 8080)
  --http-port N       of the HTTP server (default 7878)
  --threads-port N    of the echo server with a thread a connection (default 8081)
  --mode MODE         of the HTTP server at first: one-at-a-time or spawn (default spawn)
  --sleep SECONDS     how long its /sleep sleeps (default 5)
  --connections N     of each echo server at once (default 12000)
  --listen ADDRESS    of the interface for all servers (default 127.0.0.1: this machine only)
  --host NAME         answer to this host name as well; may be given several times
  --origin SITE       let in the pages of this site as well, such as https://lessons.example; may be given
                      several times
";

#[derive(Debug)]
pub enum Command {
    Serve(Box<Settings>),
    /// Measure sleepers, with these arguments.
    Measure(Vec<String>),
    Help,
}

/// Understands the arguments, or says what is wrong with them.
pub fn parse(arguments: &[String]) -> Result<Command, String> {
    if let Some((first, rest)) = arguments.split_first()
        && first == measure::COMMAND
    {
        return Ok(Command::Measure(rest.to_vec()));
    }
    let mut site = None;
    let mut wanted = false;
    let mut demos = Demos::default();
    // The site is found out last.
    let program = std::env::current_exe().unwrap_or_else(|_| "pollscope-server".into());
    let mut settings = Settings::new(Site::Embedded, program);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || {
            rest.next()
                .ok_or(format!("{argument}: its value is missing"))
        };
        match argument.as_str() {
            "--site" => site = Some(Site::Folder(PathBuf::from(value()?))),
            "--port" => settings.port = number(argument, value()?)?,
            "--demos" => wanted = true,
            "--echo-port" => demos.echo = number(argument, value()?)?,
            "--http-port" => demos.http = number(argument, value()?)?,
            "--threads-port" => demos.threads = number(argument, value()?)?,
            "--mode" => {
                settings.http.mode.send_replace(mode(value()?)?);
            }
            "--sleep" => {
                let seconds: f64 = number(argument, value()?)?;
                settings.http.sleep = Some(seconds)
                    .filter(|seconds| (0.0..=60.0).contains(seconds))
                    .map(Duration::from_secs_f64)
                    .ok_or("--sleep: between 0 and 60 seconds")?;
            }
            "--connections" => {
                settings.connections = number(argument, value()?)?;
                if settings.connections == 0 {
                    return Err("--connections: at least 1".to_owned());
                }
            }
            "--listen" => {
                settings.listen = value()?
                    .parse()
                    .map_err(|_| "--listen: not an address, such as 127.0.0.1 or 0.0.0.0")?;
            }
            "--host" => settings.web.told.names.push(value()?.clone()),
            "--origin" => settings.web.told.origins.push(site_of(value()?)?),
            "--help" | "-h" => return Ok(Command::Help),
            other => return Err(format!("`{other}` is not understood")),
        }
    }
    // The program that contains the site does all by itself.
    wanted |= site.is_none();
    settings.site = site.or_else(Site::embedded).ok_or("--site is missing")?;
    settings.demos = wanted.then_some(demos);
    Ok(Command::Serve(Box::new(settings)))
}

fn number<N: FromStr>(option: &str, text: &str) -> Result<N, String> {
    text.parse()
        .map_err(|_| format!("{option} {text}: not a number that can stand here"))
}

/// The site of a page, from its address or as a browser tells it.
fn site_of(text: &str) -> Result<String, String> {
    let (scheme, rest) = text
        .split_once("://")
        .filter(|(scheme, _)| ["http", "https"].contains(scheme))
        .ok_or(format!(
            "--origin {text}: not a site, such as https://lessons.example"
        ))?;
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() {
        return Err(format!(
            "--origin {text}: not a site, such as https://lessons.example"
        ));
    }
    Ok(format!("{scheme}://{host}"))
}

fn mode(text: &str) -> Result<HttpMode, String> {
    match text {
        "one-at-a-time" => Ok(HttpMode::OneAtATime),
        "spawn" => Ok(HttpMode::Spawn),
        other => Err(format!("--mode {other}: one-at-a-time or spawn")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(line: &str) -> Result<Settings, String> {
        let arguments: Vec<String> = line.split(' ').map(str::to_owned).collect();
        match parse(&arguments)? {
            Command::Serve(settings) => Ok(*settings),
            other => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn the_ports_of_the_demos_can_be_chosen() {
        let ours = settings("--site dist --demos --echo-port 0 --http-port 1 --threads-port 2");
        let demos = Demos {
            echo: 0,
            http: 1,
            threads: 2,
        };
        assert_eq!(ours.unwrap().demos, Some(demos));
        let alone = settings("--site dist --port 80").unwrap();
        assert_eq!((alone.demos, alone.port), (None, 80));
        assert!(alone.listen.is_loopback());
    }

    #[test]
    fn the_http_server_is_told_how_to_behave() {
        let ours = settings("--site dist --demos --mode one-at-a-time --sleep 0.5").unwrap();
        assert_eq!(*ours.http.mode.borrow(), HttpMode::OneAtATime);
        assert_eq!(ours.http.sleep, Duration::from_millis(500));
    }

    #[test]
    fn the_site_of_a_page_is_let_in() {
        let ours = settings("--site dist --origin https://lessons.example/pollscope/").unwrap();
        assert_eq!(ours.web.told.origins, ["https://lessons.example"]);
    }

    #[test]
    fn mistakes_are_told() {
        for line in [
            "--site",
            "--site dist --port x",
            "--site dist --port 65536",
            "--site dist --mode both",
            "--site dist --sleep -1",
            "--site dist --sleep NaN",
            "--site dist --connections 0",
            "--site dist --listen here",
            "--site dist --origin lessons.example",
            "--site dist --origin https:///",
            "--site dist --what",
        ] {
            assert!(settings(line).is_err(), "{line}");
        }
    }
}
