//! `join!` and `try_join!`. Each poll begins with another branch, unless they are `biased`.

/// Polls several futures until all are done.
#[macro_export]
macro_rules! join {
    (biased; $($e:expr),+ $(,)?) => { $crate::__join!({false} [] $($e,)+) };
    ($($e:expr),+ $(,)?) => { $crate::__join!({true} [] $($e,)+) };
    (biased;) => { async {}.await };
    () => { async {}.await };
}

/// Each step's `future` is another variable, for it comes from another expansion.
#[doc(hidden)]
#[macro_export]
macro_rules! __join {
    ($rotates:tt [$($named:tt)*] $e:expr, $($rest:tt)*) => {
        $crate::__join!($rotates [$($named)* {future $e}] $($rest)*)
    };
    ({$rotates:expr} [$({$future:ident $e:expr})+]) => {{
        $( let mut $future = $crate::macros::support::maybe_done($e); )+
        let mut rotator = $crate::macros::support::Rotator::new($rotates);
        $crate::macros::support::poll_fn(|cx: &mut $crate::macros::support::Context<'_>| {
            let count = [$(::core::stringify!($future)),+].len();
            let first = rotator.first(count);
            let mut all = true;
            for step in 0..count {
                let turn = (first + step) % count;
                let mut at = 0;
                $(
                    if at == turn {
                        all &= $future.step(cx);
                    }
                    at += 1;
                )+
            }
            if !all {
                return $crate::macros::support::Poll::Pending;
            }
            $crate::macros::support::Poll::Ready(($( $future.take(), )+))
        }).await
    }};
}

/// Polls several futures of `Result`s until all are `Ok` or one is `Err`.
#[macro_export]
macro_rules! try_join {
    (biased; $($e:expr),+ $(,)?) => { $crate::__try_join!({false} [] $($e,)+) };
    ($($e:expr),+ $(,)?) => { $crate::__try_join!({true} [] $($e,)+) };
    (biased;) => { async { Ok(()) }.await };
    () => { async { Ok(()) }.await };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __try_join {
    ($rotates:tt [$($named:tt)*] $e:expr, $($rest:tt)*) => {
        $crate::__try_join!($rotates [$($named)* {future $e}] $($rest)*)
    };
    ({$rotates:expr} [$({$future:ident $e:expr})+]) => {{
        $( let mut $future = $crate::macros::support::maybe_done($e); )+
        let mut rotator = $crate::macros::support::Rotator::new($rotates);
        $crate::macros::support::poll_fn(|cx: &mut $crate::macros::support::Context<'_>| {
            let count = [$(::core::stringify!($future)),+].len();
            let first = rotator.first(count);
            let mut all = true;
            for step in 0..count {
                let turn = (first + step) % count;
                let mut at = 0;
                $(
                    if at == turn {
                        if !$future.step(cx) {
                            all = false;
                        } else if let ::core::option::Option::Some(error) = $future.take_error() {
                            return $crate::macros::support::Poll::Ready(::core::result::Result::Err(error));
                        }
                    }
                    at += 1;
                )+
            }
            if !all {
                return $crate::macros::support::Poll::Pending;
            }
            $crate::macros::support::Poll::Ready(::core::result::Result::Ok(($( $future.take_ok(), )+)))
        }).await
    }};
}
