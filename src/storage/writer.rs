//! The one writer. All screenings go through one thread with a connection of its own, which shares each
//! commit among all that wait: several times the rate of a transaction for each.
//!
//! What is acknowledged has been committed. A batch that the database refuses is written again row by
//! row, so that one bad row fails alone. When the connection breaks before a commit was asked for, the
//! batch is tried once more on a new one; when the commit itself fails, nobody can know what became of
//! it, and every row is answered with the error.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use diesel::QueryResult;
use diesel::connection::{Connection, TransactionManager};
use diesel::r2d2::R2D2Connection;
use tokio::sync::{mpsc, oneshot};

use super::StoreError;
use super::address::Address;
use super::connection::{AnyConnection, begin};
use super::screenings::{NewScreening, insert, insert_all};

/// Screenings that may wait for the writer.
const QUEUE_LENGTH: usize = 1_024;
/// Screenings that share a commit at most.
const BATCH_LENGTH: usize = 256;
/// How long to leave a database alone that could not be reached, at first and at most.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

type Answer = Result<(), StoreError>;

/// A screening to be written, and whom to tell.
pub(super) struct Job {
    pub(super) screening: NewScreening,
    pub(super) done: oneshot::Sender<Answer>,
}

/// Starts the writer. It ends when all senders are gone and what they sent is written.
pub(super) fn start(
    address: Address,
    connection: AnyConnection,
) -> std::io::Result<(mpsc::Sender<Job>, JoinHandle<()>)> {
    let (sender, jobs) = mpsc::channel(QUEUE_LENGTH);
    let line = Line { address, connection: Some(connection), pause: FIRST_PAUSE, closed: None };
    let thread =
        thread::Builder::new().name("assay-writer".to_owned()).spawn(move || run(line, jobs))?;
    Ok((sender, thread))
}

fn run(mut line: Line, mut jobs: mpsc::Receiver<Job>) {
    let mut batch = Vec::with_capacity(BATCH_LENGTH);
    while jobs.blocking_recv_many(&mut batch, BATCH_LENGTH) > 0 {
        let (rows, waiting): (Vec<_>, Vec<_>) =
            batch.drain(..).map(|job| (job.screening, job.done)).unzip();
        for (done, answer) in waiting.into_iter().zip(write(&mut line, &rows)) {
            // Whoever asked may have left meanwhile.
            drop(done.send(answer));
        }
    }
}

/// Writes all rows and answers for each.
fn write(line: &mut Line, rows: &[NewScreening]) -> Vec<Answer> {
    let together = line.commit(|connection| insert_all(connection, rows));
    let all = |answer: Answer| vec![answer; rows.len()];
    match together {
        Ok(()) => all(Ok(())),
        Err(Failure::Refused(StoreError::Busy)) => all(Err(StoreError::Busy)),
        Err(Failure::Refused(_)) if rows.len() > 1 => line
            .commit(|connection| one_by_one(connection, rows))
            .unwrap_or_else(|failure| all(Err(failure.into()))),
        Err(failure) => all(Err(failure.into())),
    }
}

/// Each row within a savepoint of its own.
fn one_by_one(connection: &mut AnyConnection, rows: &[NewScreening]) -> QueryResult<Vec<Answer>> {
    let mut answers = Vec::with_capacity(rows.len());
    for row in rows {
        let outcome = connection.transaction(|connection| insert(connection, row));
        if outcome.is_err() {
            // A broken connection is no fault of the row: the whole transaction has failed.
            connection.ping()?;
        }
        answers.push(outcome.map_err(StoreError::from));
    }
    Ok(answers)
}

/// Why a transaction was not committed.
enum Failure {
    /// The database said no. Nothing was stored, and the connection stands.
    Refused(StoreError),
    /// There is no connection any more. Nothing was stored.
    Broken(StoreError),
    /// The commit failed. Whether something was stored is not known.
    Uncertain(StoreError),
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(error) | Failure::Broken(error) | Failure::Uncertain(error) => error,
        }
    }
}

/// The writer's connection, opened again when it breaks.
struct Line {
    address: Address,
    connection: Option<AnyConnection>,
    /// How long to wait after the next failure to connect.
    pause: Duration,
    /// Until when not to try, and why. Meanwhile all are answered at once, instead of waiting in vain.
    closed: Option<(Instant, StoreError)>,
}

impl Line {
    /// Does `work` in a transaction; once more when the connection turns out to be broken.
    fn commit<T>(
        &mut self,
        mut work: impl FnMut(&mut AnyConnection) -> QueryResult<T>,
    ) -> Result<T, Failure> {
        let first = self.attempt(&mut work);
        if matches!(first, Err(Failure::Broken(_))) && self.closed.is_none() {
            return self.attempt(&mut work);
        }
        first
    }

    fn attempt<T>(
        &mut self,
        work: &mut impl FnMut(&mut AnyConnection) -> QueryResult<T>,
    ) -> Result<T, Failure> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect().map_err(Failure::Broken)?,
        };
        let outcome = transact(&mut connection, work);
        if matches!(outcome, Ok(_) | Err(Failure::Refused(_))) {
            self.connection = Some(connection);
        } else {
            tracing::warn!("the writer's database connection broke");
        }
        outcome
    }

    fn connect(&mut self) -> Result<AnyConnection, StoreError> {
        if let Some((until, error)) = &self.closed
            && Instant::now() < *until
        {
            return Err(error.clone());
        }
        match self.address.connect() {
            Ok(connection) => {
                tracing::info!("the writer's database connection is open again");
                self.closed = None;
                self.pause = FIRST_PAUSE;
                Ok(connection)
            }
            Err(error) => {
                self.closed = Some((Instant::now() + self.pause, error.clone()));
                self.pause = (self.pause * 2).min(LONGEST_PAUSE);
                Err(error)
            }
        }
    }
}

fn transact<T>(
    connection: &mut AnyConnection,
    work: &mut impl FnMut(&mut AnyConnection) -> QueryResult<T>,
) -> Result<T, Failure> {
    match begin(connection).and_then(|()| work(connection)) {
        Ok(value) => AnyConnection::commit_transaction(connection)
            .map(|()| value)
            .map_err(|error| Failure::Uncertain(error.into())),
        Err(error) => {
            // Fails too when the transaction never began or the connection is gone; the ping tells.
            drop(AnyConnection::rollback_transaction(connection));
            let broken = connection.is_broken() || connection.ping().is_err();
            Err(if broken { Failure::Broken(error.into()) } else { Failure::Refused(error.into()) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{migration, screenings, tests::screening};
    use super::*;

    fn line() -> (Line, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("assay.db"));
        let mut connection = address.connect().unwrap();
        migration::run(&mut connection).unwrap();
        let connection = Some(connection);
        (Line { address, connection, pause: FIRST_PAUSE, closed: None }, folder)
    }

    fn is_kept(line: &Line, number: u128) -> bool {
        let mut connection = line.address.connect().unwrap();
        let id = uuid::Uuid::from_u128(number);
        screenings::find(&mut connection, "one", id).unwrap().is_some()
    }

    #[test]
    fn one_bad_row_fails_alone() {
        let (mut line, _folder) = line();
        let rows = [screening(1), screening(2), screening(1), screening(3)];
        let kept: Vec<_> = write(&mut line, &rows).iter().map(Result::is_ok).collect();
        assert_eq!(kept, [true, true, false, true]);
        assert!((1..=3).all(|number| is_kept(&line, number)));
    }

    #[test]
    fn what_is_queued_is_written_before_the_writer_ends() {
        let (mut line, _folder) = line();
        let address = line.address.clone();
        let (sender, thread) = start(address, line.connection.take().unwrap()).unwrap();
        for number in 0..1_000 {
            // Nobody waits for the answer.
            let (done, _) = oneshot::channel();
            sender.try_send(Job { screening: screening(number), done }).ok().unwrap();
        }
        drop(sender);
        thread.join().unwrap();
        assert!((0..1_000).all(|number| is_kept(&line, number)));
    }

    #[test]
    fn a_database_out_of_reach_is_left_alone_for_a_while_and_then_found_again() {
        let (mut line, folder) = line();
        let address = line.address.clone();
        line.connection = None;
        line.address = Address::Sqlite(folder.path().join("absent/assay.db"));
        line.pause = Duration::from_hours(1);
        assert!(matches!(write(&mut line, &[screening(1)])[..], [Err(StoreError::Connect { .. })]));

        line.address = address;
        assert!(matches!(write(&mut line, &[screening(1)])[..], [Err(StoreError::Connect { .. })]));
        line.closed = None;
        assert!(matches!(write(&mut line, &[screening(1)])[..], [Ok(())]));
        assert!(is_kept(&line, 1));
    }
}
