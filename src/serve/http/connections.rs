//! Connections: a thread and a descriptor each, and never more than there is room for.

use std::collections::BTreeMap;
use std::io::Read;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::request::Requests;
use super::response::Response;
use super::{Answer, Service};

/// How much of the machine all clients together may take.
#[derive(Clone, Copy, Debug)]
pub(in crate::serve) struct Bounds {
    /// Connections at one time. Closed ones still count until their threads have noticed; twice as many are never open.
    pub(in crate::serve) connections: usize,
    /// Streams among them, so that they cannot take all the room.
    pub(in crate::serve) streams: usize,
    /// Answers that are being made: each takes memory that is not counted yet.
    pub(in crate::serve) making: usize,
    /// Bytes of answers made for one client and not yet taken by it. One larger answer goes out alone.
    pub(in crate::serve) bytes: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { connections: 256, streams: 64, making: 8, bytes: 64 << 20 }
    }
}

/// How long the other side may take nothing of what is sent to it.
const SENDING: Duration = Duration::from_secs(5);

/// How long a refused client may go on talking.
const HEARING_OUT: Duration = Duration::from_millis(100);

/// What a server has had to bear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Connections accepted, those included that there was no room for.
    pub accepted: u64,
    /// The most connections that were open at one time.
    pub most_open: usize,
    /// The most bytes of answers, made for one client each, that were held at one time.
    pub most_bytes: usize,
}

/// The connections of one server.
pub(in crate::serve) struct Connections {
    bounds: Bounds,
    state: Mutex<State>,
    /// Told of everything that another thread may wait for.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    stopped: bool,
    traffic: Traffic,
    /// By age.
    open: BTreeMap<u64, Open>,
}

struct Open {
    stream: Arc<TcpStream>,
    doing: Doing,
    /// Bytes of an answer that are held for it.
    bytes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    /// Waiting for a request, whole or in part, or for its turn.
    Waiting,
    /// Making an answer.
    Making,
    /// Sending one.
    Sending,
    /// Sending without end.
    Streaming,
    /// Closed; its thread is about to notice.
    Leaving,
}

impl Connections {
    /// Begins to accept connections.
    ///
    /// # Errors
    /// If there is no thread left.
    pub(in crate::serve) fn start(
        listener: TcpListener,
        bounds: Bounds,
        service: Arc<dyn Service>,
    ) -> std::io::Result<Arc<Self>> {
        let connections = Arc::new(Self::new(bounds));
        let own = Arc::clone(&connections);
        std::thread::Builder::new().name("accepting".to_owned()).spawn(move || own.accept(&listener, &service))?;
        Ok(connections)
    }

    fn new(bounds: Bounds) -> Self {
        Self { bounds, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Returns when the server has been stopped.
    pub(in crate::serve) fn wait(&self) {
        drop(self.wait_while(self.state(), |state| !state.stopped));
    }

    /// What it has had to bear until now.
    pub(in crate::serve) fn traffic(&self) -> Traffic {
        self.state().traffic
    }

    /// Closes all connections, and the door.
    pub(in crate::serve) fn stop(&self, address: SocketAddr) {
        let mut state = self.state();
        state.stopped = true;
        for open in state.open.values_mut() {
            open.close();
        }
        drop(state);
        self.changed.notify_all();
        // The thread that accepts is woken by a last connection; where this fails, the next one wakes it.
        let _ = TcpStream::connect_timeout(&address, Duration::from_millis(200));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while<'a>(
        &self,
        state: MutexGuard<'a, State>,
        holds: impl FnMut(&mut State) -> bool,
    ) -> MutexGuard<'a, State> {
        self.changed.wait_while(state, holds).unwrap_or_else(PoisonError::into_inner)
    }

    fn accept(self: Arc<Self>, listener: &TcpListener, service: &Arc<dyn Service>) {
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
            let (own, service) = (Arc::clone(&self), Arc::clone(service));
            let serve = move || {
                let _leaving = Leaving { connections: &own, number };
                own.serve(number, &stream, &*service);
            };
            if std::thread::Builder::new().name(format!("connection {number}")).spawn(serve).is_err() {
                self.leave(number);
            }
        }
    }

    /// Makes room for a connection and counts it among the open ones.
    fn admit(&self, stream: TcpStream) -> Option<(u64, Arc<TcpStream>)> {
        // Small answers must not wait for company.
        let is_ready = stream.set_nodelay(true).and_then(|()| stream.set_write_timeout(Some(SENDING))).is_ok();
        let stream = Arc::new(stream);
        let mut state = self.state();
        let number = state.traffic.accepted;
        state.traffic.accepted += 1;
        self.changed.notify_all();
        let is_waiting = |doing| doing == Doing::Waiting;
        if state.open.len() >= self.bounds.connections && !state.close_oldest(is_waiting) {
            state.close_oldest(|doing| doing != Doing::Leaving);
        }
        if !is_ready || state.open.len() >= 2 * self.bounds.connections {
            return None;
        }
        state.open.insert(number, Open { stream: Arc::clone(&stream), doing: Doing::Waiting, bytes: 0 });
        state.traffic.most_open = state.traffic.most_open.max(state.open.len());
        Some((number, stream))
    }

    fn serve(&self, number: u64, mut stream: &TcpStream, service: &dyn Service) {
        let mut requests = Requests::new(stream);
        loop {
            let request = match requests.next() {
                Ok(request) => request,
                Err(refusal) => {
                    if let Some(response) = Response::refusing(&refusal) {
                        // Nobody may be there to take it.
                        let _ = response.send(&mut stream, false, false);
                        hear_out(stream);
                    }
                    return;
                }
            };
            if !self.make(number) {
                return;
            }
            match service.answer(&request) {
                Answer::Response(response) => {
                    let response = response.to(&request);
                    if !self.hold(number, response.body.own_bytes())
                        || response.send(&mut stream, request.head_only, request.keep_alive).is_err()
                    {
                        return;
                    }
                }
                Answer::Stream(write) => {
                    if self.stream(number) {
                        write(&mut stream);
                    }
                    return;
                }
            }
            if !request.keep_alive || !self.rest(number) {
                return;
            }
        }
    }

    /// Takes a turn at making an answer; whether it came.
    fn make(&self, number: u64) -> bool {
        let must_wait = |state: &mut State| state.is_here(number) && state.count(Doing::Making) >= self.bounds.making;
        self.wait_while(self.state(), must_wait).begin(number, Doing::Making)
    }

    /// Makes room for the bytes of an answer that is about to be sent; whether there is any.
    fn hold(&self, number: u64, bytes: usize) -> bool {
        let lacks_room = |state: &mut State| {
            let excess = (state.held() + bytes).saturating_sub(self.bounds.bytes);
            let lacks = excess > 0 && state.held() > 0 && state.is_here(number);
            if lacks {
                state.close_senders(excess);
            }
            lacks
        };
        let mut state = self.wait_while(self.state(), lacks_room);
        let begun = state.begin(number, Doing::Sending);
        if begun && let Some(open) = state.open.get_mut(&number) {
            open.bytes = bytes;
            state.traffic.most_bytes = state.traffic.most_bytes.max(state.held());
        }
        self.changed.notify_all();
        begun
    }

    /// Begins a stream.
    fn stream(&self, number: u64) -> bool {
        let mut state = self.state();
        if state.count(Doing::Streaming) >= self.bounds.streams {
            state.close_oldest(|doing| doing == Doing::Streaming);
        }
        let begun = state.begin(number, Doing::Streaming);
        self.changed.notify_all();
        begun
    }

    /// Waits for the next request.
    fn rest(&self, number: u64) -> bool {
        let mut state = self.state();
        if let Some(open) = state.open.get_mut(&number) {
            open.bytes = 0;
        }
        let begun = state.begin(number, Doing::Waiting);
        self.changed.notify_all();
        begun
    }

    fn leave(&self, number: u64) {
        self.state().open.remove(&number);
        self.changed.notify_all();
    }
}

impl State {
    /// Whether a connection is open and has not been told to leave.
    fn is_here(&self, number: u64) -> bool {
        self.open.get(&number).is_some_and(|open| open.doing != Doing::Leaving)
    }

    /// Begins something, unless the connection has been told to leave.
    fn begin(&mut self, number: u64, doing: Doing) -> bool {
        let open = self.open.get_mut(&number).filter(|open| open.doing != Doing::Leaving);
        open.map(|open| open.doing = doing).is_some()
    }

    fn count(&self, doing: Doing) -> usize {
        self.open.values().filter(|open| open.doing == doing).count()
    }

    /// Bytes that are held, those of connections included that are about to leave.
    fn held(&self) -> usize {
        self.open.values().map(|open| open.bytes).sum()
    }

    fn close_oldest(&mut self, gives_way: impl Fn(Doing) -> bool) -> bool {
        let oldest = self.open.values_mut().find(|open| gives_way(open.doing));
        oldest.map(Open::close).is_some()
    }

    /// Closes the oldest of those that send until so many bytes come back, counting what is already about to.
    fn close_senders(&mut self, excess: usize) {
        let mut back = 0;
        for open in self.open.values_mut().filter(|open| open.bytes > 0) {
            if back >= excess {
                return;
            }
            back += open.bytes;
            open.close();
        }
    }
}

impl Open {
    fn close(&mut self) {
        self.doing = Doing::Leaving;
        // It may have been closed by the other side.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// Takes what is still coming for a short while: closing with unread bytes would take the answer back.
fn hear_out(mut stream: &TcpStream) {
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
        self.connections.leave(self.number);
    }
}

#[cfg(test)]
mod tests;
