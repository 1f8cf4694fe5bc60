//! Both hashes of a stream, in one pass.

use std::io::{self, Read};

use sha2::{Digest, Sha256};
use sm3::Sm3;

use super::sums::Hash;

/// Bytes that are read at a time: large enough for few calls, small enough for the processor's own cache.
const CHUNK: usize = 64 * 1024;

/// What was read, by its hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digests {
    pub(super) sha256: Hash,
    pub(super) sm3: Hash,
    /// How many bytes were read.
    pub(super) bytes: u64,
}

impl Digests {
    /// Reads `stream` to its end.
    pub(super) fn read(mut stream: impl Read) -> io::Result<Self> {
        let mut buffer = vec![0; CHUNK];
        let (mut sha256, mut sm3, mut bytes) = (Sha256::new(), Sm3::new(), 0);
        loop {
            let read = match stream.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            sha256.update(&buffer[..read]);
            sm3.update(&buffer[..read]);
            bytes += read as u64;
        }
        Ok(Self { sha256: sha256.finalize().into(), sm3: sm3.finalize().into(), bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(hash: &Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The examples of FIPS 180-4 and GB/T 32905-2016 A.1.
    #[test]
    fn hashes_are_those_of_the_standards() {
        let digests = Digests::read(&b"abc"[..]).unwrap();
        assert_eq!(hex(&digests.sha256), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(hex(&digests.sm3), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert_eq!(digests.bytes, 3);
    }
}
