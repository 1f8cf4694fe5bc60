//! Flags by which a command is told what is known of the publisher.

use anyhow::Context;
use clap::Args;

use crate::verify::{Expected, Key, SiteId};

/// What is known of the publisher from elsewhere.
#[derive(Args)]
pub(super) struct PublisherFlags {
    /// Public key of the publisher: a file that ends in `.pub`, or its second line. May be given several times, as while
    /// a key is being replaced. Have it from elsewhere than the package
    #[arg(long = "key", value_name = "PUB", value_parser = Key::open)]
    keys: Vec<Key>,
    /// Site id that the publisher made known: all 64 digits. Have it from elsewhere than the package
    #[arg(long, value_name = "HEX", value_parser = site_id)]
    id: Option<SiteId>,
}

impl PublisherFlags {
    pub(super) fn expected(&self) -> Expected {
        Expected { id: self.id, keys: self.keys.clone() }
    }
}

fn site_id(given: &str) -> anyhow::Result<SiteId> {
    SiteId::parse(given).context("a site id has 64 hexadecimal digits; give all of them")
}
