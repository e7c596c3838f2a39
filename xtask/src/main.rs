//! The project's commands. `cargo xtask help` lists them.

mod bench;
mod bless;
mod browser;
mod lint;
mod mutants;
mod setup;
mod sh;
mod site;
mod sizes;
mod test;

use sh::{Result, Steps};
use site::Mode;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--mode one-at-a-time|spawn] [--origin SITE] [--release]
                                build the site and serve it, with the servers of the lessons; origin: let in
                                pages of another site as well
  test [--quick]                run everything that CI runs; quick: no release site, no browser
  dist [--public-url URL] [--server]
                                build the release site into dist/; server: and one program that contains it
  bless [--all] [--check] [NAME]
                                ask real rustc what the test programs do, and store the answers
  mutants [--count N] [--seed S] [--out FOLDER]
                                edit accepted programs a little, and compare our checks with rustc's
  lint                          check the rules that no compiler knows
  bench engine|executor|page|server
                                measure; `page --built` takes the site that is in dist/
  screenshots [--built]         take pictures of ten screens, wide and narrow, light and dark
  setup                         install what the other commands need (they do so themselves)
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
    let (name, rest) = arguments
        .split_first()
        .map_or(("help", arguments), |(name, rest)| (*name, rest));
    match name {
        "serve" => {
            let options =
                Options::parse(rest, &["--port", "--mode", "--origin"], &["--release"], 0)?;
            serve(
                options.value("--port").unwrap_or("8000"),
                options.value("--mode").unwrap_or("spawn"),
                options.value("--origin"),
                options.flag("--release"),
            )
        }
        "test" => test::test(Options::parse(rest, &[], &["--quick"], 0)?.flag("--quick")),
        "dist" => {
            let options = Options::parse(rest, &["--public-url"], &["--server"], 0)?;
            dist(
                options.value("--public-url").unwrap_or("./"),
                options.flag("--server"),
            )
        }
        "bless" => {
            let options = Options::parse(rest, &[], &["--all", "--check"], 1)?;
            bless::bless(
                options.flag("--all"),
                options.flag("--check"),
                options.words.first().copied(),
            )
        }
        "mutants" => {
            let options = Options::parse(rest, &["--count", "--seed", "--out"], &[], 0)?;
            mutants::mutants(
                number(options.value("--count").unwrap_or("100"))?,
                number(options.value("--seed").unwrap_or("1"))?,
                options.value("--out"),
            )
        }
        "lint" => {
            Options::parse(rest, &[], &[], 0)?;
            lint::lint()
        }
        "bench" => {
            let options = Options::parse(rest, &[], &["--built"], 1)?;
            match options.words.first() {
                Some(&"engine") => bench::engine(),
                Some(&"executor") => bench::executor(),
                Some(&"page") => bench::page(options.flag("--built")),
                Some(&"server") => bench::server(),
                _ => Err("bench what? engine, executor, page or server".into()),
            }
        }
        "screenshots" => {
            let options = Options::parse(rest, &[], &["--built"], 0)?;
            browser::script("screenshots.mjs", options.flag("--built"))
        }
        "setup" => {
            Options::parse(rest, &[], &[], 0)?;
            let mut steps = Steps::default();
            setup::site(&mut steps)?;
            setup::browser(&mut steps)?;
            print!("{}", steps.table());
            Ok(())
        }
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("no command `{unknown}`\n\n{HELP}")),
    }
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N> {
    text.parse().map_err(|_| format!("{text}: not a number"))
}

fn serve(port: &str, mode: &str, origin: Option<&str>, release: bool) -> Result<()> {
    port.parse::<u16>()
        .map_err(|_| format!("--port {port}: not a port number"))?;
    if !["one-at-a-time", "spawn"].contains(&mode) {
        return Err(format!("--mode {mode}: one-at-a-time or spawn"));
    }
    let mut steps = Steps::default();
    let tools = setup::site(&mut steps)?;
    site::command_line_tool(&mut steps)?;
    site::build(
        &mut steps,
        &tools,
        if release {
            Mode::Release
        } else {
            Mode::Development
        },
        "./",
    )?;
    steps.step("build of the server", || {
        sh::run(&mut sh::cargo([
            "build",
            "--locked",
            "--package",
            "pollscope-server",
        ])?)
    })?;
    print!("{}", steps.table());
    let mut server = sh::command(sh::target()?.join("debug/pollscope-server"))?;
    sh::run(
        server
            .arg("--site")
            .arg(site::folder())
            .args(["--port", port, "--demos", "--mode", mode])
            .args(origin.iter().flat_map(|site| ["--origin", site])),
    )
}

fn dist(public_url: &str, with_server: bool) -> Result<()> {
    let mut steps = Steps::default();
    let tools = setup::site(&mut steps)?;
    site::command_line_tool(&mut steps)?;
    site::build(&mut steps, &tools, Mode::Release, public_url)?;
    if with_server {
        site::program_with_site(&mut steps)?;
    }
    print!("{}", steps.table());
    sizes::check(&site::folder())?;
    println!("the site is in {}", site::folder().display());
    if with_server {
        println!(
            "the program with the site in it is {}",
            sh::target()?.join("fast/pollscope-server").display()
        );
    }
    Ok(())
}

/// The arguments after a command's name.
struct Options<'a> {
    values: Vec<(&'a str, &'a str)>,
    flags: Vec<&'a str>,
    words: Vec<&'a str>,
}

impl<'a> Options<'a> {
    /// Takes options with a value (`--port 80` or `--port=80`), flags, and at most `words` others.
    fn parse(
        arguments: &[&'a str],
        with_value: &[&str],
        flags: &[&str],
        words: usize,
    ) -> Result<Self> {
        let mut options = Options {
            values: Vec::new(),
            flags: Vec::new(),
            words: Vec::new(),
        };
        let mut rest = arguments.iter();
        while let Some(&argument) = rest.next() {
            let (name, inline) = argument
                .split_once('=')
                .map_or((argument, None), |(n, v)| (n, Some(v)));
            if with_value.contains(&name) {
                let value = inline
                    .or_else(|| rest.next().copied())
                    .ok_or(format!("{name}: its value is missing"))?;
                options.values.push((name, value));
            } else if flags.contains(&argument) {
                options.flags.push(argument);
            } else if !argument.starts_with('-') && options.words.len() < words {
                options.words.push(argument);
            } else {
                return Err(format!("`{argument}` is not understood\n\n{HELP}"));
            }
        }
        Ok(options)
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.values
            .iter()
            .rev()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| *value)
    }

    fn flag(&self, name: &str) -> bool {
        self.flags.contains(&name)
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_are_told_apart() {
        let options = Options::parse(
            &["--port=1", "--release", "--port", "2", "word"],
            &["--port"],
            &["--release"],
            1,
        );
        let options = options.unwrap();
        assert_eq!(options.value("--port"), Some("2"));
        assert!(options.flag("--release") && !options.flag("--other"));
        assert_eq!(options.words, ["word"]);
    }

    #[test]
    fn mistakes_are_told() {
        assert!(Options::parse(&["--port"], &["--port"], &[], 0).is_err());
        assert!(Options::parse(&["word"], &[], &[], 0).is_err());
        assert!(Options::parse(&["--unknown"], &[], &[], 1).is_err());
    }
}
