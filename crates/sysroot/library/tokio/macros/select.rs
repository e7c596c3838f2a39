//! `select!`: the first of several futures whose output fits its pattern. Which of those that are ready together is
//! left to chance, unless the branches are `biased`.

/// Waits for the first of several futures.
#[macro_export]
macro_rules! select {
    (biased; else => $else:expr $(,)?) => { $else };
    (else => $else:expr $(,)?) => { $else };
    (biased; $($tokens:tt)+) => { $crate::__select!({$crate::macros::support::first} [] $($tokens)+) };
    () => { ::core::compile_error!("select! requires at least one branch.") };
    ($($tokens:tt)+) => { $crate::__select!({$crate::macros::support::any} [] $($tokens)+) };
}

/// `{start} [branches] rest`: gathers the branches, each as `{(pattern) (future) (condition) (handler)}`.
#[doc(hidden)]
#[macro_export]
macro_rules! __select {
    ($s:tt $b:tt) => {
        $crate::__select_name!($s [] $b (::core::panic!("all branches are disabled and there is no else branch")))
    };
    ($s:tt $b:tt else => $else:expr $(,)?) => { $crate::__select_name!($s [] $b ($else)) };
    ($s:tt [$($b:tt)*] $p:pat = $f:expr, if $c:expr => $h:block, $($r:tt)*) => {
        $crate::__select!($s [$($b)* {($p) ($f) ($c) ($h)}] $($r)*)
    };
    ($s:tt [$($b:tt)*] $p:pat = $f:expr => $h:block, $($r:tt)*) => {
        $crate::__select!($s [$($b)* {($p) ($f) (true) ($h)}] $($r)*)
    };
    ($s:tt [$($b:tt)*] $p:pat = $f:expr, if $c:expr => $h:block $($r:tt)*) => {
        $crate::__select!($s [$($b)* {($p) ($f) ($c) ($h)}] $($r)*)
    };
    ($s:tt [$($b:tt)*] $p:pat = $f:expr => $h:block $($r:tt)*) => {
        $crate::__select!($s [$($b)* {($p) ($f) (true) ($h)}] $($r)*)
    };
    ($s:tt [$($b:tt)*] $p:pat = $f:expr, if $c:expr => $h:expr) => {
        $crate::__select!($s [$($b)* {($p) ($f) ($c) ($h)}])
    };
    ($s:tt [$($b:tt)*] $p:pat = $f:expr => $h:expr) => {
        $crate::__select!($s [$($b)* {($p) ($f) (true) ($h)}])
    };
    ($s:tt [$($b:tt)*] $p:pat = $f:expr, if $c:expr => $h:expr, $($r:tt)*) => {
        $crate::__select!($s [$($b)* {($p) ($f) ($c) ($h)}] $($r)*)
    };
    ($s:tt [$($b:tt)*] $p:pat = $f:expr => $h:expr, $($r:tt)*) => {
        $crate::__select!($s [$($b)* {($p) ($f) (true) ($h)}] $($r)*)
    };
}

/// Gives each branch variables of its own: those of each step are others than those of the steps before, for they
/// come from another expansion.
#[doc(hidden)]
#[macro_export]
macro_rules! __select_name {
    ($s:tt [$($named:tt)*] [{$p:tt $f:tt $c:tt $h:tt} $($rest:tt)*] $else:tt) => {
        $crate::__select_name!($s [$($named)* {future enabled output $p $f $c $h}] [$($rest)*] $else)
    };
    ($s:tt $named:tt [] $else:tt) => { $crate::__select_poll!($s $named $else) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __select_poll {
    ({$start:path} [$({$future:ident $enabled:ident $output:ident ($p:pat) ($f:expr) ($c:expr) ($h:expr)})+] ($else:expr)) => {{
        $( let mut $enabled = $c; )+
        $( let mut $output = ::core::option::Option::None; )+
        // The futures are gone before a handler runs.
        {
            $( let $future = $f; )+
            $( let mut $future = $crate::macros::support::IntoFuture::into_future($future); )+
            $crate::macros::support::poll_fn(|cx: &mut $crate::macros::support::Context<'_>| {
                if $crate::macros::support::poll_budget_available(cx).is_pending() {
                    return $crate::macros::support::Poll::Pending;
                }
                let count = [$(::core::stringify!($future)),+].len();
                let start = $start(count);
                let mut pending = false;
                for step in 0..count {
                    let turn = (start + step) % count;
                    let mut at = 0;
                    $(
                        if at == turn && $enabled {
                            match $crate::macros::support::poll_branch(&mut $future, cx) {
                                $crate::macros::support::Poll::Pending => pending = true,
                                $crate::macros::support::Poll::Ready(out) => {
                                    $enabled = false;
                                    // What does not fit is dropped, and the branch is over.
                                    #[allow(unused_variables, unreachable_patterns)]
                                    let fits = match &out {
                                        $crate::macros::support::clean_pattern!($p) => true,
                                        _ => false,
                                    };
                                    if fits {
                                        $output = ::core::option::Option::Some(out);
                                        return $crate::macros::support::Poll::Ready(());
                                    }
                                }
                            }
                        }
                        at += 1;
                    )+
                }
                if pending {
                    $crate::macros::support::Poll::Pending
                } else {
                    $crate::macros::support::Poll::Ready(())
                }
            }).await
        };
        $crate::__select_run!($({$output ($p) ($h)})+ ($else))
    }};
}

/// The handler of the branch that has an output.
#[doc(hidden)]
#[macro_export]
macro_rules! __select_run {
    ({$output:ident ($p:pat) ($h:expr)} $($rest:tt)*) => {
        match $output {
            ::core::option::Option::Some($p) => $h,
            #[allow(unreachable_patterns)]
            ::core::option::Option::Some(_) => ::core::unreachable!("failed to match bind"),
            ::core::option::Option::None => $crate::__select_run!($($rest)*),
        }
    };
    (($else:expr)) => { $else };
}
