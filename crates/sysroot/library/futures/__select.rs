//! `select!` and `select_biased!`. The real ones are procedural macros; these gather the branches one after
//! the other and then write the poll loop for their number.

/// Which branch was ready.
#[doc(hidden)]
pub enum Branch<A = (), B = (), C = (), D = (), E = (), F = ()> {
    A(A),
    B(B),
    C(C),
    D(D),
    E(E),
    F(F),
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

#[doc(hidden)]
#[macro_export]
macro_rules! __select_go {
    ({$start:path} [{($p0:pat) ($f0:expr) ($b0:expr)}] [$($complete:expr)?] [$($default:expr)?]) => {{
        let mut __f0 = $f0;
        let __branch = $crate::future::poll_fn(|__cx: &mut ::core::task::Context<'_>| {
            let mut __live = false;
            let __start = $start(1);
            for __i in 0..1 {
                match (__start + __i) % 1 {
                    _ => if let Some(__x) = $crate::__select::poll_branch(&mut __f0, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::A(__x));
                    },
                }
            }
            if !__live {
                return ::core::task::Poll::Ready($crate::__select::Branch::Complete);
            }
            $(
                $crate::__select_ignore!($default);
                return ::core::task::Poll::Ready($crate::__select::Branch::Default);
            )?
            #[allow(unreachable_code)]
            ::core::task::Poll::Pending
        }).await;
        let __branch: $crate::__select::Branch<_, ::core::convert::Infallible, ::core::convert::Infallible, ::core::convert::Infallible, ::core::convert::Infallible, ::core::convert::Infallible> = __branch;
        match __branch {
            $crate::__select::Branch::A($p0) => $b0,
            $crate::__select::Branch::B(__never) => match __never {},
            $crate::__select::Branch::C(__never) => match __never {},
            $crate::__select::Branch::D(__never) => match __never {},
            $crate::__select::Branch::E(__never) => match __never {},
            $crate::__select::Branch::F(__never) => match __never {},
            $crate::__select::Branch::Complete => $crate::__select_or!([$($complete)?] "all futures in select! were completed, but no `complete =>` handler was provided"),
            $crate::__select::Branch::Default => $crate::__select_or!([$($default)?] "internal error: no `default =>` handler"),
        }
    }};
    ({$start:path} [{($p0:pat) ($f0:expr) ($b0:expr)} {($p1:pat) ($f1:expr) ($b1:expr)}] [$($complete:expr)?] [$($default:expr)?]) => {{
        let mut __f0 = $f0;
        let mut __f1 = $f1;
        let __branch = $crate::future::poll_fn(|__cx: &mut ::core::task::Context<'_>| {
            let mut __live = false;
            let __start = $start(2);
            for __i in 0..2 {
                match (__start + __i) % 2 {
                    0 => if let Some(__x) = $crate::__select::poll_branch(&mut __f0, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::A(__x));
                    },
                    _ => if let Some(__x) = $crate::__select::poll_branch(&mut __f1, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::B(__x));
                    },
                }
            }
            if !__live {
                return ::core::task::Poll::Ready($crate::__select::Branch::Complete);
            }
            $(
                $crate::__select_ignore!($default);
                return ::core::task::Poll::Ready($crate::__select::Branch::Default);
            )?
            #[allow(unreachable_code)]
            ::core::task::Poll::Pending
        }).await;
        let __branch: $crate::__select::Branch<_, _, ::core::convert::Infallible, ::core::convert::Infallible, ::core::convert::Infallible, ::core::convert::Infallible> = __branch;
        match __branch {
            $crate::__select::Branch::A($p0) => $b0,
            $crate::__select::Branch::B($p1) => $b1,
            $crate::__select::Branch::C(__never) => match __never {},
            $crate::__select::Branch::D(__never) => match __never {},
            $crate::__select::Branch::E(__never) => match __never {},
            $crate::__select::Branch::F(__never) => match __never {},
            $crate::__select::Branch::Complete => $crate::__select_or!([$($complete)?] "all futures in select! were completed, but no `complete =>` handler was provided"),
            $crate::__select::Branch::Default => $crate::__select_or!([$($default)?] "internal error: no `default =>` handler"),
        }
    }};
    ({$start:path} [{($p0:pat) ($f0:expr) ($b0:expr)} {($p1:pat) ($f1:expr) ($b1:expr)} {($p2:pat) ($f2:expr) ($b2:expr)}] [$($complete:expr)?] [$($default:expr)?]) => {{
        let mut __f0 = $f0;
        let mut __f1 = $f1;
        let mut __f2 = $f2;
        let __branch = $crate::future::poll_fn(|__cx: &mut ::core::task::Context<'_>| {
            let mut __live = false;
            let __start = $start(3);
            for __i in 0..3 {
                match (__start + __i) % 3 {
                    0 => if let Some(__x) = $crate::__select::poll_branch(&mut __f0, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::A(__x));
                    },
                    1 => if let Some(__x) = $crate::__select::poll_branch(&mut __f1, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::B(__x));
                    },
                    _ => if let Some(__x) = $crate::__select::poll_branch(&mut __f2, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::C(__x));
                    },
                }
            }
            if !__live {
                return ::core::task::Poll::Ready($crate::__select::Branch::Complete);
            }
            $(
                $crate::__select_ignore!($default);
                return ::core::task::Poll::Ready($crate::__select::Branch::Default);
            )?
            #[allow(unreachable_code)]
            ::core::task::Poll::Pending
        }).await;
        let __branch: $crate::__select::Branch<_, _, _, ::core::convert::Infallible, ::core::convert::Infallible, ::core::convert::Infallible> = __branch;
        match __branch {
            $crate::__select::Branch::A($p0) => $b0,
            $crate::__select::Branch::B($p1) => $b1,
            $crate::__select::Branch::C($p2) => $b2,
            $crate::__select::Branch::D(__never) => match __never {},
            $crate::__select::Branch::E(__never) => match __never {},
            $crate::__select::Branch::F(__never) => match __never {},
            $crate::__select::Branch::Complete => $crate::__select_or!([$($complete)?] "all futures in select! were completed, but no `complete =>` handler was provided"),
            $crate::__select::Branch::Default => $crate::__select_or!([$($default)?] "internal error: no `default =>` handler"),
        }
    }};
    ({$start:path} [{($p0:pat) ($f0:expr) ($b0:expr)} {($p1:pat) ($f1:expr) ($b1:expr)} {($p2:pat) ($f2:expr) ($b2:expr)} {($p3:pat) ($f3:expr) ($b3:expr)}] [$($complete:expr)?] [$($default:expr)?]) => {{
        let mut __f0 = $f0;
        let mut __f1 = $f1;
        let mut __f2 = $f2;
        let mut __f3 = $f3;
        let __branch = $crate::future::poll_fn(|__cx: &mut ::core::task::Context<'_>| {
            let mut __live = false;
            let __start = $start(4);
            for __i in 0..4 {
                match (__start + __i) % 4 {
                    0 => if let Some(__x) = $crate::__select::poll_branch(&mut __f0, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::A(__x));
                    },
                    1 => if let Some(__x) = $crate::__select::poll_branch(&mut __f1, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::B(__x));
                    },
                    2 => if let Some(__x) = $crate::__select::poll_branch(&mut __f2, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::C(__x));
                    },
                    _ => if let Some(__x) = $crate::__select::poll_branch(&mut __f3, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::D(__x));
                    },
                }
            }
            if !__live {
                return ::core::task::Poll::Ready($crate::__select::Branch::Complete);
            }
            $(
                $crate::__select_ignore!($default);
                return ::core::task::Poll::Ready($crate::__select::Branch::Default);
            )?
            #[allow(unreachable_code)]
            ::core::task::Poll::Pending
        }).await;
        let __branch: $crate::__select::Branch<_, _, _, _, ::core::convert::Infallible, ::core::convert::Infallible> = __branch;
        match __branch {
            $crate::__select::Branch::A($p0) => $b0,
            $crate::__select::Branch::B($p1) => $b1,
            $crate::__select::Branch::C($p2) => $b2,
            $crate::__select::Branch::D($p3) => $b3,
            $crate::__select::Branch::E(__never) => match __never {},
            $crate::__select::Branch::F(__never) => match __never {},
            $crate::__select::Branch::Complete => $crate::__select_or!([$($complete)?] "all futures in select! were completed, but no `complete =>` handler was provided"),
            $crate::__select::Branch::Default => $crate::__select_or!([$($default)?] "internal error: no `default =>` handler"),
        }
    }};
    ({$start:path} [{($p0:pat) ($f0:expr) ($b0:expr)} {($p1:pat) ($f1:expr) ($b1:expr)} {($p2:pat) ($f2:expr) ($b2:expr)} {($p3:pat) ($f3:expr) ($b3:expr)} {($p4:pat) ($f4:expr) ($b4:expr)}] [$($complete:expr)?] [$($default:expr)?]) => {{
        let mut __f0 = $f0;
        let mut __f1 = $f1;
        let mut __f2 = $f2;
        let mut __f3 = $f3;
        let mut __f4 = $f4;
        let __branch = $crate::future::poll_fn(|__cx: &mut ::core::task::Context<'_>| {
            let mut __live = false;
            let __start = $start(5);
            for __i in 0..5 {
                match (__start + __i) % 5 {
                    0 => if let Some(__x) = $crate::__select::poll_branch(&mut __f0, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::A(__x));
                    },
                    1 => if let Some(__x) = $crate::__select::poll_branch(&mut __f1, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::B(__x));
                    },
                    2 => if let Some(__x) = $crate::__select::poll_branch(&mut __f2, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::C(__x));
                    },
                    3 => if let Some(__x) = $crate::__select::poll_branch(&mut __f3, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::D(__x));
                    },
                    _ => if let Some(__x) = $crate::__select::poll_branch(&mut __f4, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::E(__x));
                    },
                }
            }
            if !__live {
                return ::core::task::Poll::Ready($crate::__select::Branch::Complete);
            }
            $(
                $crate::__select_ignore!($default);
                return ::core::task::Poll::Ready($crate::__select::Branch::Default);
            )?
            #[allow(unreachable_code)]
            ::core::task::Poll::Pending
        }).await;
        let __branch: $crate::__select::Branch<_, _, _, _, _, ::core::convert::Infallible> = __branch;
        match __branch {
            $crate::__select::Branch::A($p0) => $b0,
            $crate::__select::Branch::B($p1) => $b1,
            $crate::__select::Branch::C($p2) => $b2,
            $crate::__select::Branch::D($p3) => $b3,
            $crate::__select::Branch::E($p4) => $b4,
            $crate::__select::Branch::F(__never) => match __never {},
            $crate::__select::Branch::Complete => $crate::__select_or!([$($complete)?] "all futures in select! were completed, but no `complete =>` handler was provided"),
            $crate::__select::Branch::Default => $crate::__select_or!([$($default)?] "internal error: no `default =>` handler"),
        }
    }};
    ({$start:path} [{($p0:pat) ($f0:expr) ($b0:expr)} {($p1:pat) ($f1:expr) ($b1:expr)} {($p2:pat) ($f2:expr) ($b2:expr)} {($p3:pat) ($f3:expr) ($b3:expr)} {($p4:pat) ($f4:expr) ($b4:expr)} {($p5:pat) ($f5:expr) ($b5:expr)}] [$($complete:expr)?] [$($default:expr)?]) => {{
        let mut __f0 = $f0;
        let mut __f1 = $f1;
        let mut __f2 = $f2;
        let mut __f3 = $f3;
        let mut __f4 = $f4;
        let mut __f5 = $f5;
        let __branch = $crate::future::poll_fn(|__cx: &mut ::core::task::Context<'_>| {
            let mut __live = false;
            let __start = $start(6);
            for __i in 0..6 {
                match (__start + __i) % 6 {
                    0 => if let Some(__x) = $crate::__select::poll_branch(&mut __f0, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::A(__x));
                    },
                    1 => if let Some(__x) = $crate::__select::poll_branch(&mut __f1, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::B(__x));
                    },
                    2 => if let Some(__x) = $crate::__select::poll_branch(&mut __f2, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::C(__x));
                    },
                    3 => if let Some(__x) = $crate::__select::poll_branch(&mut __f3, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::D(__x));
                    },
                    4 => if let Some(__x) = $crate::__select::poll_branch(&mut __f4, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::E(__x));
                    },
                    _ => if let Some(__x) = $crate::__select::poll_branch(&mut __f5, &mut __live, __cx) {
                        return ::core::task::Poll::Ready($crate::__select::Branch::F(__x));
                    },
                }
            }
            if !__live {
                return ::core::task::Poll::Ready($crate::__select::Branch::Complete);
            }
            $(
                $crate::__select_ignore!($default);
                return ::core::task::Poll::Ready($crate::__select::Branch::Default);
            )?
            #[allow(unreachable_code)]
            ::core::task::Poll::Pending
        }).await;
        let __branch: $crate::__select::Branch<_, _, _, _, _, _> = __branch;
        match __branch {
            $crate::__select::Branch::A($p0) => $b0,
            $crate::__select::Branch::B($p1) => $b1,
            $crate::__select::Branch::C($p2) => $b2,
            $crate::__select::Branch::D($p3) => $b3,
            $crate::__select::Branch::E($p4) => $b4,
            $crate::__select::Branch::F($p5) => $b5,
            $crate::__select::Branch::Complete => $crate::__select_or!([$($complete)?] "all futures in select! were completed, but no `complete =>` handler was provided"),
            $crate::__select::Branch::Default => $crate::__select_or!([$($default)?] "internal error: no `default =>` handler"),
        }
    }};
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
