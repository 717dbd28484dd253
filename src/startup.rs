//! From settings to a running service.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpServer;
use actix_web::dev::Server;
use anyhow::Context as _;
use assay_core::Knowledge;
use assay_core::watchlist::Authority;

use crate::clock::Clock;
use crate::config::{ListSettings, Settings};
use crate::http;
use crate::refresh::{self, Address, Source};
use crate::service::{ListRule, ListRules, Service, ServiceError};
use crate::storage::Store;

/// The service, bound to its port and not yet running.
pub struct Application {
    server: Server,
    service: Service,
    sources: Vec<Source>,
    address: String,
}

/// Reads what records are judged by: what is built in, and the operator's policy where one is named.
pub fn knowledge(settings: &Settings) -> anyhow::Result<Knowledge> {
    let knowledge = Knowledge::built_in()?;
    if settings.policy.is_empty() {
        return Ok(knowledge);
    }
    let path = &settings.policy;
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the policy {path} cannot be read"))?;
    knowledge.with_policy(&text).with_context(|| format!("the policy {path} cannot be used"))
}

/// What the operator settled about lists.
pub fn list_rules(settings: &Settings) -> anyhow::Result<ListRules> {
    let rule = |list: ListSettings| {
        let rule = ListRule {
            max_age_days: list.max_age_days,
            is_fetched: list.source.is_some(),
            authority: list.authority.as_deref().and_then(Authority::parse),
            is_default: list.default,
        };
        (list.id, rule)
    };
    Ok(ListRules {
        shrink_percent: settings.watchlist_shrink_percent,
        lists: settings.lists()?.into_iter().map(rule).collect(),
    })
}

/// The lists that are fetched.
pub fn sources(settings: &Settings) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for list in settings.lists()? {
        let Some(from) = &list.source else { continue };
        let address = Address {
            url: &from.url,
            sha256: from.sha256.as_deref(),
            checksum_url: from.checksum_url.as_deref(),
            allow_http: from.allow_http,
        };
        let mut source = Source::at(&list.id, address)?;
        source.format = from.format.as_deref().map(str::parse).transpose()?;
        source.authority = list.authority.as_deref().and_then(Authority::parse);
        source.is_default = list.default;
        source.every = Duration::from_secs(from.every_seconds);
        source.timeout = Duration::from_secs(from.timeout_seconds);
        sources.push(source);
    }
    Ok(sources)
}

/// Opens the store, brings it up to date, and puts the use cases together.
pub fn service(settings: &Settings, clock: Arc<dyn Clock>) -> anyhow::Result<Service> {
    let rules = list_rules(settings)?;
    let knowledge = knowledge(settings)?;
    let store = Store::open(&settings.database_url)?;
    if settings.migrate_at_start {
        for name in store.migrate()? {
            tracing::info!(migration = name, "migrated");
        }
    } else if store.pending_migrations()? {
        return Err(ServiceError::PendingMigrations.into());
    }
    Ok(Service::start(knowledge, rules, store, clock)?)
}

impl Application {
    /// Opens the store, reads the rulebook and the lists, and binds the port.
    pub fn build(settings: &Settings, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let addresses = settings.addresses()?;
        let sources = sources(settings)?;
        let service = service(settings, clock)?;
        let listener = TcpListener::bind(addresses.as_slice())
            .with_context(|| format!("cannot listen on {}", settings.listen))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?.to_string();
        let state = http::State::new(service.clone());
        let mut server = HttpServer::new(move || http::app(state.clone()))
            .shutdown_timeout(settings.shutdown_seconds)
            .client_request_timeout(Duration::from_secs(10))
            .keep_alive(Duration::from_secs(75));
        if settings.workers > 0 {
            server = server.workers(settings.workers);
        }
        Ok(Self { server: server.listen(listener)?.run(), service, sources, address })
    }

    /// Address and port it is bound to.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A handle to stop it with.
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.server.handle()
    }

    /// Serves until it is told to stop, then ends requests in flight and the writer. Meanwhile lists are
    /// fetched, and followed where other services change them.
    pub async fn run_until_stopped(self) -> anyhow::Result<()> {
        refresh::prepare();
        let service = self.service;
        let mut tasks = vec![actix_web::rt::spawn(refresh::follow(service.clone()))];
        for source in self.sources {
            tasks.push(actix_web::rt::spawn(refresh::keep_fresh(service.clone(), source)));
        }
        let served = self.server.await;
        for task in tasks {
            task.abort();
        }
        served?;
        actix_web::web::block(move || service.close()).await?;
        Ok(())
    }
}
