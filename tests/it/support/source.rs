//! A source of lists on this machine, which answers as the test tells it to.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What it answers.
#[derive(Clone, Default)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) delay: Duration,
}

/// What it was asked: the heads of the requests.
type Asked = Arc<Mutex<Vec<String>>>;

/// The source. It ends with the test process.
pub(crate) struct Source {
    address: String,
    told: Arc<Mutex<Told>>,
    asked: Asked,
}

impl Source {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let source = Self { address, told: Arc::default(), asked: Arc::default() };
        source.tells(Told { status: 404, ..Told::default() });
        let (told, asked) = (Arc::clone(&source.told), Arc::clone(&source.asked));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (told, asked) = (Arc::clone(&told), Arc::clone(&asked));
                // A caller who gave up meanwhile needs no answer.
                std::thread::spawn(move || drop(answer(&stream.unwrap(), &told, &asked)));
            }
        });
        source
    }

    /// An address of it, with a key that must not be told.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/list?key=secret-key", self.address)
    }

    pub(crate) fn tells(&self, told: Told) {
        *self.told.lock().unwrap() = told;
    }

    /// Gives a file under a mark; who has it is told that nothing changed.
    pub(crate) fn gives(&self, file: &[u8], mark: &str) {
        let headers = vec![("ETag", format!("\"{mark}\""))];
        self.tells(Told { status: 200, headers, body: file.to_vec(), ..Told::default() });
    }

    /// How many requests there were.
    pub(crate) fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    /// The last request.
    pub(crate) fn last(&self) -> String {
        self.asked.lock().unwrap().last().cloned().unwrap_or_default()
    }
}

fn answer(
    stream: &TcpStream,
    told: &Mutex<Told>,
    asked: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut head = String::new();
    for line in BufReader::new(stream).lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        head.push_str(&line.to_lowercase());
        head.push('\n');
    }
    let Told { mut status, headers, mut body, delay } = told.lock().unwrap().clone();
    for (name, value) in &headers {
        if *name == "ETag" && head.contains(&format!("if-none-match: {value}")) {
            (status, body) = (304, Vec::new());
        }
    }
    asked.lock().unwrap().push(head);
    std::thread::sleep(delay);
    let mut answer = format!("HTTP/1.1 {status} x\r\nConnection: close\r\n");
    for (name, value) in &headers {
        answer.push_str(&format!("{name}: {value}\r\n"));
    }
    if headers.iter().all(|(name, _)| *name != "Content-Length") {
        answer.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    let mut stream = stream;
    stream.write_all(answer.as_bytes())?;
    stream.write_all(b"\r\n")?;
    stream.write_all(&body)
}
