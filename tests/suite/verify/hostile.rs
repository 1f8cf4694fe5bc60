//! Zips that lie: each is refused in a sentence, or the file that lies is named. None is called whole.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use normbook::diag::Locale;
use normbook::verify::{Expected, verify};
use proptest::prelude::*;

use super::package::Package;
use super::zips::{Descriptor, Entry, from_the_directory, from_the_front, zip, zip_with};
use super::{found, refused};
use crate::properties;

/// What is said of a whole package with one entry more.
#[track_caller]
fn refused_with(entry: Entry) -> String {
    let mut entries = Package::new().entries();
    entries.push(entry);
    refused_bytes(&zip(&entries))
}

#[track_caller]
fn refused_bytes(bytes: &[u8]) -> String {
    let folder = crate::scratch::folder();
    let path = folder.path().join("package.zip");
    fs::write(&path, bytes).unwrap();
    refused(&path)
}

/// What is found in a package whose entry `site/index.html` is `spoilt`.
#[track_caller]
fn found_with(spoil: impl FnOnce(&mut Entry)) -> Vec<String> {
    let folder = crate::scratch::folder();
    let mut entries = Package::new().entries();
    spoil(entries.iter_mut().find(|entry| entry.name == b"site/index.html").unwrap());
    let path = folder.path().join("package.zip");
    fs::write(&path, zip(&entries)).unwrap();
    found(&path)
}

const LYING: [&str; 1] = ["Changed site/index.html"];

#[test]
fn names_that_lead_out() {
    for name in [
        "../evil",
        "/etc/evil",
        "site/../../evil",
        "C:/evil",
        "C:evil",
        "site\\evil",
        "\\\\host\\evil",
        "site//a",
        "./a",
        "",
        "/",
    ] {
        assert!(refused_with(Entry::stored(name.as_bytes(), b"")).contains("lead out of the package"), "{name}");
    }
    for name in ["a\0b", "a\nb", "\x1b[2J"] {
        let said = refused_with(Entry::stored(name.as_bytes(), b""));
        assert!(said.contains("control characters") && !said.contains(['\0', '\n', '\x1b']), "{said:?}");
    }
    assert!(refused_with(Entry::stored("a".repeat(201).as_bytes(), b"")).contains("longer than 200"));
}

#[test]
fn names_that_depend_on_the_reader() {
    // 就业 in GBK, and in UTF-8 with the flag and without.
    let names: [(&[u8], u16); 4] =
        [(b"\xBE\xCD\xD2\xB5", 0), ("就业".as_bytes(), 0), ("就业".as_bytes(), 1 << 11), (b"\xFF", 1 << 11)];
    for (name, flags) in names {
        let said = refused_with(Entry::stored(name, b"").with(|entry| entry.flags = flags));
        assert!(said.contains("not an ASCII path"), "{said}");
    }
    // The field in which Info-ZIP keeps another name.
    let other_name = [&[0x75, 0x70, 9, 0, 1, 0, 0, 0, 0][..], b"evil"].concat();
    assert!(refused_with(Entry::stored(b"a", b"").with(|entry| entry.extra = other_name)).contains("additional data"));
    assert!(found_with(|entry| entry.flags = 1 << 11).is_empty(), "a flag that changes nothing");
}

#[test]
fn names_that_are_there_twice() {
    for name in ["site/index.html", "SITE/Index.html", "sha256sums", "SM3SUMS"] {
        assert!(refused_with(Entry::stored(name.as_bytes(), b"other")).contains("twice"), "{name}");
    }
    assert!(refused_with(Entry::stored(b"site", b"")).contains("both a file and a folder"));
    assert!(refused_with(Entry::stored(b"README.txt/a", b"")).contains("both a file and a folder"));
}

#[test]
fn what_is_no_plain_file() {
    for mode in [0o120_777, 0o020_666, 0o060_666, 0o010_666, 0o140_666, 0o040_755] {
        let link = Entry::stored(b"site/link", b"/etc/passwd").with(|entry| entry.attributes = mode << 16);
        assert!(refused_with(link).contains("no plain file"), "{mode:o}");
    }
    for attributes in [0x400, 0x10, 0x8, 0x40] {
        let strange = Entry::stored(b"site/strange", b"").with(|entry| entry.attributes = attributes);
        assert!(refused_with(strange).contains("no plain file"), "{attributes:x}");
    }
}

#[test]
fn what_is_encrypted_or_compressed_otherwise() {
    for flags in [1, 1 | 1 << 6, 1 << 13] {
        assert!(refused_with(Entry::stored(b"a", b"").with(|entry| entry.flags = flags)).contains("is encrypted"));
    }
    for flags in [1 << 4, 1 << 5, 1 << 15] {
        assert!(refused_with(Entry::stored(b"a", b"").with(|entry| entry.flags = flags)).contains("unknown flags"));
    }
    for method in [1, 6, 9, 12, 14, 93, 95, 99] {
        let said = refused_with(Entry::stored(b"a", b"").with(|entry| entry.method = method));
        assert!(said.contains("unsupported method"), "{method}: {said}");
    }
}

#[test]
fn bombs() {
    // Promised sizes that cannot be.
    let huge = |entry: &mut Entry| entry.size = 1 << 31;
    assert!(refused_with(Entry::stored(b"a", b"").with(huge)).contains("impossible size"));
    assert!(refused_with(Entry::deflated("a", b"").with(huge)).contains("impossible size"));
    assert!(refused_with(Entry::stored(b"a", b"").with(|entry| entry.size = u32::MAX)).contains("larger than 4 GiB"));
    // A real bomb that says that it is small, and one that says what it is: neither is unpacked beyond its promise.
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    for _ in 0..64 {
        encoder.write_all(&[0; 1 << 20]).unwrap();
    }
    let bomb = encoder.finish().unwrap();
    let (length, size) = (bomb.len() as u32, 64 << 20);
    assert_eq!(found_with(|entry| (entry.data, entry.compressed) = (bomb.clone(), length)), LYING);
    assert_eq!(found_with(|entry| (entry.data, entry.compressed, entry.size) = (bomb.clone(), length, size)), LYING);
    let folder = crate::scratch::folder();
    let path = folder.path().join("package.zip");
    for list in ["SHA256SUMS", "SM3SUMS"] {
        let mut entries = Package::new().entries();
        let entry = entries.iter_mut().find(|entry| entry.name == list.as_bytes()).unwrap();
        *entry = entry.clone().with(|entry| (entry.data, entry.compressed, entry.size) = (bomb.clone(), length, size));
        fs::write(&path, zip(&entries)).unwrap();
        assert_eq!(found(&path), [format!("Changed {list}")]);
    }
    // Many entries over the same bytes.
    let mut entries = Package::new().entries();
    for number in 0..5 {
        entries.push(Entry::deflated(&format!("a{number}"), b"").with(|entry| entry.offset = Some(0)));
    }
    assert!(refused_bytes(&zip(&entries)).contains("overlaps"));
}

#[test]
fn headers_that_contradict_the_directory() {
    assert_eq!(found_with(|entry| entry.local_name = b"site/other.html".to_vec()), LYING);
    assert_eq!(found_with(|entry| entry.local_name.push(b'x')), LYING);
    assert_eq!(found_with(|entry| entry.crc ^= 1), LYING);
    assert_eq!(found_with(|entry| entry.size += 1), LYING);
    assert_eq!(found_with(|entry| entry.size -= 1), LYING);
    assert_eq!(found_with(|entry| entry.data.extend(b"hidden")), LYING, "bytes that belong to nothing");
    assert_eq!(
        found_with(|entry| {
            entry.data.extend(b"hidden");
            entry.compressed += 6;
        }),
        LYING,
        "bytes after the end of the data"
    );
    assert_eq!(found_with(|entry| entry.data[3] ^= 0x40), LYING);
    // A local header that says something else, byte by byte.
    let good = Package::new().zip();
    let folder = crate::scratch::folder();
    let path = folder.path().join("package.zip");
    for at in (0..10).chain(14..30 + "README.txt".len()) {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        fs::write(&path, bytes).unwrap();
        // The version that is needed to unpack is of no account.
        let expected: &[&str] = if matches!(at, 4 | 5) { &[] } else { &["README.txt"] };
        let said: Vec<String> =
            verify(&path, &Expected::default()).unwrap().findings.into_iter().map(|finding| finding.path).collect();
        assert_eq!(said, expected, "byte {at}");
    }
}

#[test]
fn bytes_before_behind_and_between() {
    let good = Package::new().zip();
    assert!(refused_bytes(&[b"#!/bin/sh\n", &good[..]].concat()).contains("no whole zip"));
    assert!(refused_bytes(&[&good[..], b"\0"].concat()).contains("no whole zip"));
    assert!(refused_bytes(&[&good[..], &good[..]].concat()).contains("no whole zip"));
    let commented = [&good[..good.len() - 2], b"\x04\0evil"].concat();
    assert!(refused_bytes(&commented).contains("no whole zip"));
    // An entry at the front that the directory no longer names.
    let mut shifted = zip(&Package::new().entries());
    let end = shifted.len() - 22;
    let directory = u32::from_le_bytes(shifted[end + 16..end + 20].try_into().unwrap()) as usize;
    let first = 46 + "README.txt".len();
    shifted.drain(directory..directory + first);
    let end = shifted.len() - 22;
    for at in [8, 10] {
        shifted[end + at] -= 1;
    }
    let length = u32::from_le_bytes(shifted[end + 12..end + 16].try_into().unwrap()) - first as u32;
    shifted[end + 12..end + 16].copy_from_slice(&length.to_le_bytes());
    assert!(refused_bytes(&shifted).contains("no whole zip"));
    for length in [0, 1, 21, 22, good.len() / 2, good.len() - 22, good.len() - 1] {
        assert!(refused_bytes(&good[..length]).contains("no whole zip"), "{length}");
    }
}

#[test]
fn directories_that_do_not_add_up() {
    let good = Package::new().zip();
    let end = good.len() - 22;
    // Disks, counts, length and start of the directory, length of a comment.
    for at in 4..22 {
        let mut bytes = good.clone();
        bytes[end + at] ^= 1;
        refused_bytes(&bytes);
    }
    let directory = u32::from_le_bytes(good[end + 16..end + 20].try_into().unwrap()) as usize;
    for at in [0, 28, 30, 32, 34, 42] {
        let mut bytes = good.clone();
        bytes[directory + at] ^= 1;
        refused_bytes(&bytes);
    }
}

#[test]
fn large_zips() {
    let folder = crate::scratch::folder();
    let path = folder.path().join("package.zip");
    let good = zip_with(&Package::new().entries(), true);
    fs::write(&path, &good).unwrap();
    assert_eq!(found(&path), Vec::<String>::new());
    // Every field of the large end record and of what points at it; versions are of no account.
    let record = good.len() - 22 - 20 - 56;
    for at in (0..12).chain(16..76) {
        let mut bytes = good.clone();
        bytes[record + at] ^= 1;
        refused_bytes(&bytes);
    }
    // Sizes of one entry in its own field for large files: nothing in a package is that large.
    let field = [&[1, 0, 16, 0][..], &[0; 16]].concat();
    let large = Entry::stored(b"a", b"")
        .with(|entry| (entry.extra, entry.size, entry.compressed) = (field, u32::MAX, u32::MAX));
    assert!(refused_with(large).contains("larger than 4 GiB"));
}

/// What ordinary archivers do when somebody packs a package anew is no reason to refuse it.
#[test]
fn what_other_archivers_write() {
    let folder = crate::scratch::folder();
    let path = folder.path().join("package.zip");
    let mut entries = Package::new().entries();
    entries.reverse();
    for (number, entry) in entries.iter_mut().enumerate() {
        entry.extra = [&[0x55, 0x54, 5, 0, 1][..], &[0; 4]].concat();
        entry.descriptor = [Descriptor::None, Descriptor::Bare, Descriptor::Signed][number % 3];
        entry.flags = if entry.descriptor == Descriptor::None { 0 } else { 1 << 3 };
        entry.attributes = 0x20;
    }
    entries.push(Entry::stored(b"site/", b"").with(|entry| entry.attributes = 0x10 | 0o040_755 << 16));
    entries.push(Entry::stored(b"site/roles/", b"").with(|entry| entry.attributes = 0x10));
    fs::write(&path, zip(&entries)).unwrap();
    assert_eq!(found(&path), Vec::<String>::new());
    // Descriptors that say something else.
    for descriptor in [Descriptor::Bare, Descriptor::Signed] {
        let mut entries = Package::new().entries();
        let last = entries.last_mut().unwrap();
        (last.descriptor, last.flags) = (descriptor, 1 << 3);
        let mut bytes = zip(&entries);
        let end = bytes.len() - 22;
        let directory = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap()) as usize;
        bytes[directory - 1] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(found(&path), ["Changed site/urban/2022/t02.html"]);
    }
    // Packed with the folder around it.
    let around = |entry: Entry| {
        let name = [b"standards/", &entry.name[..]].concat();
        entry.with(|entry| (entry.name, entry.local_name) = (name.clone(), name))
    };
    fs::write(&path, zip(&Package::new().entries().into_iter().map(around).collect::<Vec<_>>())).unwrap();
    assert!(refused(&path).contains("its folder `standards`"));
}

/// The mark of a folder, as some archivers write it.
fn mark(name: &str) -> Entry {
    Entry::stored(name.as_bytes(), b"").with(|entry| entry.attributes = 0x10)
}

#[test]
fn marks_of_folders() {
    let folder = crate::scratch::folder();
    let path = folder.path().join("package.zip");
    let said = |more: Vec<Entry>, gone: &str| -> Vec<String> {
        let mut entries = Package::new().entries();
        entries.retain(|entry| entry.name != gone.as_bytes());
        entries.extend(more);
        fs::write(&path, zip(&entries)).unwrap();
        let findings = verify(&path, &Expected::default()).unwrap().findings.into_iter();
        let shown = findings.map(|own| format!("{:?} {}: {}", own.what, own.path, own.reason.say(Locale::English)));
        shown.collect()
    };
    // Nothing in it, stored, deflated to two bytes, or said to be deflated.
    let empty = |entry: &mut Entry| (entry.method, entry.data, entry.compressed) = (8, Vec::new(), 0);
    let deflated = Entry::deflated("site/b/", b"").with(|entry| entry.attributes = 0x10);
    assert_eq!(said(vec![mark("site/a/"), deflated, mark("site/c/").with(empty)], ""), Vec::<String>::new());
    // In the place of a file.
    let home = "site/index.html";
    assert_eq!(said(vec![mark("site/index.html/")], home), [format!("Changed {home}: a folder lies in its place")]);
    // Another name in its own header: the mark is damaged, and no file was added.
    let damaged = mark("site/a/").with(|entry| entry.local_name = b"site/b/".to_vec());
    assert_eq!(said(vec![damaged], ""), ["Changed site/a/: a folder, whose mark in the zip is damaged"]);
    let full = Entry::stored(b"site/a/", b"text").with(|entry| entry.attributes = 0x10);
    assert!(refused_with(full).contains("`site/a/` in the zip is a folder and yet has content; refused"));
}

/// Ways to spoil bytes.
#[derive(Clone, Debug)]
enum Deed {
    Set(prop::sample::Index, u8),
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Insert(prop::sample::Index, Vec<u8>),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        4 => (at(), any::<u8>()).prop_map(|(at, byte)| Deed::Set(at, byte)),
        8 => (at(), 0_u8..8).prop_map(|(at, bit)| Deed::Flip(at, bit)),
        1 => at().prop_map(Deed::Cut),
        2 => (at(), prop::collection::vec(any::<u8>(), 1..40)).prop_map(|(at, bytes)| Deed::Insert(at, bytes)),
        2 => (at(), 1_usize..60).prop_map(|(at, length)| Deed::Remove(at, length)),
        1 => (at(), 1_usize..200).prop_map(|(at, length)| Deed::Repeat(at, length)),
    ]
}

fn spoil(bytes: &mut Vec<u8>, deed: &Deed) {
    if bytes.is_empty() {
        return;
    }
    let place = |at: &prop::sample::Index| at.index(bytes.len());
    match deed {
        Deed::Set(at, byte) => {
            let at = place(at);
            bytes[at] = *byte
        }
        Deed::Flip(at, bit) => {
            let at = place(at);
            bytes[at] ^= 1 << bit
        }
        Deed::Cut(at) => {
            let at = place(at);
            bytes.truncate(at)
        }
        Deed::Insert(at, more) => {
            let at = place(at);
            bytes.splice(at..at, more.iter().copied());
        }
        Deed::Remove(at, length) => {
            let at = place(at);
            bytes.drain(at..bytes.len().min(at + length));
        }
        Deed::Repeat(at, length) => {
            let at = place(at);
            let again = bytes[at..bytes.len().min(at + length)].to_vec();
            bytes.splice(at..at, again);
        }
    }
}

proptest! {
    #![proptest_config(properties::config(300))]

    /// Whatever happens to a zip: no panic, and only a package whose content is the publisher's is called whole, as it
    /// is seen from the front as well as by the directory.
    #[test]
    fn a_spoilt_zip_is_never_called_whole(deeds in prop::collection::vec(deed(), 1..4)) {
        let package = Package::new();
        let mut bytes = package.zip();
        for deed in &deeds {
            spoil(&mut bytes, deed);
        }
        let folder = crate::scratch::folder();
        let path = folder.path().join("package.zip");
        fs::write(&path, &bytes).unwrap();
        let is_whole = verify(&path, &Expected::default()).is_ok_and(|verdict| verdict.is_whole());
        if is_whole {
            let files: std::collections::BTreeMap<Vec<u8>, Vec<u8>> =
                package.0.iter().map(|(path, bytes)| (path.clone().into_bytes(), bytes.clone())).collect();
            prop_assert_eq!(from_the_front(&bytes), Some(files.clone()));
            prop_assert_eq!(from_the_directory(&bytes), Some(files));
        }
    }

    #[test]
    fn bytes_of_chance_are_no_package(mut bytes in prop::collection::vec(any::<u8>(), 0..400), is_ended: bool) {
        if is_ended {
            bytes.extend([0x50, 0x4B, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        }
        let folder = crate::scratch::folder();
        let path = folder.path().join("package.zip");
        fs::write(&path, &bytes).unwrap();
        prop_assert!(verify(&path, &Expected::default()).is_err());
    }
}

/// The oracles of the property see a good package as it is; otherwise it would prove nothing.
#[test]
fn the_plain_readers_read() {
    let package = Package::new();
    let files: std::collections::BTreeMap<Vec<u8>, Vec<u8>> =
        package.0.iter().map(|(path, bytes)| (path.clone().into_bytes(), bytes.clone())).collect();
    assert_eq!(from_the_front(&package.zip()), Some(files.clone()));
    assert_eq!(from_the_directory(&package.zip()), Some(files));
}
