//! What is measured, done by each contestant in its own words.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use executor::{Config, LocalExecutor};
use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;
use trace::Limits;

use crate::counting;

#[derive(Clone, Copy)]
pub enum Contestant {
    LocalPool,
    Tokio,
    Ours,
    OursRecording,
}

impl Contestant {
    pub fn name(self) -> &'static str {
        match self {
            Contestant::LocalPool => "futures LocalPool",
            Contestant::Tokio => "tokio current_thread",
            Contestant::Ours => "pollscope",
            Contestant::OursRecording => "pollscope, recording",
        }
    }
}

#[derive(Clone, Copy)]
pub enum Work {
    /// Spawn all, then await all handles in order.
    SpawnJoin { tasks: usize },
    /// Every task wakes itself and returns pending, so many times.
    Yields { tasks: usize, each: usize },
}

impl Work {
    pub fn name(self) -> String {
        match self {
            Work::SpawnJoin { tasks } => format!("spawn+join {tasks}"),
            Work::Yields { tasks, each } => format!("{each} yields x {tasks} tasks"),
        }
    }

    pub fn run(self, contestant: Contestant) {
        let (tasks, each) = match self {
            Work::SpawnJoin { tasks } => (tasks, 0),
            Work::Yields { tasks, each } => (tasks, each),
        };
        let sum = match contestant {
            Contestant::LocalPool => local_pool(tasks, each),
            Contestant::Tokio => tokio_current_thread(tasks, each),
            Contestant::Ours => ours(executor(false), tasks, each),
            Contestant::OursRecording => ours(executor(true), tasks, each),
        };
        assert_eq!(sum, (0..tasks as u64).sum());
    }
}

/// The same future for all: it says its number after so many yields.
async fn task(number: u64, yields: usize) -> u64 {
    Yields(yields).await;
    number
}

struct Yields(usize);

impl Future for Yields {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

fn local_pool(tasks: usize, each: usize) -> u64 {
    let mut pool = LocalPool::new();
    let spawner = pool.spawner();
    let handles: Vec<_> = (0..tasks as u64)
        .map(|number| {
            spawner
                .spawn_local_with_handle(task(number, each))
                .expect("the pool is there")
        })
        .collect();
    pool.run_until(async {
        let mut sum = 0;
        for handle in handles {
            sum += handle.await;
        }
        sum
    })
}

/// `spawn`, not `spawn_local` on a `LocalSet`, which is slower.
fn tokio_current_thread(tasks: usize, each: usize) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let handles: Vec<_> = (0..tasks as u64)
        .map(|number| runtime.spawn(task(number, each)))
        .collect();
    runtime.block_on(async {
        let mut sum = 0;
        for handle in handles {
            sum += handle.await.expect("no task panics");
        }
        sum
    })
}

/// By the real clock; the limits are never reached, every event is kept.
fn executor(recording: bool) -> LocalExecutor {
    let record = recording.then_some(Limits {
        events: u64::MAX,
        bytes: u64::MAX,
    });
    LocalExecutor::with_config(Config {
        record,
        ..Config::default()
    })
}

fn ours(executor: LocalExecutor, tasks: usize, each: usize) -> u64 {
    let handles: Vec<_> = (0..tasks as u64)
        .map(|number| executor.spawn(task(number, each)))
        .collect();
    executor.block_on(async {
        let mut sum = 0;
        for handle in handles {
            sum += handle.await.expect("no task panics");
        }
        sum
    })
}

/// What is allocated when `tasks` are spawned and their handles held, divided by their number.
pub fn bytes_a_task(contestant: Contestant, tasks: usize) -> usize {
    let numbers = 0..tasks as u64;
    match contestant {
        Contestant::LocalPool => {
            let pool = LocalPool::new();
            let spawner = pool.spawner();
            let spawn = |number| {
                spawner
                    .spawn_local_with_handle(task(number, 1))
                    .expect("the pool is there")
            };
            counting::allocated_by(|| numbers.map(spawn).collect::<Vec<_>>()) / tasks
        }
        Contestant::Tokio => {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .build()
                .expect("a runtime");
            counting::allocated_by(|| {
                numbers
                    .map(|number| runtime.spawn(task(number, 1)))
                    .collect::<Vec<_>>()
            }) / tasks
        }
        Contestant::Ours | Contestant::OursRecording => {
            let executor = executor(matches!(contestant, Contestant::OursRecording));
            counting::allocated_by(|| {
                numbers
                    .map(|number| executor.spawn(task(number, 1)))
                    .collect::<Vec<_>>()
            }) / tasks
        }
    }
}
