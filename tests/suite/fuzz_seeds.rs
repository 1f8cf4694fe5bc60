//! The inputs that fuzzing began with, and those that it found: each is tried in every run.

use std::fs;

use crate::project::root;
use crate::targets;

#[test]
fn every_seed_is_taken() {
    for name in targets::NAMES {
        let target = targets::named(name).expect("a name has a target");
        let folder = root().join("fuzz/seeds").join(name);
        let seeds: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(seeds.len() > 3, "{}", folder.display());
        for seed in seeds {
            target(&fs::read(&seed).unwrap());
        }
    }
}
