//! Connections: a thread each, and never more than there is room for.
//!
//! Why not tiny_http, which the study of dependencies names: it accepts connections itself, gives each a thread, and
//! lets neither be bounded. 300 half-open connections were seen to keep 300 threads for ever, and two of its
//! vulnerabilities (CVE-2026-66752, CVE-2026-66753) have no release that fixes them. A preview reads heads of GET and
//! HEAD and nothing else; with `httparse` for the parsing, the whole rest is this file and its three neighbours, and
//! each wait in it has an end. When all room is taken, the connection that has waited longest for a request gives way:
//! slow clients can hold the door open, but not shut.

use std::collections::BTreeMap;
use std::io::Read;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::events;
use super::request::Requests;
use super::response::Response;
use super::routes::{Answer, Routes};

/// Connections at one time.
const MOST: usize = 256;

/// Event streams at one time, so that they cannot take all the room.
const MOST_STREAMS: usize = 64;

/// How long the other side may take nothing of what is sent to it.
const SENDING: Duration = Duration::from_secs(5);

/// How long a refused client may go on talking.
const HEARING_OUT: Duration = Duration::from_millis(100);

/// The connections of one server.
pub(super) struct Connections {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    stopped: bool,
    next: u64,
    /// By age.
    open: BTreeMap<u64, Open>,
}

struct Open {
    stream: TcpStream,
    doing: Doing,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// Waiting for a request, whole or in part.
    Waiting,
    /// Answering one.
    Answering,
    /// Sending events.
    Streaming,
    /// Closed; its thread is about to notice.
    Leaving,
}

impl Connections {
    /// Begins to accept connections.
    ///
    /// # Errors
    /// If there is no thread left.
    pub(super) fn start(listener: TcpListener, routes: Routes) -> std::io::Result<Arc<Self>> {
        let connections = Arc::new(Self { state: Mutex::default(), ended: Condvar::new() });
        let (own, routes) = (Arc::clone(&connections), Arc::new(routes));
        std::thread::Builder::new().name("accepting".to_owned()).spawn(move || own.accept(&listener, &routes))?;
        Ok(connections)
    }

    /// Returns when the server has been stopped.
    pub(super) fn wait(&self) {
        let state = self.state();
        drop(self.ended.wait_while(state, |state| !state.stopped).unwrap_or_else(PoisonError::into_inner));
    }

    /// Closes all connections, and the door.
    pub(super) fn stop(&self, address: SocketAddr) {
        let mut state = self.state();
        state.stopped = true;
        for open in state.open.values() {
            // It may have been closed already.
            let _ = open.stream.shutdown(Shutdown::Both);
        }
        drop(state);
        self.ended.notify_all();
        // The thread that accepts is woken by a last connection; where this fails, the next one wakes it.
        let _ = TcpStream::connect_timeout(&address, Duration::from_millis(200));
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn accept(self: Arc<Self>, listener: &TcpListener, routes: &Arc<Routes>) {
        loop {
            let accepted = listener.accept();
            if self.state().stopped {
                return;
            }
            let Ok((stream, _)) = accepted else {
                // Out of descriptors, most likely: trying again at once would only burn time.
                std::thread::sleep(Duration::from_millis(20));
                continue;
            };
            let Some((number, stream)) = self.admit(stream) else { continue };
            let (own, routes) = (Arc::clone(&self), Arc::clone(routes));
            let serve = move || {
                let _leaving = Leaving { connections: &own, number };
                own.serve(number, stream, &routes);
            };
            if std::thread::Builder::new().name(format!("connection {number}")).spawn(serve).is_err() {
                self.state().open.remove(&number);
            }
        }
    }

    /// Makes room for a connection and counts it among the open ones.
    fn admit(&self, stream: TcpStream) -> Option<(u64, TcpStream)> {
        // Small answers must not wait for company.
        stream.set_nodelay(true).ok()?;
        stream.set_write_timeout(Some(SENDING)).ok()?;
        let kept = stream.try_clone().ok()?;
        let mut state = self.state();
        if state.open.len() >= MOST {
            state.close_oldest(Doing::Waiting);
        }
        // Closed ones leave the list when their threads notice; until then the limit is doubled, not lifted.
        if state.open.len() >= 2 * MOST {
            return None;
        }
        let number = state.next;
        state.next += 1;
        state.open.insert(number, Open { stream: kept, doing: Doing::Waiting });
        Some((number, stream))
    }

    fn serve(&self, number: u64, mut stream: TcpStream, routes: &Routes) {
        let Ok(reading) = stream.try_clone() else { return };
        let mut requests = Requests::new(reading);
        loop {
            self.now(number, Doing::Waiting);
            let request = match requests.next() {
                Ok(request) => request,
                Err(refusal) => {
                    if let Some(response) = Response::refusing(&refusal) {
                        // Nobody may be there to take it.
                        let _ = response.send(&mut stream, false, false);
                        hear_out(&mut stream);
                    }
                    return;
                }
            };
            self.now(number, Doing::Answering);
            match routes.answer(&request) {
                Answer::Response(response) => {
                    if response.send(&mut stream, request.head_only, request.keep_alive).is_err() {
                        return;
                    }
                }
                Answer::Events => {
                    self.now(number, Doing::Streaming);
                    events::stream(&mut stream, &routes.desk);
                    return;
                }
            }
            if !request.keep_alive {
                return;
            }
        }
    }

    fn now(&self, number: u64, doing: Doing) {
        let mut state = self.state();
        let streams = state.open.values().filter(|open| open.doing == Doing::Streaming).count();
        if doing == Doing::Streaming && streams >= MOST_STREAMS {
            state.close_oldest(Doing::Streaming);
        }
        if let Some(open) = state.open.get_mut(&number) {
            open.doing = doing;
        }
    }
}

impl State {
    fn close_oldest(&mut self, doing: Doing) {
        if let Some(open) = self.open.values_mut().find(|open| open.doing == doing) {
            open.doing = Doing::Leaving;
            let _ = open.stream.shutdown(Shutdown::Both);
        }
    }
}

/// Takes what is still coming for a short while: closing with unread bytes would take the answer back.
fn hear_out(stream: &mut TcpStream) {
    let mut chunk = [0; 4096];
    if stream.shutdown(Shutdown::Write).is_err() || stream.set_read_timeout(Some(HEARING_OUT)).is_err() {
        return;
    }
    for _ in 0..64 {
        if !stream.read(&mut chunk).is_ok_and(|count| count > 0) {
            return;
        }
    }
}

/// Takes a connection off the list, however its thread ends.
struct Leaving<'a> {
    connections: &'a Connections,
    number: u64,
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.connections.state().open.remove(&self.number);
    }
}
