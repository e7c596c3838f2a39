//! `join!` and its kin. The real ones are procedural macros that poll pinned locals in order; these use
//! the combinators that do the same.

/// Polls several futures until all are done, each poll in the order they are written.
#[macro_export]
macro_rules! join {
    ($a:expr $(,)?) => {
        ($crate::future::__Join1::new($a).await)
    };
    ($a:expr, $b:expr $(,)?) => {
        $crate::future::join($a, $b).await
    };
    ($a:expr, $b:expr, $c:expr $(,)?) => {
        $crate::future::join3($a, $b, $c).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr $(,)?) => {
        $crate::future::join4($a, $b, $c, $d).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr $(,)?) => {
        $crate::future::join5($a, $b, $c, $d, $e).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr $(,)?) => {
        $crate::future::__Join6::new($a, $b, $c, $d, $e, $f).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr, $g:expr $(,)?) => {
        $crate::future::__Join7::new($a, $b, $c, $d, $e, $f, $g).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr, $g:expr, $h:expr $(,)?) => {
        $crate::future::__Join8::new($a, $b, $c, $d, $e, $f, $g, $h).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr, $g:expr, $h:expr, $i:expr $(,)?) => {
        $crate::future::__Join9::new($a, $b, $c, $d, $e, $f, $g, $h, $i).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr, $g:expr, $h:expr, $i:expr, $j:expr $(,)?) => {
        $crate::future::__Join10::new($a, $b, $c, $d, $e, $f, $g, $h, $i, $j).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr, $g:expr, $h:expr, $i:expr, $j:expr, $k:expr $(,)?) => {
        $crate::future::__Join11::new($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr, $g:expr, $h:expr, $i:expr, $j:expr, $k:expr, $l:expr $(,)?) => {
        $crate::future::__Join12::new($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l).await
    };
    ($($e:expr),+ $(,)?) => { $crate::__join_many!([] $($e,)+) };
}

/// Any number of futures. Each step's `future` is another variable, for it comes from another expansion.
#[doc(hidden)]
#[macro_export]
macro_rules! __join_many {
    ([$($named:tt)*] $e:expr, $($rest:tt)*) => {
        $crate::__join_many!([$($named)* {future $e}] $($rest)*)
    };
    ([$({$future:ident $e:expr})+]) => {{
        $( let mut $future = $crate::future::maybe_done($e); )+
        $crate::future::poll_fn(|cx: &mut ::core::task::Context<'_>| {
            let mut all = true;
            $( all &= $crate::future::__step(&mut $future, cx); )+
            if !all {
                return ::core::task::Poll::Pending;
            }
            ::core::task::Poll::Ready(($( $crate::future::__take(&mut $future), )+))
        }).await
    }};
}

/// Polls several futures of `Result`s until all are `Ok` or one is `Err`.
#[macro_export]
macro_rules! try_join {
    ($a:expr, $b:expr $(,)?) => {
        $crate::future::try_join($a, $b).await
    };
    ($a:expr, $b:expr, $c:expr $(,)?) => {
        $crate::future::try_join3($a, $b, $c).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr $(,)?) => {
        $crate::future::try_join4($a, $b, $c, $d).await
    };
    ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr $(,)?) => {
        $crate::future::try_join5($a, $b, $c, $d, $e).await
    };
    ($($e:expr),+ $(,)?) => { $crate::__try_join_many!([] $($e,)+) };
}

/// Any number of futures of `Result`s.
#[doc(hidden)]
#[macro_export]
macro_rules! __try_join_many {
    ([$($named:tt)*] $e:expr, $($rest:tt)*) => {
        $crate::__try_join_many!([$($named)* {future $e}] $($rest)*)
    };
    ([$({$future:ident $e:expr})+]) => {{
        $( let mut $future = $crate::future::maybe_done($e); )+
        $crate::future::poll_fn(|cx: &mut ::core::task::Context<'_>| {
            let mut all = true;
            $(
                if let ::core::option::Option::Some(error) = $crate::future::__try_step(&mut $future, cx, &mut all) {
                    return ::core::task::Poll::Ready(::core::result::Result::Err(error));
                }
            )+
            if !all {
                return ::core::task::Poll::Pending;
            }
            ::core::task::Poll::Ready(::core::result::Result::Ok(($( $crate::future::__try_take(&mut $future), )+)))
        }).await
    }};
}

/// Pins values to the current scope under the same names.
#[macro_export]
macro_rules! pin_mut {
    ($($x:ident),* $(,)?) => { $(
        let mut $x = $x;
        #[allow(unused_mut)]
        let mut $x = unsafe { ::core::pin::Pin::new_unchecked(&mut $x) };
    )* };
}

/// The value of a `Poll`, or `return Poll::Pending`.
#[macro_export]
macro_rules! ready {
    ($e:expr $(,)?) => {
        match $e {
            ::core::task::Poll::Ready(value) => value,
            ::core::task::Poll::Pending => return ::core::task::Poll::Pending,
        }
    };
}

/// Yields once, without arranging for a wake.
#[macro_export]
macro_rules! pending {
    () => {
        $crate::future::__PendingOnce::new().await
    };
}

/// Polls a pinned future once and gives the `Poll`.
#[macro_export]
macro_rules! poll {
    ($e:expr) => {
        $crate::future::__PollOnce::new($e).await
    };
}
