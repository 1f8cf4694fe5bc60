//! A disk whose power is cut, for tests. What was synced is there afterwards. Of everything else a part may be: each folder
//! has the names that it had at some moment since it was synced, whichever moment the other folders are at, and a file that
//! was not synced since it was written may hold anything. Real file systems keep more order than that.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path};

use super::super::disk::What;
use super::faults::Step;

/// Files by path; `None` is one that may hold anything.
pub(crate) type Left = BTreeMap<String, Option<Vec<u8>>>;

type Names = BTreeMap<OsString, usize>;

#[derive(Clone, Debug)]
enum Node {
    File {
        bytes: Vec<u8>,
        is_synced: bool,
    },
    /// A link or a pipe, which is its name alone.
    Other,
    /// The names since the folder was synced, oldest first.
    Folder(Vec<Names>),
}

/// A disk with what it may hold.
#[derive(Clone, Debug)]
pub(crate) struct Disk {
    nodes: Vec<Node>,
}

const TOP: usize = 0;

impl Disk {
    /// A disk that holds a folder as it is now, all of it synced.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self { nodes: vec![Node::Folder(vec![Names::new()])] };
        disk.read(folder, TOP);
        disk
    }

    fn read(&mut self, folder: &Path, node: usize) {
        let mut names = Names::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let kind = entry.file_type().unwrap();
            let own = self.nodes.len();
            if kind.is_dir() {
                self.nodes.push(Node::Folder(vec![Names::new()]));
                self.read(&entry.path(), own);
            } else if kind.is_file() {
                self.nodes.push(Node::File { bytes: fs::read(entry.path()).unwrap(), is_synced: true });
            } else {
                self.nodes.push(Node::Other);
            }
            names.insert(entry.file_name(), own);
        }
        self.nodes[node] = Node::Folder(vec![names]);
    }

    /// Makes a step.
    pub(crate) fn make(&mut self, step: &Step) {
        let path = step.paths[0].as_path();
        match step.what {
            What::MakeFolder => self.make_folders(path),
            What::Create => self.add(path, Node::File { bytes: Vec::new(), is_synced: false }),
            What::Write => self.write(path, step.left.clone().unwrap()),
            What::Link => match self.find(&step.paths[0]) {
                Some(node) => self.set(&step.paths[1], Some(node)),
                None => self.add(&step.paths[1], Node::Other),
            },
            What::Rename => {
                let node = self.find(path).unwrap();
                let (from, to) = (&step.paths[0], &step.paths[1]);
                if from.parent() == to.parent() {
                    self.change(from.parent().unwrap(), |names| {
                        names.remove(from.file_name().unwrap());
                        names.insert(to.file_name().unwrap().to_owned(), node);
                    });
                } else {
                    self.set(to, Some(node));
                    self.set(from, None);
                }
            }
            What::Exchange => {
                let (one, other) = (&step.paths[0], &step.paths[1]);
                let nodes = (self.find(one).unwrap(), self.find(other).unwrap());
                assert_eq!(one.parent(), other.parent(), "an exchange is one step in one folder alone");
                self.change(one.parent().unwrap(), |names| {
                    names.insert(one.file_name().unwrap().to_owned(), nodes.1);
                    names.insert(other.file_name().unwrap().to_owned(), nodes.0);
                });
            }
            What::RemoveFile => self.set(path, None),
            What::RemoveTree => {
                let node = self.find(path).unwrap();
                self.empty(node);
                self.set(path, None);
            }
            What::SyncFile => {
                self.write(path, step.left.clone().unwrap());
                let node = self.find(path).unwrap();
                self.sync(node);
            }
            What::SyncFolder => {
                let node = self.find(path).unwrap();
                self.sync(node);
            }
            What::SyncAll => (0..self.nodes.len()).for_each(|node| self.sync(node)),
        }
    }

    fn sync(&mut self, node: usize) {
        match &mut self.nodes[node] {
            Node::File { is_synced, .. } => *is_synced = true,
            Node::Folder(names) => {
                names.drain(..names.len() - 1);
            }
            Node::Other => {}
        }
    }

    fn find(&self, path: &Path) -> Option<usize> {
        path.components().try_fold(TOP, |node, part| match (&self.nodes[node], part) {
            (Node::Folder(names), Component::Normal(name)) => names.last().unwrap().get(name).copied(),
            _ => None,
        })
    }

    fn change(&mut self, folder: &Path, change: impl FnOnce(&mut Names)) {
        let node = self.find(folder).unwrap();
        let Node::Folder(all) = &mut self.nodes[node] else { panic!("{} is no folder", folder.display()) };
        let mut names = all.last().unwrap().clone();
        change(&mut names);
        all.push(names);
    }

    fn set(&mut self, path: &Path, node: Option<usize>) {
        let name = path.file_name().unwrap();
        self.change(path.parent().unwrap(), |names| match node {
            Some(node) => {
                names.insert(name.to_owned(), node);
            }
            None => {
                names.remove(name);
            }
        });
    }

    fn add(&mut self, path: &Path, node: Node) {
        self.nodes.push(node);
        self.set(path, Some(self.nodes.len() - 1));
    }

    fn write(&mut self, path: &Path, bytes: Vec<u8>) {
        let file = Node::File { bytes, is_synced: false };
        match self.find(path) {
            Some(node) => self.nodes[node] = file,
            None => self.add(path, file),
        }
    }

    fn make_folders(&mut self, path: &Path) {
        let folders: Vec<&Path> = path.ancestors().filter(|path| !path.as_os_str().is_empty()).collect();
        for folder in folders.into_iter().rev() {
            if self.find(folder).is_none() {
                self.add(folder, Node::Folder(vec![Names::new()]));
            }
        }
    }

    /// Removes one name after the other.
    fn empty(&mut self, node: usize) {
        let Node::Folder(all) = &self.nodes[node] else { return };
        let names = all.last().unwrap().clone();
        names.values().for_each(|&inner| self.empty(inner));
        let Node::Folder(all) = &mut self.nodes[node] else { return };
        for name in names.keys() {
            let mut fewer = all.last().unwrap().clone();
            fewer.remove(name);
            all.push(fewer);
        }
    }

    /// What may be there after the power was cut: as little as can be, as much as can be, and others by chance.
    pub(crate) fn left(&self, seed: u64) -> Vec<Left> {
        let mut chance = seed | 1;
        let mut pick = move |count: usize| {
            // A generator of George Marsaglia's (xorshift64).
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            usize::try_from(chance % count as u64).unwrap()
        };
        let mut all = vec![self.seen(&mut |_| 0), self.seen(&mut |count| count - 1)];
        all.extend((0..6).map(|_| self.seen(&mut pick)));
        all
    }

    fn seen(&self, pick: &mut impl FnMut(usize) -> usize) -> Left {
        // A folder is at one moment, by whatever name it is reached.
        let moments: Vec<usize> = self
            .nodes
            .iter()
            .map(|node| match node {
                Node::Folder(all) => pick(all.len()),
                _ => 0,
            })
            .collect();
        let mut left = Left::new();
        self.walk(TOP, "", &moments, &mut left);
        left
    }

    fn walk(&self, node: usize, path: &str, moments: &[usize], left: &mut Left) {
        match &self.nodes[node] {
            Node::File { bytes, is_synced } => {
                left.insert(path.to_owned(), is_synced.then(|| bytes.clone()));
            }
            Node::Other => {
                left.insert(path.to_owned(), Some(Vec::new()));
            }
            Node::Folder(all) => {
                for (name, inner) in &all[moments[node]] {
                    let slash = if path.is_empty() { "" } else { "/" };
                    self.walk(*inner, &format!("{path}{slash}{}", name.to_str().unwrap()), moments, left);
                }
            }
        }
    }
}
