//! Runs a program: the machine with simulated clock and threads, recorded as a trace.
