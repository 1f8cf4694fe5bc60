//! What strangers and slow clients get.

use std::io::Write;
use std::net::TcpStream;

use super::{Desk, PAGE, TASK};

#[test]
fn strangers_get_nothing() {
    let desk = Desk::new();
    desk.project.write("secret.txt", "s3cret");
    desk.project.write("content/.hidden/secret.md", "s3cret");
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.project.path("secret.txt"), desk.project.path("content/assets/link.txt")).unwrap();
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/assets/../../secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/secret.txt",
        "/secret.txt%00.html",
        "/content/site.yaml",
        "/.hidden/secret.md",
        "/content/.hidden/secret.md",
        "/assets/link.txt",
        "/C:/secret.txt",
        "/~preview/../secret.txt",
        "/~preview/i18n/zh-CN.yaml",
        "/etc/passwd",
        "file:///etc/passwd",
        "/%c0%ae%c0%ae/secret.txt",
        "/.",
        "/..",
    ] {
        let (status, body) = desk.get(target);
        assert!(
            !status.contains("200") && !body.contains("s3cret") && !body.contains("root:"),
            "{target}: {status} {body}"
        );
    }
    for (request, status) in [
        ("GET / HTTP/1.1\r\nConnection: close\r\nHost: example.org\r\n\r\n", "421"),
        ("GET / HTTP/1.1\r\nConnection: close\r\nHost: localhost.example.org\r\n\r\n", "421"),
        ("GET http://example.org/ HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", "405"),
        ("DELETE /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n", "405"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", "400"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
        ("GET / HTTP/9.9\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "400"),
        ("\u{16}\u{3}\u{1}\u{2}\r\n\r\n", "400"),
        ("GET /\r\nX: y\r\n\r\n", "400"),
    ] {
        let answer = desk.raw(request.as_bytes());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request:?}: {answer}");
    }
    // Bytes of a request never come into a header.
    let answer = desk.raw(b"GET /x%0d%0aSet-Cookie:a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(!answer.contains("Set-Cookie"), "{answer}");
}

#[test]
fn a_head_without_an_end() {
    let desk = Desk::new();
    // As long as a head may be, so that the server has read all of it when it answers.
    let head = format!("GET / HTTP/1.1\r\n{}", "X-Endless: 0123456789abcdef\r\n".repeat(1 << 10));
    let answer = desk.raw(&head.as_bytes()[..16 << 10]);
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    desk.page("/");
}

#[test]
fn slow_clients_block_nobody() {
    let desk = Desk::new();
    // Half a head, an open stream that is never read, an answer that is never taken.
    let slow: Vec<TcpStream> = (0..600)
        .map(|number| {
            let mut stream = desk.connect();
            let bytes: &[u8] = match number % 3 {
                0 => b"GET / HT",
                1 => b"GET /~preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
                _ => b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            };
            let _ = stream.write_all(bytes);
            stream
        })
        .collect();
    for _ in 0..20 {
        desk.page(PAGE);
    }
    desk.project.replace(TASK, "title: ", "title: 新");
    desk.until("another title", |desk| desk.page(PAGE).contains("新公布开放时间"));
    // 256 and those that are about to be closed, a thread each.
    let traffic = desk.server.traffic();
    assert!(traffic.accepted > 600 && traffic.most_open <= 512, "{traffic:?}");
    drop(slow);
}
