//! Forced labour that is to be feared behind a site or a body, and whose law speaks of it.

use crate::judgement::{Evidence, Finding, Outcome, Reason};
use crate::rulebook::{EvidenceKind, FindingKind, Rulebook, Site, Weight};
use crate::screening::facts::Text;
use crate::screening::ties::sites::Named;

/// The rule of another authority that presumes forced labour.
const FORCED_LABOUR_LAW: &str = "us-caatsa-321";

/// A notice for each site of a shipment where forced labour is to be feared.
pub(crate) fn at_sites(named: &[Named<'_, '_>], rulebook: &Rulebook) -> Vec<Finding> {
    let mut told: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for Named { stated, site, .. } in named {
        if !told.contains(&site.id.as_str()) {
            told.push(&site.id);
            findings.extend(at_site(stated, site, rulebook));
        }
    }
    findings
}

/// The same for one site.
pub(crate) fn at_site(stated: &Text<'_>, site: &Site, rulebook: &Rulebook) -> Option<Finding> {
    let basis = site.forced_labour.as_deref()?;
    let evidence = stated.evidence(EvidenceKind::SiteNamed, rulebook, &site.name);
    Some(notice(evidence, &site.name, basis, rulebook))
}

/// The same with the evidence of a site or a body: here it only says where the name stands.
pub(super) fn notice(
    mut evidence: Evidence,
    name: &str,
    basis: &str,
    rulebook: &Rulebook,
) -> Finding {
    let law = rulebook.other_law(FORCED_LABOUR_LAW).map(|law| {
        format!(" {} presumes it: law of the {}, not of the UN.", law.citation, law.authority)
    });
    let law = law.unwrap_or_default();
    let explanation = format!("Forced labour is to be feared at {name}: {basis}.{law}");
    evidence.weight = Weight::Weak;
    let (kind, outcome) =
        (FindingKind::ForcedLabour, (Outcome::Notice, Reason::ForcedLabourFeared));
    Finding::new(kind, outcome, evidence.pointer, explanation).with(vec![evidence])
}
