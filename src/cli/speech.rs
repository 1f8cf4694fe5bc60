//! What is printed, and what becomes of it where nobody takes it.
//!
//! A reader of standard output may have seen enough (`| head`), a disk may be full. Neither takes back what was done, so
//! `tell!` and `warn!` fail in silence. `answer!` prints what the command was asked for: if it is lost on the way, that
//! is an error; a reader who closes the pipe has what he wanted.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};

use anyhow::Context;

/// Says on standard output what has been done.
macro_rules! tell {
    ($($words:tt)*) => { $crate::cli::speech::tell(format_args!($($words)*)) };
}

/// Says something on standard error.
macro_rules! warn {
    ($($words:tt)*) => { $crate::cli::speech::warn(format_args!($($words)*)) };
}

/// Prints on standard output what was asked for, as it stands: no line end is added.
macro_rules! answer {
    ($($words:tt)*) => { $crate::cli::speech::answer(format_args!($($words)*)) };
}

pub(super) fn tell(words: Arguments<'_>) {
    let _ = writeln!(io::stdout(), "{words}");
}

pub(super) fn warn(words: Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{words}");
}

pub(super) fn answer(words: Arguments<'_>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    // Flushed here, where it can still be said that it failed.
    match out.write_fmt(words).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot write to standard output"),
        _ => Ok(()),
    }
}
