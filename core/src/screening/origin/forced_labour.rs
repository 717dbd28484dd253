//! Forced labour that is to be feared behind a site or a body, and whose law speaks of it.

use crate::judgement::{Evidence, Finding, FindingKind, Outcome, fact};
use crate::rulebook::{Rulebook, Site, Weight};
use crate::screening::ties::sites::Named;

/// A notice for each site where forced labour is to be feared.
pub(crate) fn forced_labour(named: &[Named<'_, '_>], rulebook: &Rulebook) -> Vec<Finding> {
    let mut told: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for (text, site) in named {
        let Some(basis) = site.forced_labour.as_deref() else { continue };
        if told.contains(&site.id.as_str()) {
            continue;
        }
        told.push(&site.id);
        findings.push(notice_of_site(&text.place.pointer(), text.value, site, basis, rulebook));
    }
    findings
}

/// What is to be feared of the labour behind a site or a body, and whose law speaks of it.
pub(crate) fn notice_of_site(
    pointer: &str,
    value: &str,
    site: &Site,
    basis: &str,
    rulebook: &Rulebook,
) -> Finding {
    let signal = &rulebook.origin.signs.site_named;
    let evidence = fact("site_named", signal, pointer.to_owned(), value, &site.name);
    notice(evidence, &site.name, basis, rulebook)
}

/// The same with the evidence of a site or a body: here it only says where the name stands.
pub(crate) fn notice(
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
    let pointer = evidence.pointer.clone();
    Finding::new(FindingKind::ForcedLabour, Outcome::Notice, pointer, explanation)
        .with(vec![evidence])
}

/// The rule of another authority that presumes forced labour.
const FORCED_LABOUR_LAW: &str = "us-caatsa-321";
