//! Talks to the two workers for whichever example is on stage.
//!
//! The workers live as long as the page: the compiler is loaded once, in the background, after the
//! machine. Answers to questions that are no longer asked are forgotten by their numbers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Function;
use protocol::network::Visit;
use protocol::{End, EndKind, FromCompiler, FromRunner, SourceFile, ToCompiler, ToRunner};
use trace::wire::Decoder;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::content::Lesson;
use crate::state::stage::{Load, News};
use crate::worker::{FromWorker, Handle};
use crate::{fetch, marks, offline};

/// A worker that does not stop within this time is ended.
const STOP_WITHIN: u32 = 500;

#[derive(Clone)]
pub struct Session(Rc<RefCell<Inner>>);

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    runner: Option<Handle>,
    runner_load: Load,
    compiler: Option<Handle>,
    compiler_load: Load,
    listener: Option<Callback<News>>,
    /// The number of the newest run; messages of earlier ones are forgotten.
    run: u32,
    running: bool,
    decoder: Decoder,
    /// A program that waits for the machine to be there.
    waiting_program: Option<Vec<u8>>,
    /// Of the newest run.
    seed: u32,
    revision: u32,
    /// Asked and not yet answered; the compiler is asked one thing at a time.
    asked: Option<u32>,
    /// What is asked next. A later check takes the place of an earlier one.
    next: Option<Ask>,
    /// What the editor asks about a place; a later question takes the place of an earlier one.
    question: Option<Question>,
    /// Who waits for the answer to what the compiler is asked about a place.
    asking: Option<Function>,
    stop: Option<Timeout>,
    programs: HashMap<&'static str, Prepared>,
    /// A run that waits for its prepared program to come.
    wanted: Option<(&'static Lesson, Vec<SourceFile>)>,
}

/// The program of an unmodified lesson.
enum Prepared {
    Coming,
    There(Vec<u8>),
    /// The site was built without it: the compiler does the work.
    Missing,
}

struct Ask {
    files: Vec<SourceFile>,
    build: bool,
}

/// As the editor puts it, and what to call with the answer, or with `null` if there is none.
struct Question {
    files: Vec<SourceFile>,
    text: String,
    answer: Function,
}

impl Session {
    pub fn start() -> Self {
        let session = Session(Rc::new(RefCell::new(Inner {
            runner: None,
            runner_load: Load::Waiting,
            compiler: None,
            compiler_load: Load::Waiting,
            listener: None,
            run: 0,
            running: false,
            decoder: Decoder::new(),
            waiting_program: None,
            seed: 0,
            revision: 0,
            asked: None,
            next: None,
            question: None,
            asking: None,
            stop: None,
            programs: HashMap::new(),
            wanted: None,
        })));
        session.start_runner();
        session
    }

    /// From now on `listener` is told; it hears at once how far the workers are.
    pub fn attach(&self, lesson: &'static Lesson, listener: Callback<News>) {
        let (runner, compiler) = {
            let mut inner = self.0.borrow_mut();
            inner.listener = Some(listener.clone());
            (inner.runner_load.clone(), inner.compiler_load.clone())
        };
        listener.emit(News::Runner(runner));
        listener.emit(News::Compiler(compiler));
        self.fetch_program(lesson);
    }

    /// Ends what runs and tells nobody any more.
    pub fn detach(&self) {
        let running = {
            let mut inner = self.0.borrow_mut();
            inner.listener = None;
            inner.next = None;
            inner.question = None;
            inner.wanted = None;
            inner.waiting_program = None;
            inner.revision += 1;
            inner.running
        };
        if running {
            self.restart_runner();
        }
    }

    /// Runs the lesson's own text from the program that came with the page, or builds what was edited.
    pub fn run(&self, lesson: &'static Lesson, files: Vec<SourceFile>, edited: bool, seed: u32) {
        if self.0.borrow().running {
            self.restart_runner();
        }
        self.0.borrow_mut().seed = seed;
        if edited {
            self.tell(News::Compiling);
            return self.ask(Ask { files, build: true });
        }
        let mut inner = self.0.borrow_mut();
        let prepared = match inner.programs.get(lesson.id.as_str()) {
            Some(Prepared::There(program)) => Some(program.clone()),
            Some(Prepared::Coming) => {
                inner.wanted = Some((lesson, files));
                drop(inner);
                return self.tell(News::Compiling);
            }
            Some(Prepared::Missing) | None => None,
        };
        drop(inner);
        match prepared {
            Some(program) => {
                self.tell(News::Diagnostics(Vec::new()));
                self.launch(program);
            }
            None => {
                self.tell(News::Compiling);
                self.ask(Ask { files, build: true });
            }
        }
    }

    /// Asks for diagnostics.
    pub fn check(&self, files: Vec<SourceFile>) {
        let building = self.0.borrow().next.as_ref().is_some_and(|next| next.build);
        if !building {
            self.ask(Ask {
                files,
                build: false,
            });
        }
    }

    /// Asks about a place in the program. Without a compiler that is ready there is no answer.
    pub fn ask_about(&self, files: Vec<SourceFile>, text: String, answer: Function) {
        let question = Question {
            files,
            text,
            answer,
        };
        let before = self.0.borrow_mut().question.replace(question);
        if let Some(before) = before {
            reply(&before.answer, &JsValue::NULL);
        }
        self.ask_next();
    }

    /// The visitor does something on the network of the program that runs.
    pub fn visit(&self, visit: Visit) {
        let sent = {
            let inner = self.0.borrow();
            let message = ToRunner::Visit {
                run: inner.run,
                visit,
            };
            let runner = inner.runner.as_ref().filter(|_| inner.running);
            runner.map(|runner| runner.send(&message))
        };
        if let Some(Err(why)) = sent {
            self.tell(News::Failed(why));
        }
    }

    pub fn stop(&self) {
        let mut inner = self.0.borrow_mut();
        let compiling = inner.next.as_ref().is_some_and(|next| next.build) || inner.asked.is_some();
        if !inner.running {
            if compiling || inner.waiting_program.is_some() || inner.wanted.is_some() {
                inner.next = None;
                inner.wanted = None;
                inner.waiting_program = None;
                inner.revision += 1;
                drop(inner);
                self.tell(News::Ended {
                    end: stopped(),
                    dropped: 0,
                });
            }
            return;
        }
        let run = inner.run;
        let sent = inner
            .runner
            .as_ref()
            .map(|runner| runner.send(&ToRunner::Stop { run }));
        let session = self.clone();
        let kill = move || {
            session.restart_runner();
            session.tell(News::Ended {
                end: stopped(),
                dropped: 0,
            });
        };
        let wait = if matches!(sent, Some(Ok(()))) {
            STOP_WITHIN
        } else {
            0
        };
        inner.stop = Some(Timeout::new(wait, kill));
    }

    fn tell(&self, news: News) {
        let listener = self.0.borrow().listener.clone();
        if let Some(listener) = listener {
            listener.emit(news);
        }
    }

    fn start_runner(&self) {
        let session = self.clone();
        let handle = Handle::start("runner", move |message| session.hear_runner(message));
        match handle {
            Ok(handle) => self.0.borrow_mut().runner = Some(handle),
            Err(error) => self.runner_is(Load::Failed(fetch::words(&error))),
        }
    }

    /// Ends the machine in the middle of whatever it does, and starts a fresh one.
    fn restart_runner(&self) {
        {
            let mut inner = self.0.borrow_mut();
            inner.run += 1;
            inner.running = false;
            inner.stop = None;
            inner.runner = None;
            inner.runner_load = Load::Waiting;
        }
        self.start_runner();
    }

    fn start_compiler(&self) {
        let session = self.clone();
        match Handle::start("compiler", move |message| session.hear_compiler(message)) {
            Ok(handle) => self.0.borrow_mut().compiler = Some(handle),
            Err(error) => self.compiler_is(Load::Failed(fetch::words(&error))),
        }
    }

    fn runner_is(&self, load: Load) {
        self.0.borrow_mut().runner_load = load.clone();
        self.tell(News::Runner(load));
    }

    fn compiler_is(&self, load: Load) {
        self.0.borrow_mut().compiler_load = load.clone();
        self.tell(News::Compiler(load));
    }

    /// Gets the prepared program of a lesson.
    fn fetch_program(&self, lesson: &'static Lesson) {
        {
            let mut inner = self.0.borrow_mut();
            if inner.programs.contains_key(lesson.id.as_str()) {
                return;
            }
            inner.programs.insert(&lesson.id, Prepared::Coming);
        }
        let session = self.clone();
        spawn_local(async move {
            let program = match fetch::bytes(&format!("programs/{}.bin", lesson.id)).await {
                Ok(program) => Prepared::There(program),
                Err(_) => Prepared::Missing,
            };
            let (wanted, seed) = {
                let mut inner = session.0.borrow_mut();
                inner.programs.insert(&lesson.id, program);
                (inner.wanted.take(), inner.seed)
            };
            if let Some((lesson, files)) = wanted {
                session.run(lesson, files, false, seed);
            }
        });
    }

    fn launch(&self, program: Vec<u8>) {
        let sent = {
            let mut inner = self.0.borrow_mut();
            if inner.runner_load != Load::Ready {
                inner.waiting_program = Some(program);
                return;
            }
            inner.run += 1;
            inner.running = true;
            inner.decoder = Decoder::new();
            let message = ToRunner::Run {
                run: inner.run,
                program,
                seed: inner.seed.into(),
            };
            inner.runner.as_ref().map(|runner| runner.send(&message))
        };
        match sent {
            Some(Ok(())) => self.tell(News::Running),
            Some(Err(why)) => self.tell(News::Failed(why)),
            None => self.tell(News::Failed("the machine is not there".into())),
        }
    }

    fn hear_runner(&self, message: FromWorker) {
        let bytes = match message {
            FromWorker::Load(load) => return self.runner_is(load),
            FromWorker::Message(bytes) => bytes,
        };
        let now = |session: &Session, run: u32| session.0.borrow().run == run;
        match postcard::from_bytes(&bytes) {
            Ok(FromRunner::Ready) => {
                self.runner_is(Load::Ready);
                let waiting = self.0.borrow_mut().waiting_program.take();
                if let Some(program) = waiting {
                    self.launch(program);
                }
                if self.0.borrow().compiler.is_none() {
                    self.start_compiler();
                }
            }
            Ok(FromRunner::Events { run, events }) if now(self, run) => {
                let events = self.0.borrow_mut().decoder.batch(&events);
                match events {
                    Ok(events) => self.tell(News::Events(events)),
                    Err(error) => self.tell(News::Failed(error.to_string())),
                }
            }
            Ok(FromRunner::Progress {
                run,
                fuel_used,
                fuel_limit,
            }) if now(self, run) => {
                self.tell(News::Progress {
                    fuel_used,
                    fuel_limit,
                });
            }
            Ok(FromRunner::Visited { run, visited }) if now(self, run) => {
                let visited = visited.into_iter().map(|(_, what)| what).collect();
                self.tell(News::Visited(visited));
            }
            Ok(FromRunner::Idle { run }) if now(self, run) => self.tell(News::Idle),
            Ok(FromRunner::Ended { run, end, dropped }) if now(self, run) => {
                let mut inner = self.0.borrow_mut();
                inner.running = false;
                inner.stop = None;
                drop(inner);
                self.tell(News::Ended { end, dropped });
            }
            // Of a run that is no longer on stage.
            Ok(_) => {}
            Err(error) => self.tell(News::Failed(format!(
                "the machine was not understood: {error}"
            ))),
        }
    }

    fn ask(&self, ask: Ask) {
        let failed = {
            let mut inner = self.0.borrow_mut();
            inner.next = Some(ask);
            match &inner.compiler_load {
                Load::Failed(why) => Some(why.clone()),
                _ => None,
            }
        };
        match failed {
            Some(why) => self.tell(News::Failed(format!(
                "the compiler could not be loaded: {why}"
            ))),
            None => self.ask_next(),
        }
    }

    fn ask_next(&self) {
        let mut inner = self.0.borrow_mut();
        if inner.compiler_load != Load::Ready {
            let question = inner.question.take();
            drop(inner);
            if let Some(question) = question {
                reply(&question.answer, &JsValue::NULL);
            }
            return;
        }
        if inner.asked.is_some() || inner.asking.is_some() {
            return;
        }
        // Who types waits for words to choose from rather than for what is wrong.
        if !inner.next.as_ref().is_some_and(|next| next.build)
            && let Some(Question {
                files,
                text: question,
                answer,
            }) = inner.question.take()
        {
            let message = ToCompiler::Ask { files, question };
            if let Some(Ok(())) = inner.compiler.as_ref().map(|it| it.send(&message)) {
                inner.asking = Some(answer);
                return;
            }
        }
        let Some(Ask { files, build }) = inner.next.take() else {
            return;
        };
        inner.revision += 1;
        let revision = inner.revision;
        inner.asked = Some(revision);
        let message = match build {
            true => ToCompiler::Build { revision, files },
            false => ToCompiler::Check { revision, files },
        };
        let sent = inner
            .compiler
            .as_ref()
            .map(|compiler| compiler.send(&message));
        drop(inner);
        if let Some(Err(why)) = sent {
            self.tell(News::Failed(why));
        }
    }

    fn hear_compiler(&self, message: FromWorker) {
        let bytes = match message {
            FromWorker::Load(load @ Load::Failed(_)) => return self.compiler_broke(load),
            FromWorker::Load(load) => return self.compiler_is(load),
            FromWorker::Message(bytes) => bytes,
        };
        match postcard::from_bytes(&bytes) {
            Ok(FromCompiler::Ready) => {
                self.compiler_is(Load::Ready);
                // All that a lesson needs has come.
                offline::keep();
            }
            Ok(FromCompiler::Answered { answer }) => {
                let asking = self.0.borrow_mut().asking.take();
                if let Some(asking) = asking {
                    reply(&asking, &answer.into());
                }
            }
            Ok(FromCompiler::Checked {
                revision,
                diagnostics,
            }) => {
                if self.answered(revision) {
                    self.tell(News::Diagnostics(diagnostics));
                    marks::mark("pollscope:diagnostics");
                }
            }
            Ok(FromCompiler::Built {
                revision,
                diagnostics,
                program,
            }) => {
                if self.answered(revision) {
                    self.tell(News::Diagnostics(diagnostics));
                    marks::mark("pollscope:diagnostics");
                    match program {
                        Some(program) => self.launch(program),
                        None => self.tell(News::Rejected),
                    }
                }
            }
            Err(error) => self.tell(News::Failed(format!(
                "the compiler was not understood: {error}"
            ))),
        }
        self.ask_next();
    }

    /// Takes note of an answer, and says whether anybody still asks for it.
    fn answered(&self, revision: u32) -> bool {
        let mut inner = self.0.borrow_mut();
        if inner.asked == Some(revision) {
            inner.asked = None;
        }
        inner.revision == revision
    }

    /// A compiler that broke while it worked is started again; one that never started is not.
    fn compiler_broke(&self, load: Load) {
        let worked = self.0.borrow().compiler_load == Load::Ready;
        let (asked, asking) = {
            let mut inner = self.0.borrow_mut();
            (inner.asked.take().is_some(), inner.asking.take())
        };
        if let Some(asking) = asking {
            reply(&asking, &JsValue::NULL);
        }
        self.compiler_is(load);
        if asked {
            let why = "the compiler broke on this program; please report it".to_owned();
            self.tell(News::Failed(why));
        }
        if worked {
            self.0.borrow_mut().compiler_load = Load::Waiting;
            self.start_compiler();
        }
    }
}

fn reply(to: &Function, answer: &JsValue) {
    // It resolves a promise, which cannot fail.
    let _ = to.call1(&JsValue::NULL, answer);
}

fn stopped() -> End {
    End {
        kind: EndKind::Stopped,
        message: "Stopped by you".into(),
        exit_code: 0,
    }
}
