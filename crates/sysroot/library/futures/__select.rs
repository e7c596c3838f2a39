//! `select!` and `select_biased!`. The real ones are procedural macros; these gather the branches one after
//! the other, give each variables of its own, and then write the poll loop.

/// How the waiting ended.
#[doc(hidden)]
pub enum End {
    /// A branch has its output.
    Branch,
    Complete,
    Default,
}

/// Where the polling of `n` branches begins: anywhere, by the run's seed.
#[doc(hidden)]
pub fn start(n: usize) -> usize {
    (core::intrinsics::host_random() % n as u64) as usize
}

/// One branch: polls it unless it is over.
#[doc(hidden)]
pub fn poll_branch<F: crate::future::FusedFuture + Unpin>(
    future: &mut F,
    live: &mut bool,
    cx: &mut core::task::Context<'_>,
) -> Option<F::Output> {
    if future.is_terminated() {
        return None;
    }
    *live = true;
    match core::pin::Pin::new(future).poll(cx) {
        core::task::Poll::Ready(output) => Some(output),
        core::task::Poll::Pending => None,
    }
}

/// Waits for the first of several futures; which of those that are ready together is left to chance.
#[macro_export]
macro_rules! select {
    ($($tokens:tt)*) => { $crate::__select_gather!({$crate::__select::start} [] [] [] $($tokens)*) };
}

/// Waits for the first of several futures; the earlier branch goes first.
#[macro_export]
macro_rules! select_biased {
    ($($tokens:tt)*) => { $crate::__select_gather!({$crate::__select::first} [] [] [] $($tokens)*) };
}

#[doc(hidden)]
pub fn first(_n: usize) -> usize {
    0
}

/// `{start} [branches] [complete] [default] rest`
#[doc(hidden)]
#[macro_export]
macro_rules! __select_gather {
    ($s:tt $b:tt $c:tt $d:tt) => { $crate::__select_go!($s $b $c $d) };
    ($s:tt [$($b:tt)*] $c:tt $d:tt complete => $body:block, $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)*] [$body] $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt complete => $body:block $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)*] [$body] $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt complete => $body:expr, $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)*] [$body] $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt complete => $body:expr) => {
        $crate::__select_gather!($s [$($b)*] [$body] $d)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt default => $body:block, $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)*] $c [$body] $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt default => $body:block $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)*] $c [$body] $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt default => $body:expr, $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)*] $c [$body] $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt default => $body:expr) => {
        $crate::__select_gather!($s [$($b)*] $c [$body])
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt $p:pat = $f:ident => $body:block, $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)* {($p) (&mut $f) ($body)}] $c $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt $p:pat = $f:ident => $body:block $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)* {($p) (&mut $f) ($body)}] $c $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt $p:pat = $f:ident => $body:expr, $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)* {($p) (&mut $f) ($body)}] $c $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt $p:pat = $f:ident => $body:expr) => {
        $crate::__select_gather!($s [$($b)* {($p) (&mut $f) ($body)}] $c $d)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt $p:pat = $f:expr => $body:block, $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)* {($p) ($f) ($body)}] $c $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt $p:pat = $f:expr => $body:block $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)* {($p) ($f) ($body)}] $c $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt $p:pat = $f:expr => $body:expr, $($rest:tt)*) => {
        $crate::__select_gather!($s [$($b)* {($p) ($f) ($body)}] $c $d $($rest)*)
    };
    ($s:tt [$($b:tt)*] $c:tt $d:tt $p:pat = $f:expr => $body:expr) => {
        $crate::__select_gather!($s [$($b)* {($p) ($f) ($body)}] $c $d)
    };
}

/// `{start} [named] [branches] [complete] [default]`: each step's `future` and `output` are other variables
/// than those of the steps before, for they come from another expansion.
#[doc(hidden)]
#[macro_export]
macro_rules! __select_go {
    ($s:tt [$($b:tt)*] $c:tt $d:tt) => { $crate::__select_name!($s [] [$($b)*] $c $d) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __select_name {
    ($s:tt [$($named:tt)*] [{$p:tt $f:tt $b:tt} $($rest:tt)*] $c:tt $d:tt) => {
        $crate::__select_name!($s [$($named)* {future output $p $f $b}] [$($rest)*] $c $d)
    };
    ($s:tt $named:tt [] $c:tt $d:tt) => { $crate::__select_poll!($s $named $c $d) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __select_poll {
    ({$start:path} [$({$future:ident $output:ident $p:tt ($f:expr) $b:tt})+] [$($complete:expr)?] [$($default:expr)?]) => {{
        $( let mut $output = ::core::option::Option::None; )+
        // The futures are gone before a branch runs.
        let end = {
            $( let mut $future = $f; )+
            $crate::future::poll_fn(|cx: &mut ::core::task::Context<'_>| {
                let branches = [$(::core::stringify!($output)),+].len();
                let start = $start(branches);
                let mut live = false;
                for step in 0..branches {
                    let turn = (start + step) % branches;
                    let mut at = 0;
                    $(
                        if at == turn {
                            $output = $crate::__select::poll_branch(&mut $future, &mut live, cx);
                            if $output.is_some() {
                                return ::core::task::Poll::Ready($crate::__select::End::Branch);
                            }
                        }
                        at += 1;
                    )+
                }
                if !live {
                    return ::core::task::Poll::Ready($crate::__select::End::Complete);
                }
                $(
                    $crate::__select_ignore!($default);
                    return ::core::task::Poll::Ready($crate::__select::End::Default);
                )?
                #[allow(unreachable_code)]
                ::core::task::Poll::Pending
            }).await
        };
        match end {
            $crate::__select::End::Branch => $crate::__select_run!($({$output $p $b})+),
            $crate::__select::End::Complete => $crate::__select_or!([$($complete)?] "all futures in select! were completed, but no `complete =>` handler was provided"),
            $crate::__select::End::Default => $crate::__select_or!([$($default)?] "internal error: no `default =>` handler"),
        }
    }};
}

/// The body of the branch that has an output.
#[doc(hidden)]
#[macro_export]
macro_rules! __select_run {
    ({$output:ident ($p:pat) ($b:expr)} $($rest:tt)*) => {
        match $output {
            ::core::option::Option::Some(value) => match value { $p => $b },
            ::core::option::Option::None => $crate::__select_run!($($rest)*),
        }
    };
    () => { ::core::unreachable!() };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __select_or {
    ([$body:expr] $message:literal) => {
        $body
    };
    ([] $message:literal) => {
        ::core::panic!($message)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __select_ignore {
    ($body:expr) => {};
}
