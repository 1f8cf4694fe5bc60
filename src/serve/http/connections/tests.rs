//! The bounds, each by what the server counts, never by the clock. Waits only end a test that has failed.

use std::io::{ErrorKind, Write};
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::*;
use crate::serve::http::{Request, Status};

const BOUNDS: Bounds = Bounds { connections: 4, streams: 2, making: 3, bytes: 10_000 };

/// Answers once it is released; `/stream` with a letter, and then holds on until the end of the test.
struct Slow {
    begun: Sender<()>,
    released: Mutex<Receiver<()>>,
    at_work: AtomicUsize,
    most_at_work: AtomicUsize,
    ended: Arc<Mutex<Receiver<()>>>,
}

impl Service for Slow {
    fn answer(&self, request: &Request) -> Answer {
        if request.target == "/stream" {
            let ended = Arc::clone(&self.ended);
            return Answer::Stream(Box::new(move |out| {
                out.write_all(b"x").unwrap();
                let _ = ended.lock().unwrap().recv();
            }));
        }
        let now = self.at_work.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_work.fetch_max(now, Ordering::SeqCst);
        let _ = self.begun.send(());
        let _ = self.released.lock().unwrap().recv();
        self.at_work.fetch_sub(1, Ordering::SeqCst);
        Answer::Response(Response::plain(Status::Ok))
    }
}

/// A server of slow answers.
struct Server {
    connections: Arc<Connections>,
    service: Arc<Slow>,
    address: SocketAddr,
    begun: Receiver<()>,
    release: Sender<()>,
    _end: Sender<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.connections.stop(self.address);
    }
}

impl Server {
    fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let ((begin, begun), (release, released), (end, ended)) = (channel(), channel(), channel());
        let service = Arc::new(Slow {
            begun: begin,
            released: Mutex::new(released),
            at_work: AtomicUsize::new(0),
            most_at_work: AtomicUsize::new(0),
            ended: Arc::new(Mutex::new(ended)),
        });
        let own: Arc<dyn Service> = Arc::<Slow>::clone(&service);
        let connections = Connections::start(listener, BOUNDS, own).unwrap();
        Self { connections, service, address, begun, release, _end: end }
    }

    fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = patient(TcpStream::connect(self.address).unwrap());
        stream.write_all(bytes).unwrap();
        stream
    }

    /// Waits until so many connections have been accepted, and all that gave way have left.
    fn until_settled(&self, accepted: u64) {
        let waiting = |state: &mut State| state.traffic.accepted < accepted || state.count(Doing::Leaving) > 0;
        drop(self.connections.wait_while(self.connections.state(), waiting));
    }
}

fn patient(stream: TcpStream) -> TcpStream {
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Whether the server ends a connection.
fn is_closed(mut stream: &TcpStream) -> bool {
    match stream.read_to_end(&mut Vec::new()) {
        Ok(_) => true,
        // A reset is an end, too.
        Err(error) => !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
    }
}

#[test]
fn no_more_connections_than_there_is_room_for() {
    let server = Server::new();
    let half: Vec<TcpStream> = (0..100).map(|_| server.send(&REQUEST[..10])).collect();
    server.until_settled(100);
    let traffic = server.connections.traffic();
    assert!(traffic.most_open <= 2 * BOUNDS.connections, "{traffic:?}");
    // Who came first has given way; who comes now is answered.
    assert!(is_closed(&half[0]));
    server.release.send(()).unwrap();
    let mut answer = [0; 15];
    server.send(REQUEST).read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
}

#[test]
fn no_more_streams_than_there_is_room_for() {
    let server = Server::new();
    let streams: Vec<TcpStream> = (0..4)
        .map(|_| {
            let mut stream = server.send(b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
            stream.read_exact(&mut [0]).unwrap();
            stream
        })
        .collect();
    assert_eq!(server.connections.state().count(Doing::Streaming), BOUNDS.streams);
    assert!(is_closed(&streams[0]) && is_closed(&streams[1]));
}

#[test]
fn no_more_answers_are_made_than_there_is_room_for() {
    let server = Server::new();
    let clients: Vec<TcpStream> = (0..4).map(|_| server.send(REQUEST)).collect();
    // As many as may are at work, and the fourth waits; each that ends lets another one begin.
    for _ in 0..BOUNDS.making {
        server.begun.recv().unwrap();
    }
    for _ in &clients {
        server.release.send(()).unwrap();
    }
    for mut client in &clients {
        client.read_exact(&mut [0; 15]).unwrap();
    }
    assert_eq!(server.service.most_at_work.load(Ordering::SeqCst), BOUNDS.making);
}

/// Connections that no thread serves, and the other ends of them.
fn admitted(connections: &Connections, count: usize) -> Vec<(u64, TcpStream)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    (0..count)
        .map(|_| {
            let client = patient(TcpStream::connect(address).unwrap());
            let (number, stream) = connections.admit(listener.accept().unwrap().0).unwrap();
            assert_eq!(stream.write_timeout().unwrap(), Some(SENDING));
            (number, client)
        })
        .collect()
}

#[test]
fn no_more_bytes_are_held_than_there_is_room_for() {
    let connections = Connections::new(BOUNDS);
    let clients = admitted(&connections, 4);
    let [first, second, third, fourth] = [0, 1, 2, 3].map(|at: usize| clients[at].0);
    assert!(connections.hold(first, 4_000) && connections.hold(second, 6_000));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| connections.hold(third, 3_000));
        // The oldest is closed, and counts until its thread has noticed.
        assert!(is_closed(&clients[0].1));
        assert!(!connections.make(first));
        connections.leave(first);
        assert!(waiting.join().unwrap());
    });
    assert_eq!(connections.traffic().most_bytes, 10_000);
    // One that is larger than all room goes out once it is alone.
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| connections.hold(fourth, 30_000));
        assert!(is_closed(&clients[1].1) && is_closed(&clients[2].1));
        connections.leave(second);
        connections.leave(third);
        assert!(waiting.join().unwrap());
    });
    assert!(!is_told_to_leave(&clients[3].1));
}

/// Whether the server has closed a connection on which nothing was sent.
fn is_told_to_leave(client: &TcpStream) -> bool {
    client.set_nonblocking(true).unwrap();
    client.peek(&mut [0]).is_ok()
}

#[test]
fn where_nobody_waits_the_oldest_gives_way() {
    let connections = Connections::new(BOUNDS);
    let clients = admitted(&connections, 4);
    for (number, _) in &clients {
        assert!(connections.hold(*number, 1));
    }
    let more = admitted(&connections, 1);
    assert!(is_closed(&clients[0].1));
    assert!(!is_told_to_leave(&clients[1].1) && !is_told_to_leave(&more[0].1));
}

#[test]
fn a_stopped_server_lets_go_of_all() {
    let server = Server::new();
    let clients: Vec<TcpStream> = (0..4).map(|_| server.send(&REQUEST[..10])).collect();
    server.until_settled(4);
    server.connections.stop(server.address);
    assert!(clients.iter().all(is_closed));
    server.connections.wait();
}
