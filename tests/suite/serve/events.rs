//! What browsers hear of changes.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::{Desk, TASK};

/// The lines of an event stream that carry data.
struct Events(TcpStream, Vec<u8>);

impl Events {
    fn open(desk: &Desk) -> Self {
        let mut stream = desk.connect();
        stream.write_all(b"GET /~preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        Self(stream, Vec::new())
    }

    fn next(&mut self) -> serde_json::Value {
        loop {
            if let Some(end) = self.1.iter().position(|&byte| byte == b'\n') {
                let line: Vec<u8> = self.1.drain(..=end).collect();
                let line = String::from_utf8(line).unwrap();
                if let Some(data) = line.trim().strip_prefix("data: ") {
                    return serde_json::from_str(data).unwrap();
                }
                continue;
            }
            let mut chunk = [0; 4096];
            let count = self.0.read(&mut chunk).unwrap();
            assert!(count > 0, "the stream ended");
            self.1.extend_from_slice(&chunk[..count]);
        }
    }
}

#[test]
fn every_browser_hears_of_every_state() {
    let desk = Desk::new();
    let mut streams: Vec<Events> = (0..8).map(|_| Events::open(&desk)).collect();
    for stream in &mut streams {
        assert_eq!(stream.next()["revision"], 1);
    }
    for number in 0..5 {
        desk.project.replace(TASK, "title: ", &format!("title: {number}"));
        let heard: Vec<_> = streams.iter_mut().map(Events::next).collect();
        assert!(heard.iter().all(|news| news["saved"] == "reading-room/2024/t01.html"), "{heard:?}");
        assert!(heard.iter().all(|news| news["revision"] == number + 2), "{heard:?}");
    }
    // What is no content is no news: the next that is heard of is the next change.
    desk.project.write("output/site/index.html", "not content");
    desk.project.replace("content/pages/help.md", "title: ", "title: 新");
    assert_eq!(streams[0].next()["saved"], "pages/help.html");
}
