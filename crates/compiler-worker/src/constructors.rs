//! Runs the constructors that rust-analyzer's crates put into the module, once.
#![allow(unsafe_code)]

#[cfg(target_family = "wasm")]
pub fn run() {
    unsafe extern "C" {
        fn __wasm_call_ctors();
    }
    // SAFETY: the linker makes this function, without arguments. Because an exported function calls it, the
    // linker does not call it at every entry of the module instead, which would run the constructors again
    // and again. `main` calls it once, before anything else of the module runs.
    unsafe { __wasm_call_ctors() }
}

/// Elsewhere the platform has run them before `main`.
#[cfg(not(target_family = "wasm"))]
pub fn run() {}
