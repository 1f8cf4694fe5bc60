//! `normbook serve`.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Args;

use super::{Common, Outcome};
use crate::diag::Locale;
use crate::serve::{self, Editor, Options, Save, Server, Watching};

/// The port that is tried first when none is named, and how many after it.
const FIRST_PORT: u16 = 4000;
const PORTS_TRIED: u16 = 20;

/// Show the site while it is being written: every save appears at once, with everything that is wrong.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Serve {
    #[command(flatten)]
    common: Common,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Port to listen on; without it, the first free one from 4000
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Address to listen on; anything but this machine's own lets others read the draft
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Look for changes from time to time: for network drives that do not tell of them
    #[arg(long)]
    poll: bool,
    /// Editor that links to source files open: vscode, vscodium, zed, idea, none, or a link with {path}, {line}, {column}
    #[arg(long, value_name = "EDITOR", default_value = "vscode")]
    editor: Editor,
}

const EXAMPLES: &str = "\
Examples:
  normbook serve --open                     the site, beside the editor
  normbook serve --port 8080
  normbook serve --poll                     content on a network drive
  normbook serve --editor zed
  normbook serve --editor 'emacs://open?file={path}&line={line}'

Ends with Ctrl+C.";

impl Serve {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let locale = self.common.locale();
        self.common.all_threads()?;
        let server = self.start(locale)?;
        let address = shown_address(server.address());
        let (errors, warnings) = server.findings();
        let pages = server.pages();
        match locale {
            Locale::Chinese => {
                tell!("预览：{address}  （{pages} 页，{errors} 个错误，{warnings} 个警告；按 Ctrl+C 结束）")
            }
            Locale::English => {
                tell!("preview: {address}  ({pages} pages, {errors} errors, {warnings} warnings; Ctrl+C ends it)");
            }
        }
        self.warn(&server, locale);
        if self.open && opener::open(&address).is_err() {
            match locale {
                Locale::Chinese => warn!("打不开浏览器，请在浏览器里输入 {address}"),
                Locale::English => warn!("no browser could be opened; open {address} yourself"),
            }
        }
        let mut seen = server.seen();
        while let Some(save) = server.next_save(&mut seen, locale) {
            tell!("{}", told(&save, locale));
        }
        server.wait();
        Ok(Outcome::Clean)
    }

    /// Starts on the port that was named, or on the first free one.
    fn start(&self, locale: Locale) -> anyhow::Result<Server> {
        let Some(port) = self.port else { return self.start_anywhere(locale) };
        self.start_on(port, locale).map_err(|error| {
            if is_taken(&error) { anyhow::anyhow!("{}", taken(port, &self.offer(port), locale)) } else { error }
        })
    }

    fn start_anywhere(&self, locale: Locale) -> anyhow::Result<Server> {
        for port in FIRST_PORT..FIRST_PORT + PORTS_TRIED {
            match self.start_on(port, locale) {
                Err(error) if is_taken(&error) => {
                    let next = format!("{}", port + 1);
                    warn!("{}", taken(port, &next, locale));
                }
                started => return started,
            }
        }
        self.start_on(0, locale)
    }

    fn start_on(&self, port: u16, locale: Locale) -> anyhow::Result<Server> {
        serve::start(&Options {
            project: self.common.project.clone(),
            host: self.host,
            port,
            poll: self.poll,
            locale,
            editor: self.editor.clone(),
        })
    }

    /// The next port that is free, as it would be written.
    fn offer(&self, port: u16) -> String {
        let free = |port: &u16| std::net::TcpListener::bind((self.host, *port)).is_ok();
        let next = (port.saturating_add(1)..=port.saturating_add(PORTS_TRIED)).find(free);
        format!("--port {}", next.unwrap_or(0))
    }

    /// Says aloud what an author should know.
    fn warn(&self, server: &Server, locale: Locale) {
        if !self.host.is_loopback() {
            match locale {
                Locale::Chinese => warn!("注意：{} 上的预览，同一网络里的人都看得到草稿", server.address()),
                Locale::English => {
                    warn!("note: everybody in this network can read the draft at {}", server.address())
                }
            }
        }
        if let Watching::AskedInstead(reason) = server.watching() {
            match locale {
                Locale::Chinese => warn!("注意：系统不报告文件变动，改为每隔片刻查看一次（{reason}）"),
                Locale::English => {
                    warn!("note: the system does not tell of changes; looking from time to time ({reason})")
                }
            }
        }
    }
}

/// What a save brought, in one line.
fn told(save: &Save, locale: Locale) -> String {
    let names: Vec<&str> = save.files.iter().map(|path| path.file_name()).collect();
    let files = match (names.as_slice(), locale) {
        ([], Locale::Chinese) => "重读".to_owned(),
        ([], Locale::English) => "read again".to_owned(),
        ([one], _) => (*one).to_owned(),
        ([first, ..], Locale::Chinese) => format!("{first} 等 {} 个文件", names.len()),
        ([first, ..], Locale::English) => format!("{first} and {} more", names.len() - 1),
    };
    if let Some(trouble) = &save.trouble {
        return match locale {
            Locale::Chinese => format!("{files}：读不了这个项目（{trouble}）"),
            Locale::English => format!("{files}: the project cannot be read ({trouble})"),
        };
    }
    let Save { came, mended, errors, warnings, first, .. } = save;
    let first = first.as_deref().map(|first| format!("：{first}")).unwrap_or_default();
    let mut parts = Vec::new();
    match locale {
        Locale::Chinese => {
            parts.extend((*came > 0).then(|| format!("新出现 {came} 处{first}")));
            parts.extend((*mended > 0).then(|| format!("改好 {mended} 处")));
            parts.push(format!("现有 {errors} 个错误，{warnings} 个警告"));
            format!("{files}：{}", parts.join("；"))
        }
        Locale::English => {
            parts.extend((*came > 0).then(|| format!("{came} new{}", first.replacen('：', ": ", 1))));
            parts.extend((*mended > 0).then(|| format!("{mended} mended")));
            parts.push(format!("{errors} errors, {warnings} warnings now"));
            format!("{files}: {}", parts.join("; "))
        }
    }
}

fn is_taken(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == ErrorKind::AddrInUse)
}

/// Says that a port is taken, and by whom where that is known.
fn taken(port: u16, offer: &str, locale: Locale) -> String {
    match (locale, serve::who_listens(port)) {
        (Locale::Chinese, Some(title)) => format!("端口 {port} 上已有“{title}”的预览在运行；改用 {offer}"),
        (Locale::Chinese, None) => format!("端口 {port} 已被别的程序占用；改用 {offer}"),
        (Locale::English, Some(title)) => format!("a preview of `{title}` is running on port {port}; use {offer}"),
        (Locale::English, None) => format!("another program has taken port {port}; use {offer}"),
    }
}

/// The address to type: an open server is reached by this machine's own name, too.
fn shown_address(address: SocketAddr) -> String {
    let host = if address.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { address.ip() };
    format!("http://{}/", SocketAddr::new(host, address.port()))
}
