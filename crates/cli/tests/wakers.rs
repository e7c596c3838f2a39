//! Who wakes whom in an executor that the program itself wrote.

use std::path::Path;
use std::process::Command;

/// The events of tasks: what the trace says behind the time and the place.
fn tasks(name: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wakers");
    let output = Command::new(env!("CARGO_BIN_EXE_pollscope"))
        .arg("trace")
        .arg(folder.join(name).with_extension("rs"))
        .output()
        .expect("pollscope starts");
    assert!(output.status.success());
    let trace = String::from_utf8(output.stdout).expect("text");
    // Behind the time, the thread and the place, which stand in columns.
    let events = trace
        .lines()
        .filter_map(|line| Some(line.get(43..)?.trim_start()));
    let events = events.filter(|event| event.contains("task"));
    events.map(str::to_owned).collect()
}

#[test]
fn tasks_are_woken_by_wakers_of_their_own() {
    let told = [
        "child task 1: waits",
        "poll task 1",
        "waker of task 1 cloned",
        "poll end task 1: pending",
        "child task 2: wakes",
        "poll task 2",
        "wake task 2 by itself",
        "poll end task 2: pending",
        "poll task 2",
        "wake task 1 by task 2",
        "waker of task 1 dropped",
        "poll end task 2: ready",
        "drop task 2: completed",
        "poll task 1",
        "poll end task 1: ready",
        "drop task 1: completed",
    ];
    assert_eq!(tasks("own"), told);
}
