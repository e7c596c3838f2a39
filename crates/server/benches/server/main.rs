//! The echo server beside a plain one, with and without a page that watches, and tasks beside threads.
//!
//! `cargo xtask bench server`. Every server is a process of its own, the clients are in this one. The
//! repetitions of all contestants are interleaved, so that a busy machine slows them alike.

mod load;
mod server;

use load::Round;
use server::Server;
use std::time::Duration;

const REPETITIONS: usize = 15;
/// Repetitions that need new processes.
const FEW: usize = 5;
/// How long one repetition of round trips lasts.
const LASTS: Duration = Duration::from_millis(700);
/// Bytes of a message, there and back.
const MESSAGE: usize = 512;
/// Bytes sent through one connection at full speed.
const BULK: usize = 32 << 20;
/// Silent connections whose memory is measured.
const IDLE: usize = 5000;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    if std::env::args().nth(1).as_deref() == Some(server::PLAIN) {
        return server::plain();
    }
    rlimit::increase_nofile_limit(u64::MAX)?;
    let clients = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    clients.block_on(async {
        tasks_and_threads().await?;
        memory().await?;
        throughput().await
    })
}

async fn throughput() -> Result<()> {
    let contestants = [
        ("plain Tokio echo", Server::plain()?),
        ("ours", Server::ours("echo")?),
        ("ours, a page watching", Server::ours("echo")?),
    ];
    let page = contestants[2].1.watch().await?;
    println!(
        "medians of {REPETITIONS} interleaved repetitions, of the ratios as well; goals: at least 0.95, 0.80 watched"
    );
    for connections in [1, 64] {
        println!("\nround trips of {MESSAGE} bytes, {connections} connections");
        println!(
            "{:<24}{:>12}{:>8}{:>12}{:>12}{:>16}{:>8}",
            "", "a second", "ratio", "median µs", "p99 µs", "CPU µs a trip", "ratio"
        );
        let mut rounds: [Vec<Round>; 3] = Default::default();
        // CPU time, of the clients as well, says more on a machine that is not quiet.
        let (mut trips, mut ran) = ([0.0; 3], [0.0; 3]);
        for _ in 0..REPETITIONS {
            for (n, (_, server)) in contestants.iter().enumerate() {
                let before = both(server);
                let round = load::round_trips(server.address, connections, MESSAGE, LASTS).await?;
                ran[n] += both(server) - before;
                trips[n] += round.trips;
                rounds[n].push(round);
            }
        }
        let cpu = |n: usize| ran[n] / trips[n] * 1e6;
        for (n, ((name, _), of)) in contestants.iter().zip(&rounds).enumerate() {
            let each_second =
                |of: &Vec<Round>| of.iter().map(|round| round.each_second).collect::<Vec<_>>();
            let ratios = each_second(of).into_iter().zip(each_second(&rounds[0]));
            println!(
                "{name:<24}{:>12.0}{:>8.2}{:>12.1}{:>12.1}{:>16.2}{:>8.2}",
                median(each_second(of).into_iter()),
                median(ratios.map(|(one, plain)| one / plain)),
                median(of.iter().map(|round| round.median_micros)),
                median(of.iter().map(|round| round.p99_micros)),
                cpu(n),
                cpu(0) / cpu(n),
            );
        }
    }
    println!("\n{} MiB through one connection", BULK >> 20);
    println!("{:<24}{:>12}{:>8}", "", "MiB/s", "ratio");
    let mut rounds: [Vec<f64>; 3] = Default::default();
    for _ in 0..REPETITIONS {
        for ((_, server), rounds) in contestants.iter().zip(&mut rounds) {
            rounds.push(load::bulk(server.address, BULK).await?);
        }
    }
    for ((name, _), of) in contestants.iter().zip(&rounds) {
        let ratio = median(of.iter().zip(&rounds[0]).map(|(one, plain)| one / plain));
        println!("{name:<24}{:>12.0}{ratio:>8.2}", median(of.iter().copied()));
    }
    println!("the page was told {}", page.told().await?);
    Ok(())
}

async fn memory() -> Result<()> {
    println!("\nmemory a silent connection, of {IDLE}");
    for (name, server) in [
        ("plain Tokio echo", Server::plain()?),
        ("ours", Server::ours("echo")?),
    ] {
        let before = server.resident()?;
        let (streams, _) = load::connect(server.address, IDLE).await?;
        let each = server.resident()?.saturating_sub(before) / IDLE as u64;
        println!("{name:<24}{each:>12} bytes");
        drop(streams);
    }
    Ok(())
}

async fn tasks_and_threads() -> Result<()> {
    const CONNECTIONS: usize = 1000;
    println!("\n{CONNECTIONS} connections, medians of {FEW}");
    println!(
        "{:<24}{:>16}{:>16}{:>16}{:>12}",
        "", "all answered ms", "bytes each", "trips a second", "p99 µs"
    );
    let names = ["plain Tokio echo", "by tasks", "by threads"];
    let mut all: [Vec<[f64; 4]>; 3] = Default::default();
    for _ in 0..FEW {
        let servers = [
            Server::plain()?,
            Server::ours("echo")?,
            Server::ours("echo with threads")?,
        ];
        for (server, all) in servers.iter().zip(&mut all) {
            let before = server.resident()?;
            let (streams, took) = load::connect(server.address, CONNECTIONS).await?;
            let grown = server.resident()?.saturating_sub(before);
            drop(streams);
            let round = load::round_trips(server.address, CONNECTIONS, MESSAGE, LASTS).await?;
            let each = grown as f64 / CONNECTIONS as f64;
            all.push([
                took.as_secs_f64() * 1e3,
                each,
                round.each_second,
                round.p99_micros,
            ]);
        }
    }
    for (name, all) in names.iter().zip(&all) {
        let [took, each, trips, p99] = [0, 1, 2, 3].map(|n| median(all.iter().map(|row| row[n])));
        println!("{name:<24}{took:>16.1}{each:>16.0}{trips:>16.0}{p99:>12.1}");
    }
    Ok(())
}

/// CPU time of a server and its clients; not a number where the system does not tell.
fn both(server: &Server) -> f64 {
    let both = server.cpu().zip(server::cpu("self"));
    both.map_or(f64::NAN, |(one, other)| one + other)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
