//! Fresh databases for tests, each with its tables: a temporary file for SQLite, and for PostgreSQL a
//! clone in a throw-away cluster of this process. Where PostgreSQL is not installed its half is left out,
//! which is told once.
//!
//! `initdb` refuses to run as root, so a test run by root hands the cluster to the user `postgres`.

#![expect(clippy::unwrap_used, reason = "a test that cannot have its database has failed")]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use assay::storage::Store;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use tempfile::TempDir;

use super::left_out::{callers, tell};

/// Makes a cluster in a new directory, says where, and ends with its standard input: that closes with
/// the test process, however it ends. Durability is switched off; the data lives a minute.
const CLUSTER: &str = r#"
set -eu
bin=$1 port=$2
trap '' INT TERM
cd /
directory=$(mktemp -d "${TMPDIR:-/tmp}/assay-postgres.XXXXXX")
trap 'rm -rf "$directory"' EXIT
"$bin/initdb" --pgdata="$directory/data" --username=assay --auth=trust --encoding=UTF8 \
    --locale=C --no-sync >"$directory/log" 2>&1 || { cat "$directory/log" >&2; exit 1; }
"$bin/postgres" -D "$directory/data" -k "$directory" -h 127.0.0.1 -p "$port" -F \
    -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB \
    >>"$directory/log" 2>&1 &
server=$!
echo "$directory"
cat >/dev/null
kill -QUIT "$server"
wait "$server" || true
"#;

const TEMPLATE: &str = "assay_template";
const START_TIMEOUT: Duration = Duration::from_mins(1);

/// The call by which a test asks that has nothing to do without PostgreSQL.
pub(super) const ASKED_BY: &str = "postgres_alone()";

/// A running cluster of this process.
pub(crate) struct PostgresServer {
    socket_directory: String,
    port: u16,
    /// Its standard input keeps the cluster alive.
    _supervisor: Child,
}

/// The cluster, for a test that is of PostgreSQL alone and is left out without it.
pub(crate) fn postgres_alone() -> Option<&'static PostgresServer> {
    postgres()
}

/// The cluster of this process, started when first asked for; none where PostgreSQL is not installed.
fn postgres() -> Option<&'static PostgresServer> {
    static SERVER: OnceLock<Option<PostgresServer>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let Some(binaries) = binaries() else {
            let required = std::env::var_os("REQUIRE_POSTGRES").is_some();
            assert!(!required, "PostgreSQL is required, and is not installed");
            let count = callers(ASKED_BY).tests.len();
            let others = "the others run on SQLite alone";
            tell(&format!(
                "{count} tests want PostgreSQL, which is not installed: LEFT OUT; {others}"
            ));
            return None;
        };
        Some(PostgresServer::start(&binaries))
    });
    server.as_ref()
}

impl PostgresServer {
    fn start(binaries: &Path) -> Self {
        // Free a moment ago; nobody else is likely to take it.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut supervisor = shell_of_another_than_root()
            .arg("-c")
            .arg(CLUSTER)
            .arg("assay-postgres")
            .arg(binaries)
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut socket_directory = String::new();
        BufReader::new(supervisor.stdout.take().unwrap()).read_line(&mut socket_directory).unwrap();
        let socket_directory = socket_directory.trim_end().to_owned();
        assert!(!socket_directory.is_empty(), "initdb failed; what it said stands above");
        let server = Self { socket_directory, port, _supervisor: supervisor };
        server.wait_until_ready();
        server.execute(&format!("CREATE DATABASE {TEMPLATE}"));
        let store = Store::open(&server.url(TEMPLATE)).unwrap();
        store.migrate().unwrap();
        store.close();
        server
    }

    /// A database with its tables.
    pub(crate) fn database(&'static self) -> TestDatabase {
        TestDatabase::clone_of(self, TEMPLATE)
    }

    /// The address of a database, over loopback.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://assay@127.0.0.1:{}/{database}", self.port)
    }

    /// The address of a database, over the socket.
    pub(crate) fn socket_url(&self, database: &str) -> String {
        let Self { socket_directory, port, .. } = self;
        format!("postgresql://assay@/{database}?host={socket_directory}&port={port}")
    }

    /// Runs SQL outside every test's database.
    pub(crate) fn execute(&self, sql: &str) {
        execute(&self.url("postgres"), sql);
    }

    fn wait_until_ready(&self) {
        let give_up = Instant::now() + START_TIMEOUT;
        while let Err(error) = PgConnection::establish(&self.url("postgres")) {
            assert!(Instant::now() < give_up, "PostgreSQL did not start: {error}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// Runs SQL in a PostgreSQL database, past the store.
pub(crate) fn execute(url: &str, sql: &str) {
    PgConnection::establish(url).unwrap().batch_execute(sql).unwrap();
}

/// A shell as this user, or as `postgres` when this user is root.
fn shell_of_another_than_root() -> Command {
    let user = Command::new("id").arg("-u").output().unwrap();
    if user.stdout.trim_ascii() != b"0" {
        return Command::new("sh");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    if !answers(command.arg("true")) {
        command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh"]);
        return command;
    }
    command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"]);
    command
}

fn answers(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Where `initdb` and `postgres` are: as `pg_config` says, on the path, or where Debian puts them.
fn binaries() -> Option<PathBuf> {
    let told = Command::new("pg_config").arg("--bindir").output().ok();
    let told = told.and_then(|output| String::from_utf8(output.stdout).ok());
    let told = told.map(|text| PathBuf::from(text.trim_end()));
    let on_path = std::env::var_os("PATH");
    let on_path = on_path.iter().flat_map(|path| std::env::split_paths(path)).collect::<Vec<_>>();
    let mut packaged: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    packaged.sort();
    told.into_iter()
        .chain(on_path)
        .chain(packaged.into_iter().rev())
        .find(|directory| ["initdb", "postgres"].iter().all(|name| directory.join(name).is_file()))
}

/// A database of one test's own, which goes when this does.
pub(crate) struct TestDatabase {
    url: String,
    _place: Place,
}

enum Place {
    Folder { _folder: TempDir },
    Elsewhere,
    Cluster { server: &'static PostgresServer, name: String },
}

impl TestDatabase {
    /// An SQLite database with its tables.
    pub(crate) fn sqlite() -> Self {
        let database = Self::sqlite_without_tables();
        let store = Store::open(database.url()).unwrap();
        store.migrate().unwrap();
        store.close();
        database
    }

    /// An SQLite database with nothing in it.
    pub(crate) fn sqlite_without_tables() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("assay.db").display());
        Self { url, _place: Place::Folder { _folder: folder } }
    }

    /// A PostgreSQL database with its tables, where PostgreSQL is installed.
    pub(crate) fn postgres() -> Option<Self> {
        postgres().map(PostgresServer::database)
    }

    /// A PostgreSQL database with nothing in it, where PostgreSQL is installed.
    pub(crate) fn postgres_without_tables() -> Option<Self> {
        postgres().map(|server| Self::clone_of(server, "template0"))
    }

    fn clone_of(server: &'static PostgresServer, template: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("assay_test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        server.execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Self { url: server.url(&name), _place: Place::Cluster { server, name } }
    }

    /// A database that another owns.
    pub(crate) fn at(url: &str) -> Self {
        Self { url: url.to_owned(), _place: Place::Elsewhere }
    }

    /// Its address, as settings have it.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Cluster { server, name } = self {
            server.execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}
