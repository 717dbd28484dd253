//! The binary beside the tests: run to its end with its output, or as a service on a port of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A service that does not end by then never will.
const PATIENCE: Duration = Duration::from_secs(20);

/// The `assay` command in an empty folder of its own, without settings from the environment.
pub(crate) struct Assay {
    folder: TempDir,
}

impl Assay {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes a file into its folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.folder.path().join(name), content).unwrap();
    }

    /// The address of an SQLite database in its folder.
    pub(crate) fn database_url(&self) -> String {
        format!("sqlite://{}", self.folder.path().join("assay.db").display())
    }

    /// The names of the files in its folder, in order.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command with its arguments, not yet started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_assay"));
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("ASSAY_")) {
                command.env_remove(name);
            }
        }
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    /// Runs to the end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs to the end with the given standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // The command may stop reading before the input ends.
            scope.spawn(move || drop(stdin.write_all(input)));
            child.wait_with_output().unwrap()
        })
    }

    /// Starts the service on the given database and waits for the line with its address.
    pub(crate) fn serve(&self, database_url: &str) -> Serving {
        self.start(database_url).ready()
    }

    /// Starts the service on the given database.
    pub(crate) fn start(&self, database_url: &str) -> Starting {
        let arguments =
            ["serve", "--listen", "127.0.0.1:0", "--database-url", database_url, "--log", "error"];
        let mut command = self.command(&arguments);
        Starting(command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap())
    }
}

/// A service that may not listen yet.
pub(crate) struct Starting(Child);

impl Starting {
    /// Waits for the line with the address.
    pub(crate) fn ready(mut self) -> Serving {
        let mut output = BufReader::new(self.0.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split(' ').next());
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}")).trim().to_owned();
        Serving { child: self.0, address, _output: output }
    }
}

/// A service that listens.
pub(crate) struct Serving {
    child: Child,
    address: String,
    /// Kept, for the service may write to it.
    _output: BufReader<ChildStdout>,
}

impl Serving {
    /// Address and port it listens on.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Ends it as a power failure would: at once, with nothing flushed.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end.
    pub(crate) fn terminate(&self) {
        let order = format!("kill -TERM {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &order]).status().unwrap().success());
    }

    /// Waits for its end.
    pub(crate) fn wait(mut self) -> ExitStatus {
        let give_up = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < give_up, "the service did not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
