//! The service inside the test process: built as the binary builds it, on a port of its own, with a
//! clock that the test holds and a database that is new.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use assay::clock::{Clock, FixedClock};
use assay::config::Settings;
use assay::startup::Application;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, SqliteConnection};
use serde_json::Value;

use super::client::{Answer, try_send};
use super::database::{TestDatabase, execute};

/// Where a shipment is screened.
pub(crate) const SHIPMENTS: &str = "/v1/screenings/shipments";
/// Where a company is screened.
pub(crate) const COMPANIES: &str = "/v1/screenings/companies";

/// The instant at which every fixed clock stands.
pub(crate) fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-24T08:00:00Z").unwrap().to_utc()
}

/// A clock that goes on by one second whenever it is read.
pub(crate) struct TickingClock(AtomicI64);

impl TickingClock {
    pub(crate) fn new() -> Self {
        Self(AtomicI64::new(0))
    }
}

impl Clock for TickingClock {
    fn now(&self) -> DateTime<Utc> {
        now() + TimeDelta::seconds(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

/// The running service with its database.
pub(crate) struct TestApp {
    address: String,
    database: TestDatabase,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

/// Runs a test on SQLite, and on PostgreSQL where it is installed.
pub(crate) fn on_every_backend(test: impl Fn(&TestApp)) {
    let databases = [Some(TestDatabase::sqlite_without_tables()), TestDatabase::postgres()];
    for database in databases.into_iter().flatten() {
        test(&TestApp::spawn_on(database));
    }
}

impl TestApp {
    /// The service on a new SQLite database, for tests that do not turn on the store.
    pub(crate) fn spawn() -> Self {
        Self::spawn_on(TestDatabase::sqlite_without_tables())
    }

    /// The service on the given database, at a fixed time.
    pub(crate) fn spawn_on(database: TestDatabase) -> Self {
        Self::spawn_at(database, Arc::new(FixedClock(now())))
    }

    /// The service on the given database under an operator's policy, at a fixed time.
    pub(crate) fn spawn_under(database: TestDatabase, policy: &str) -> Self {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), policy).unwrap();
        let path = file.path().to_str().unwrap().to_owned();
        Self::spawn_set(database, Arc::new(FixedClock(now())), |settings| settings.policy = path)
    }

    /// Another service on the database of one that runs.
    pub(crate) fn spawn_beside(other: &Self) -> Self {
        Self::spawn_on(TestDatabase::at(other.database.url()))
    }

    /// The service on the given database, with the given clock.
    pub(crate) fn spawn_at(database: TestDatabase, clock: Arc<dyn Clock>) -> Self {
        Self::spawn_set(database, clock, |_| {})
    }

    /// The service with settings as the test changes them.
    pub(crate) fn spawn_set(
        database: TestDatabase,
        clock: Arc<dyn Clock>,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let mut settings = Settings {
            listen: "127.0.0.1:0".to_owned(),
            database_url: database.url().to_owned(),
            workers: 2,
            shutdown_seconds: 5,
            ..Settings::default()
        };
        change(&mut settings);
        let (ready, started) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let application = Application::build(&settings, clock).unwrap();
                ready.send((application.address().to_owned(), application.handle())).unwrap();
                application.run_until_stopped().await.unwrap();
            });
        });
        let (address, handle) = started.recv().unwrap();
        Self { address, database, handle, thread: Some(thread) }
    }

    /// Address and port it listens on.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Sends any request.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        try_send(&self.address, method, path, headers, body).unwrap()
    }

    /// Reads.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// Sends bytes as JSON.
    pub(crate) fn post_bytes(&self, path: &str, body: &[u8]) -> Answer {
        self.send("POST", path, &[("Content-Type", "application/json")], body)
    }

    /// Sends JSON.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_bytes(path, body.to_string().as_bytes())
    }

    /// Screens a shipment that must be taken and kept, and returns the answer.
    #[track_caller]
    pub(crate) fn screen_shipment(&self, record: &Value) -> Value {
        self.post(SHIPMENTS, record).expect(201)
    }

    /// Screens a company that must be taken and kept, and returns the answer.
    #[track_caller]
    pub(crate) fn screen_company(&self, record: &Value) -> Value {
        self.post(COMPANIES, record).expect(201)
    }

    /// The items of a list that must be answered.
    #[track_caller]
    pub(crate) fn items(&self, path: &str) -> Vec<Value> {
        self.get(path).expect(200)["items"].as_array().unwrap().clone()
    }

    /// Runs SQL in the database, past the service.
    pub(crate) fn run_sql(&self, sql: &str) {
        match self.database.url().strip_prefix("sqlite://") {
            Some(path) => {
                let mut connection = SqliteConnection::establish(path).unwrap();
                connection.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
                connection.batch_execute(sql).unwrap();
            }
            None => execute(self.database.url(), sql),
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The order is given by the call; the thread ends when it is carried out.
        drop(self.handle.stop(true));
        let ended = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}
