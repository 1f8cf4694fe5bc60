//! Serve: the live preview.
//!
//! A `desk` holds the site as it stands, in memory. A watcher hands every change of a file to the desk, which reads
//! what has changed, resolves, and publishes the next `Shown`; pages are rendered from it when they are asked
//! for, by the renderer that `build` uses. Browsers hear of each new one over an event stream and patch the open page.
//!
//! Nothing that is asked for over the network ever names a file of the disk: addresses are looked up in the site in
//! memory, so that there is no path to climb out of.

#![expect(clippy::disallowed_methods, reason = "debouncing and deadlines need the clock; nothing of it reaches a page")]

mod address;
mod compare;
mod decorate;
mod desk;
mod draft;
mod editor;
mod events;
mod follow;
mod http;
mod parts;
mod poll;
mod report;
mod routes;
mod saves;
mod shown;
mod watch;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use crate::diag::Locale;
use crate::load::Limits;
use desk::Desk;
pub use editor::Editor;
pub use http::Traffic;
use http::{Bounds, Connections};
use parts::Parts;
use routes::Routes;
pub use saves::Save;
pub use watch::Watching;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folder of the project.
    pub project: PathBuf,
    /// Address to listen on.
    pub host: IpAddr,
    /// Port to listen on; 0 for any that is free.
    pub port: u16,
    /// Ask for changes from time to time, where the system does not tell of them: on network drives.
    pub poll: bool,
    /// Language of findings and of the preview's own words.
    pub locale: Locale,
    /// What links to source files open.
    pub editor: Editor,
}

/// A server at work. Dropping it ends it.
pub struct Server {
    address: SocketAddr,
    connections: Arc<Connections>,
    desk: Arc<Desk>,
    watching: Watching,
    _watch: watch::Watch,
}

/// Reads the project and serves it from threads of its own.
///
/// # Errors
/// If the port is taken ([`std::io::ErrorKind::AddrInUse`] is then among the causes), or the project has no content.
pub fn start(options: &Options) -> anyhow::Result<Server> {
    let listener = TcpListener::bind((options.host, options.port))
        .with_context(|| format!("cannot listen on {}", SocketAddr::new(options.host, options.port)))?;
    let address = listener.local_addr()?;
    let (desk, editing) = Desk::open(&options.project, Limits::default())?;
    let watch = watch::start(&options.project, options.poll, editing.changes())?;
    let watching = watch.watching();
    editing.start()?;
    let routes = Routes {
        desk: Arc::clone(&desk),
        parts: Parts::embedded(options.locale)?,
        host: options.host,
        locale: options.locale,
        // A reader on another machine has no use for paths of this one, and no business knowing them.
        editor: options.host.is_loopback().then(|| options.editor.on(&options.project)).flatten(),
    };
    let connections = Connections::start(listener, Bounds::default(), Arc::new(routes))?;
    Ok(Server { address, connections, desk, watching, _watch: watch })
}

impl Server {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How it hears of changes.
    pub fn watching(&self) -> &Watching {
        &self.watching
    }

    /// How many errors and warnings there are now.
    pub fn findings(&self) -> (usize, usize) {
        self.desk.shown().counts()
    }

    /// Pages of the site.
    pub fn pages(&self) -> usize {
        self.desk.shown().site.pages.len()
    }

    /// How often it looked at the disk because something was said to have changed.
    pub fn looks(&self) -> u64 {
        self.desk.looks()
    }

    /// What its clients have asked of it until now.
    pub fn traffic(&self) -> Traffic {
        self.connections.traffic()
    }

    /// Waits for the next save behind those that `seen` was told of. `None` once the server ends.
    pub fn next_save(&self, seen: &mut Seen, locale: Locale) -> Option<Save> {
        loop {
            let shown = self.desk.after(seen.0.revision, PATIENCE)?;
            if shown.revision > seen.0.revision {
                let save = saves::compare(&seen.0, &shown, locale);
                seen.0 = shown;
                return Some(save);
            }
        }
    }

    /// What is shown now, to tell later saves from it.
    pub fn seen(&self) -> Seen {
        Seen(self.desk.shown())
    }

    /// Does not return while the server is at work.
    pub fn wait(&self) {
        self.connections.wait();
    }
}

/// How long to wait for a save before looking whether the server is still there.
const PATIENCE: Duration = Duration::from_secs(3600);

/// A state of the site that somebody has been told of.
pub struct Seen(Arc<shown::Shown>);

impl Drop for Server {
    fn drop(&mut self) {
        self.desk.close();
        self.connections.stop(self.address);
    }
}

/// The preview that listens on a port of this machine, if it is one: the title of its site.
pub fn who_listens(port: u16) -> Option<String> {
    address::ask(port)
}
