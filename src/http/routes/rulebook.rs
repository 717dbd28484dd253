//! `/v1/rulebook`

use actix_web::{HttpRequest, HttpResponse, get, web};
use assay_core::Knowledge;
use assay_core::rulebook::{
    Change, EvidenceKind, OtherLaw, Parameters, Rules, SignLimits, Signal, Typology,
};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::super::State;
use super::super::problem::HttpProblem;
use super::super::query::Query;
use crate::problem::Problem;
use crate::service::ServiceError;

/// The rulebook in use.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"version": "2026.11.1+sha256…", "digest": "sha256…",
    "counts": {"measures": 37, "commodities": 22, "hs_lines": 110, "other_law": 34, "countries": 252, "places": 221,
    "sites": 86, "harbours": 317, "typologies": 31},
    "sources": ["Council Regulation (EU) 2017/1509, annex V"], "rules": {}, "parameters": {}, "sign_limits": {}, "weights": [],
    "typologies": [],
    "other_law": [], "policy": {"digest": "sha256…", "content": {}}, "changes": []}))]
pub(super) struct RulebookAnswer<'r> {
    /// Version and digest.
    version: &'r str,
    /// Digest of every file.
    digest: &'r str,
    /// How much it holds.
    counts: RulebookCounts,
    /// What its entries rest on.
    sources: Vec<&'r str>,
    /// How weights become outcomes.
    rules: &'r Rules,
    /// Limits in days and percent.
    parameters: &'r Parameters,
    /// Limits of the signs of a concealed origin.
    sign_limits: &'r SignLimits,
    /// What each kind of evidence weighs.
    weights: Vec<SignalItem<'r>>,
    /// The ways in which origin is concealed, and the evidence that carries each.
    typologies: &'r [Typology],
    /// What each version changed, the newest first.
    changes: &'r [Change],
    /// Rules of other authorities, told as notices.
    other_law: &'r [OtherLaw],
    /// What the operator tightens.
    policy: PolicyInForce<'r>,
}

/// The operator's policy in force.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"digest": "sha256…",
    "content": {"other_law": {"us-*": "review"}, "standing": {"coal.2704": "violation"}}}))]
pub(super) struct PolicyInForce<'r> {
    /// Digest of the content, as in the basis of a screening.
    digest: &'r str,
    /// What is tightened; empty where nothing is.
    #[schema(value_type = Object)]
    content: &'r RawValue,
}

/// How much the rulebook holds.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"measures": 37, "commodities": 22, "hs_lines": 110, "other_law": 34, "countries": 252, "places": 221,
    "sites": 86, "harbours": 317, "typologies": 31}))]
pub(super) struct RulebookCounts {
    /// Measures.
    measures: usize,
    /// Commodities.
    commodities: usize,
    /// HS lines.
    hs_lines: usize,
    /// Rules of other authorities.
    other_law: usize,
    /// Countries.
    countries: usize,
    /// Places in the DPRK and at its borders.
    places: usize,
    /// Mines, smelters, works and camps of the DPRK.
    sites: usize,
    /// Harbours outside the DPRK.
    harbours: usize,
    /// Ways in which origin is concealed.
    typologies: usize,
}

/// One kind of evidence.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"kind": "load_port", "weight": "decisive", "family": "place", "summary": "…",
    "source": "…", "confidence": "confirmed"}))]
pub(super) struct SignalItem<'r> {
    /// Its word in evidence.
    #[schema(value_type = String)]
    kind: EvidenceKind,
    #[serde(flatten)]
    signal: &'r Signal,
}

/// Read the rulebook
///
/// Version, digest, counts, sources, the weights and limits that decide (no hidden score does), the ways in which origin is concealed with the
/// evidence that carries each, what each version of
/// the law changed, the law of other authorities that is told as notices, and the operator's policy in force.
#[utoipa::path(
    operation_id = "get_rulebook",
    tag = "law",
    responses(
        (status = 200, description = "The rulebook in use", body = RulebookAnswer),
        (status = 422, description = "A query parameter was given", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[get("/v1/rulebook")]
pub(super) async fn get_rulebook(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let knowledge = state.service.knowledge();
    let Knowledge { rulebook, policy, .. } = knowledge.as_ref();
    let mut sources: Vec<&str> = rulebook
        .measures
        .iter()
        .flat_map(|measure| &measure.sources)
        .chain(rulebook.commodities.iter().flat_map(|commodity| &commodity.sources))
        .chain(rulebook.other_law.iter().map(|rule| &rule.source))
        .chain(rulebook.origin.typologies.iter().map(|typology| &typology.source))
        .map(String::as_str)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let content = serde_json::from_str(policy.content()).map_err(ServiceError::from)?;
    let weights =
        rulebook.all_signals().map(|(kind, signal)| SignalItem { kind, signal }).collect();
    Ok(HttpResponse::Ok().json(RulebookAnswer {
        version: &rulebook.version,
        digest: &rulebook.digest,
        counts: RulebookCounts {
            measures: rulebook.measures.len(),
            commodities: rulebook.commodities.len(),
            hs_lines: rulebook.commodities.iter().map(|commodity| commodity.lines.len()).sum(),
            other_law: rulebook.other_law.len(),
            countries: rulebook.countries.len(),
            places: rulebook.gazetteer.places().len(),
            sites: rulebook.origin.sites.all().len(),
            harbours: rulebook.origin.harbours.all().len(),
            typologies: rulebook.origin.typologies.len(),
        },
        sources,
        rules: &rulebook.signals.rules,
        parameters: &rulebook.signals.parameters,
        sign_limits: &rulebook.origin.limits,
        weights,
        typologies: &rulebook.origin.typologies,
        changes: &rulebook.changes,
        other_law: &rulebook.other_law,
        policy: PolicyInForce { digest: policy.digest(), content },
    }))
}
