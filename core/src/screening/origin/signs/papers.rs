//! Signs of the papers: what goods, marks and certificates say, and when they were issued.

use super::Collector;
use crate::input::parse_date;
use crate::judgement::{Member, at};
use crate::names::keys;
use crate::record::{DocumentType, EventKind};
use crate::rulebook::{CountryCode, EvidenceKind};
use crate::screening::facts::{DocumentFacts, ItemFacts};
use crate::text::{fold, tokens};

impl Collector<'_, '_, '_> {
    pub(crate) fn papers(&mut self) {
        for (_, item) in self.items() {
            self.words(item);
            self.unlike_the_whole(item);
        }
        for goods in self.goods {
            self.misdeclared(goods);
        }
        for paper in &self.facts.documents {
            if paper.country.is_dprk() {
                let (pointer, kp) = (paper.country.pointer, CountryCode::KP.as_str());
                self.note(EvidenceKind::DprkDocument, pointer, kp, "");
            }
            if paper.kind == Some(DocumentType::CertificateOfOrigin) {
                self.certificate(paper);
            }
        }
        self.bill_of_lading();
        self.order_of_events();
        self.unstated_origin();
    }

    /// Descriptions and marks: the DPRK by name unless the text also denies something, labels left off, lots mixed.
    fn words(&mut self, item: &ItemFacts<'_>) {
        let signals = &self.rulebook.signals;
        let words = &signals.dprk_words;
        for text in &item.texts {
            let named = words.official.stand_in(text) || words.common.stand_in(text);
            if named && !words.negations.stand_in(text) {
                self.note_stated(EvidenceKind::NamedInGoods, text, "");
            }
            if signals.label_left_off.words.stand_in(text) {
                self.note_stated(EvidenceKind::LabelLeftOff, text, "");
            }
            if signals.commingled.words.stand_in(text) {
                self.note_stated(EvidenceKind::Commingled, text, "");
            }
        }
    }

    fn unlike_the_whole(&mut self, item: &ItemFacts<'_>) {
        if let (Some(whole), Some(own)) = (self.facts.origin.known(), item.origin.known())
            && whole != own
        {
            let pointer = item.pointer.to(Member::CountryOfOrigin);
            self.note(EvidenceKind::ItemsOfOtherOrigin, pointer, own.as_str(), whole.as_str());
        }
    }

    /// Code and description that name different goods weigh beside other signs too.
    fn misdeclared(&mut self, goods: &crate::classification::Goods<'_>) {
        if let Some(evidence) = &goods.mismatch {
            let signal = self.rulebook.signal(evidence.kind);
            self.signs.push(super::Sign { evidence: evidence.clone(), signal });
        }
    }

    fn certificate(&mut self, paper: &DocumentFacts<'_>) {
        let loading = self.facts.period.loading;
        if let (Some(date), Some(loading)) = (paper.date, loading)
            && date.signed_duration_since(loading).num_days()
                > self.origin().limits.certificate_days
        {
            let pointer = paper.pointer.to(Member::Date);
            self.note(EvidenceKind::CertificateLate, pointer, &date.to_string(), "");
        }
        let stated_origin = paper.states_origin.known();
        if let Some(issued_in) = paper.country.known() {
            let agrees = match stated_origin {
                Some(origin) => origin == issued_in,
                None => self.origins().next().is_none() || self.declares(issued_in),
            };
            if !agrees && !paper.country.is_dprk() {
                let pointer = paper.pointer.to(Member::Country);
                self.note(
                    EvidenceKind::CertificateIssuerElsewhere,
                    pointer,
                    issued_in.as_str(),
                    "",
                );
            }
        }
        self.port_of(paper);
        if let Some(issuer) = paper.issuer.filter(|issuer| self.is_party(issuer.text)) {
            self.note_stated(EvidenceKind::CertificateByParty, &issuer, "");
        }
    }

    /// A certificate for another country than that of the first port of loading.
    fn port_of(&mut self, paper: &DocumentFacts<'_>) {
        let port = self.facts.loadings().find_map(|event| event.place.country.known());
        if let (Some(origin), Some(port)) = (paper.states_origin.known(), port)
            && origin != port
            && CountryCode::KP != port
        {
            let pointer = paper.states_origin.pointer;
            self.note(
                EvidenceKind::CertificateAgainstPort,
                pointer,
                origin.as_str(),
                port.as_str(),
            );
        }
    }

    fn is_party(&self, name: &str) -> bool {
        let rules = &self.rulebook.names;
        let folded = fold(name);
        let mut names = self.facts.parties.iter().filter_map(|party| party.name);
        names.any(|other| {
            let other = other.text;
            let other_folded = fold(other);
            let words = tokens(&other_folded);
            let shared = words.filter(|word| tokens(&folded).any(|own| own == *word)).count();
            (shared > 1 || folded == other_folded)
                && keys(other, rules).iter().any(|key| keys(name, rules).contains(key))
        })
    }

    /// A bill of lading dated before the goods were loaded, or after they were discharged.
    fn bill_of_lading(&mut self) {
        let transport = self.facts.record.transport.as_ref();
        let bill = transport.and_then(|transport| transport.bill_of_lading.as_ref());
        let Some(date) = bill.and_then(|bill| parse_date(bill.date.as_deref()?)) else { return };
        let loaded = self.facts.events.iter().filter(|event| event.kind == EventKind::Loading);
        let loaded = loaded.filter_map(|event| event.at).min().or(self.facts.period.loading);
        let discharged = self.facts.last_discharge().and_then(|event| event.at);
        let discharged = discharged.or(self.facts.period.arrival);
        let days = self.origin().limits.bill_of_lading_days;
        let before = loaded.is_some_and(|day| day.signed_duration_since(date).num_days() > days);
        let after = discharged.is_some_and(|day| date > day);
        if before || after {
            let pointer = at(Member::Transport).to(Member::BillOfLading).to(Member::Date);
            self.note(EvidenceKind::BillOfLadingDate, pointer, &date.to_string(), "");
        }
    }

    /// The events stand in the order of the journey; dates that say otherwise are a fault of the record.
    fn order_of_events(&mut self) {
        let mut stands: Vec<_> =
            self.facts.events.iter().map(|event| (event.pointer, event.at)).collect();
        stands.sort_by_key(|(pointer, _)| *pointer);
        let dated: Vec<_> =
            stands.iter().filter_map(|(pointer, at)| Some((*pointer, (*at)?))).collect();
        let back = dated.windows(2).find_map(|pair| match pair {
            [(_, before), (pointer, day)] if day < before => Some((*pointer, *day)),
            _ => None,
        });
        if let Some((event, day)) = back {
            self.note(EvidenceKind::VoyageOrder, event.to(Member::At), &day.to_string(), "");
        }
    }

    /// An origin that is stated as unknown.
    fn unstated_origin(&mut self) {
        let lines = self.facts.items.iter().map(|item| item.origin);
        let origins: Vec<_> = std::iter::once(self.facts.origin).chain(lines).collect();
        for origin in origins {
            if origin.stated().is_some() && !origin.is_stated() {
                self.note_stated(EvidenceKind::LabelLeftOff, &origin, "");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{day, days_after, goods, rulebook, shown, with};

    const LOADED: &str = "2018-05-10";

    fn coal(changes: &[(&str, Value)]) -> Value {
        let arrival = "2018-05-20";
        let base = with(
            &goods("270111", LOADED),
            &[("/country_of_origin", json!("CN")), ("/dates/arrival", json!(arrival))],
        );
        with(&base, changes)
    }

    #[test]
    fn a_certificate_of_origin_is_late_after_the_days_of_the_rulebook() {
        let days = rulebook().origin.limits.certificate_days;
        for (after, expected) in [(-1, false), (days, false), (days + 1, true)] {
            let date = days_after(day(LOADED), after).to_string();
            for (kind, is_one) in [("certificate_of_origin", true), ("invoice", false)] {
                let papers = json!([{"type": kind, "date": date}]);
                let shown = shown(&coal(&[("/documents", papers)]));
                let late = shown.contains(&EvidenceKind::CertificateLate);
                assert_eq!(late, expected && is_one, "{kind} {after}");
            }
        }
    }

    #[test]
    fn a_bill_of_lading_is_dated_about_the_loading_and_before_the_discharge() {
        let days = rulebook().origin.limits.bill_of_lading_days;
        for (after, expected) in
            [(-days, false), (-days - 1, true), (0, false), (10, false), (11, true)]
        {
            let date = days_after(day(LOADED), after).to_string();
            let transport = json!({"bill_of_lading": {"date": date}});
            let shown = shown(&coal(&[("/transport", transport)]));
            assert_eq!(shown.contains(&EvidenceKind::BillOfLadingDate), expected, "{after}");
        }
    }

    #[test]
    fn words_of_goods_are_signs_unless_they_deny() {
        use EvidenceKind::{Commingled, LabelLeftOff, NamedInGoods};
        for (text, kind, expected) in [
            ("Anthracite, North Korean", NamedInGoods, true),
            ("Anthracite, not North Korean", NamedInGoods, false),
            ("Anthracite, South Korean", NamedInGoods, false),
            ("Anthracite, no shipping marks", LabelLeftOff, true),
            ("Anthracite, shipping marks as per list", LabelLeftOff, false),
            ("Anthracite", Commingled, false),
        ] {
            let shown = shown(&coal(&[("/items/0/description", json!(text))]));
            assert_eq!(shown.contains(&kind), expected, "{text}");
        }
    }

    #[test]
    fn a_certificate_speaks_for_its_own_country_and_for_that_of_the_port() {
        use EvidenceKind::{
            CertificateAgainstPort, CertificateByParty, CertificateIssuerElsewhere,
        };
        let kinds = [CertificateIssuerElsewhere, CertificateAgainstPort, CertificateByParty];
        let port = (
            "/transport",
            json!({"voyage": [{"event": "loading", "location": {"unlocode": "CNDLC"}}]}),
        );
        let seller =
            ("/parties", json!([{"role": "seller", "name": "Dandong Hai Trading Co., Ltd."}]));
        for (name, paper, expected) in [
            (
                "as it should be",
                json!({"country": "CN", "states_origin": "CN", "issuer": "CCPIT"}),
                vec![],
            ),
            (
                "issued elsewhere",
                json!({"country": "HK", "states_origin": "CN"}),
                vec![CertificateIssuerElsewhere],
            ),
            (
                "for another country than the port's",
                json!({"country": "VN", "states_origin": "VN"}),
                vec![CertificateAgainstPort],
            ),
            (
                "by the seller",
                json!({"country": "CN", "issuer": "Dandong Hai Trading"}),
                vec![CertificateByParty],
            ),
            (
                "by one of a like name",
                json!({"country": "CN", "issuer": "Dandong Customs"}),
                vec![],
            ),
            // A paper of the DPRK is more than one issued elsewhere.
            ("by the DPRK", json!({"country": "KP", "states_origin": "CN"}), vec![]),
        ] {
            let mut paper = paper;
            paper["type"] = json!("certificate_of_origin");
            let record = coal(&[("/documents", json!([paper])), port.clone(), seller.clone()]);
            let shown = shown(&record);
            let found: Vec<_> = kinds.iter().copied().filter(|kind| shown.contains(kind)).collect();
            assert_eq!(found, expected, "{name}");
        }
    }
}
