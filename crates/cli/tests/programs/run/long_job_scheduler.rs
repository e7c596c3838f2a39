//! A scheduler of jobs that depend on each other: the order, the cycles, levels, critical path, threads.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, btree_map::Entry};
use std::fmt;
use std::ops::{Index, IndexMut};
use std::sync::mpsc;
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct JobId(usize);

#[derive(Debug, Clone, Default)]
struct Job<'a> {
    name: Cow<'a, str>,
    cost: u32,
    priority: u8,
    needs: BTreeSet<usize>,
}

#[derive(Debug, PartialEq, Eq)]
enum GraphError<'a> {
    Syntax { line: usize, text: &'a str },
    UnknownJob { job: String, needs: String },
    Duplicate(String),
    Cycle(Vec<String>),
}

impl fmt::Display for GraphError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            GraphError::Syntax { line, text } => write!(f, "line {line}: cannot read `{text}`"),
            GraphError::UnknownJob { job, needs } => write!(f, "{job} needs {needs}, which is unknown"),
            GraphError::Duplicate(name) => write!(f, "{name} is there twice"),
            GraphError::Cycle(names) => write!(f, "cycle: {}", names.join(" -> ")),
        }
    }
}

#[derive(Debug, Default)]
struct Graph<'a> {
    jobs: Vec<Job<'a>>,
}

impl<'a> Index<JobId> for Graph<'a> {
    type Output = Job<'a>;

    fn index(&self, id: JobId) -> &Self::Output {
        &self.jobs[id.0]
    }
}

impl IndexMut<JobId> for Graph<'_> {
    fn index_mut(&mut self, JobId(n): JobId) -> &mut Self::Output {
        &mut self.jobs[n]
    }
}

impl<'a> Graph<'a> {
    /// Lines of `name cost [!priority] [: needs, needs]`.
    fn parse(text: &'a str) -> Result<Self, GraphError<'a>> {
        let mut graph = Graph::default();
        let mut ids: BTreeMap<&str, JobId> = BTreeMap::new();
        let mut wanted: Vec<(JobId, Vec<&'a str>)> = vec![];
        let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line.trim()));
        for (line, text) in lines.filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let syntax = || GraphError::Syntax { line, text };
            let (head, needs) = match text.split_once(':') {
                Some((head, tail)) => (head, tail.split(',').map(str::trim).collect()),
                None => (text, Vec::new()),
            };
            let (name, cost, priority) = match head.split_whitespace().collect::<Vec<_>>()[..] {
                [name, cost] => (name, cost, 0),
                [name, cost, priority] if priority.starts_with('!') => {
                    (name, cost, priority[1..].parse().map_err(|_| syntax())?)
                }
                _ => return Err(syntax()),
            };
            let cost = cost.parse().ok().ok_or_else(syntax)?;
            match ids.entry(name) {
                Entry::Occupied(entry) => return Err(GraphError::Duplicate(entry.key().to_string())),
                Entry::Vacant(entry) => {
                    let id = *entry.insert(JobId(graph.jobs.len()));
                    wanted.push((id, needs));
                }
            }
            graph.jobs.push(Job { name: Cow::Borrowed(name), cost, priority, ..Default::default() });
        }
        for (id, needs) in wanted {
            for need in needs {
                let Some(&JobId(n)) = ids.get(need) else {
                    let job = graph[id].name.to_string();
                    return Err(GraphError::UnknownJob { job, needs: need.to_owned() });
                };
                graph[id].needs.insert(n);
            }
        }
        Ok(graph)
    }

    fn ids(&self) -> impl DoubleEndedIterator<Item = JobId> + use<> {
        (0..self.jobs.len()).map(JobId)
    }

    fn needs(&self, id: JobId) -> impl Iterator<Item = JobId> + '_ {
        self[id].needs.iter().copied().map(JobId)
    }

    fn dependents(&self) -> HashMap<JobId, Vec<JobId>> {
        let mut map = HashMap::<_, Vec<_>>::with_capacity(self.jobs.len());
        for id in self.ids() {
            self.needs(id).for_each(|need| map.entry(need).or_default().push(id));
        }
        map
    }

    /// What is ready is started by priority, then by name.
    fn order(&self) -> Result<Vec<JobId>, GraphError<'static>> {
        let dependents = self.dependents();
        let mut open: Vec<usize> = self.jobs.iter().map(|job| job.needs.len()).collect();
        let rank = |id: JobId| (self[id].priority, std::cmp::Reverse(self[id].name.clone()), id);
        let mut ready: BinaryHeap<_> = self.ids().filter(|id| open[id.0] == 0).map(rank).collect();
        let mut order = Vec::with_capacity(self.jobs.len());
        while let Some((.., id)) = ready.pop() {
            order.push(id);
            for &next in dependents.get(&id).into_iter().flatten() {
                open[next.0] -= 1;
                if open[next.0] == 0 {
                    ready.push(rank(next));
                }
            }
        }
        if order.len() == self.jobs.len() { Ok(order) } else { Err(self.find_cycle(&order)) }
    }

    fn find_cycle(&self, done: &[JobId]) -> GraphError<'static> {
        let done: HashSet<_> = done.iter().collect();
        let mut path: Vec<JobId> = vec![];
        let mut at = self.ids().find(|id| !done.contains(id)).expect("one is left");
        let start = loop {
            if let Some(start) = path.iter().position(|&p| p == at) {
                break start;
            }
            path.push(at);
            at = self.needs(at).find(|need| !done.contains(need)).unwrap();
        };
        let names = path[start..].iter().chain([&at]).map(|&id| self[id].name.to_string());
        GraphError::Cycle(names.collect())
    }

    fn levels(&self, order: &[JobId]) -> BTreeMap<usize, Vec<&str>> {
        let mut level = vec![0; self.jobs.len()];
        let mut levels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for &id in order {
            level[id.0] = self.needs(id).map(|need| level[need.0] + 1).max().unwrap_or(0);
            levels.entry(level[id.0]).or_default().push(&self[id].name);
        }
        levels.values_mut().for_each(|names| names.sort_unstable());
        levels
    }

    fn critical_path(&self, order: &[JobId]) -> (u32, Vec<&Job<'a>>) {
        let mut best: HashMap<JobId, (u32, Option<JobId>)> = HashMap::new();
        for &id in order {
            let before = self.needs(id).map(|n| (best[&n].0, Some(n))).max().unwrap_or((0, None));
            best.insert(id, (before.0 + self[id].cost, before.1));
        }
        let Some(last) = self.ids().max_by_key(|id| best[id].0) else {
            return (0, Vec::new());
        };
        let mut path: Vec<_> =
            std::iter::successors(Some(last), |id| best[id].1).map(|id| &self[id]).collect();
        path.reverse();
        (best[&last].0, path)
    }

    /// Really runs them, on threads, with a virtual clock for each worker.
    fn run<F>(&self, workers: usize, work: F) -> (u32, Vec<String>)
    where
        F: Fn(&Job<'a>) -> String + Sync,
    {
        let dependents = self.dependents();
        let mut open: Vec<_> = self.jobs.iter().map(|job| job.needs.len()).collect();
        let mut ready: BTreeSet<(u32, JobId)> =
            self.ids().filter(|id| open[id.0] == 0).map(|id| (0, id)).collect();
        let mut free = vec![0u32; workers.max(1)];
        let mut results = Vec::new();
        let (tx, rx) = mpsc::channel();
        thread::scope(|scope| {
            while let Some((earliest, id)) = ready.pop_first() {
                let (worker, clock) =
                    free.iter_mut().enumerate().min_by_key(|(_, clock)| **clock).unwrap();
                let start = earliest.max(*clock);
                *clock = start + self[id].cost;
                let (tx, work) = (tx.clone(), &work);
                scope.spawn(move || tx.send((id, work(&self[id]))).unwrap());
                let (done, text) = rx.recv().unwrap();
                assert_eq!(done, id);
                results.push(format!("{start:>3}..{:<3} #{worker} {text}", *clock));
                let end = *clock;
                for &next in dependents.get(&id).map(Vec::as_slice).unwrap_or_default() {
                    open[next.0] -= 1;
                    if open[next.0] == 0 {
                        ready.insert((end, next));
                    }
                }
            }
        });
        (free.into_iter().max().unwrap_or_default(), results)
    }
}

const PLAN: &str = "
    # building the thing
    fetch   3
    config  1 !9
    parse   2 !1 : fetch, config
    types   4    : parse
    borrow  2    : types
    lint    1    : parse
    codegen 5    : types
    link    2 !5 : codegen, borrow
    docs    6    : fetch
    package 1    : link, docs, lint
";

fn main() {
    let graph = Graph::parse(PLAN).expect("the plan is right");
    let order = graph.order().unwrap();
    let names: Vec<&str> = order.iter().map(|&id| graph[id].name.as_ref()).collect();
    println!("{}", names.join(", "));
    for (level, names) in graph.levels(&order) {
        println!("{level}: {names:?}");
    }
    let (cost, path) = graph.critical_path(&order);
    let path: Vec<_> = path.iter().map(|job| format!("{}({})", job.name, job.cost)).collect();
    println!("critical {cost}: {}", path.join(" > "));

    for workers in 1..=3 {
        let (end, log) = graph.run(workers, |job| job.name.to_uppercase());
        println!("{workers} workers end at {end}");
        if workers == 2 {
            log.iter().for_each(|line| println!("  {line}"));
        }
    }

    let mut broken = Graph::parse(PLAN).unwrap();
    broken[JobId(0)].needs.insert(7);
    broken[JobId(0)].name.to_mut().push_str("-all");
    match broken.order() {
        Ok(order) => println!("{order:?}"),
        Err(e) => println!("{e}"),
    }
    for text in ["a 1\nb", "a 1\n\nb x : a", "a 1 : z", "a 1\na 2", "a 1 !x", "a 1 : a", ""] {
        let result = Graph::parse(text).and_then(|graph| graph.order());
        match result {
            Ok(order) if order.is_empty() => println!("nothing to do"),
            Ok(order) => println!("{order:?}"),
            Err(GraphError::Cycle(names)) if names.len() == 2 => println!("{} needs itself", names[0]),
            Err(e) => println!("{e}"),
        }
    }
}
