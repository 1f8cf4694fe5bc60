//! A writer that fails once.

use std::io::{self, Seek, SeekFrom, Write};

/// Passes everything on until something fails. That failure is told; what is written afterwards goes nowhere, and is no
/// failure. For a `ZipWriter` that is dropped half done tries to end its zip, and prints to standard error when that fails,
/// too; the person is told of the first failure, with the path, and nobody keeps the file.
pub(super) struct UntilFailure<W> {
    inner: W,
    has_failed: bool,
}

impl<W> UntilFailure<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, has_failed: false }
    }

    pub(super) fn into_inner(self) -> W {
        self.inner
    }

    fn unless_failed<T>(&mut self, after: T, act: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.has_failed {
            return Ok(after);
        }
        let done = act(&mut self.inner);
        self.has_failed = done.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        done
    }
}

impl<W: Write> Write for UntilFailure<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_failed(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_failed((), W::flush)
    }
}

impl<W: Seek> Seek for UntilFailure<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.unless_failed(0, |inner| inner.seek(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_is_told_and_the_rest_is_swallowed() {
        let mut writer = UntilFailure::new(Broken);
        assert!(writer.write_all(b"a").is_err());
        assert!(writer.write_all(b"b").is_ok() && writer.flush().is_ok());
    }

    struct Broken;

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is full"))
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::Error::other("the disk is full"))
        }
    }
}
