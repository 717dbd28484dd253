//! Signs of the papers: what goods, marks and certificates say, and when they were issued.

use super::{Collector, note};
use crate::input::{parse_date, stated};
use crate::names::keys;
use crate::record::{DocumentType, EventKind};
use crate::rulebook::CountryCode;
use crate::screening::facts::{DocumentFacts, GoodsText, ItemFacts, text};
use crate::text::{fold, tokens};

impl Collector<'_, '_, '_> {
    pub(crate) fn papers(&mut self) {
        for (index, item) in self.items() {
            self.words(item);
            self.unlike_the_whole(index, item);
        }
        for goods in self.goods {
            self.misdeclared(goods);
        }
        for (index, paper) in self.facts.documents.iter().enumerate() {
            if paper.country.is_dprk() {
                note!(self, plain.dprk_document, format!("/documents/{index}/country"), "KP", "");
            }
            if paper.kind == Some(DocumentType::CertificateOfOrigin) {
                self.certificate(index, paper);
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
        for GoodsText { pointer, text, folded } in &item.texts {
            let named = words.official.stand_in(folded) || words.common.stand_in(folded);
            if named && !words.negations.stand_in(folded) {
                note!(self, plain.named_in_goods, pointer.clone(), text, "");
            }
            if signals.label_left_off.words.stand_in(folded) {
                note!(self, table.label_left_off, pointer.clone(), text, "");
            }
            if signals.commingled.words.stand_in(folded) {
                note!(self, table.commingled, pointer.clone(), text, "");
            }
        }
    }

    fn unlike_the_whole(&mut self, index: usize, item: &ItemFacts<'_>) {
        if let (Some(whole), Some(own)) = (self.facts.origin.known(), item.origin.known())
            && whole != own
        {
            let pointer = format!("/items/{index}/country_of_origin");
            note!(self, table.items_of_other_origin, pointer, own.as_str(), whole.as_str());
        }
    }

    /// Code and description that name different goods weigh beside other signs too.
    fn misdeclared(&mut self, goods: &crate::classification::Goods<'_>) {
        let Some(evidence) = &goods.mismatch else { return };
        let signals = self.plain();
        let signal = match evidence.kind {
            "misdeclared_disguise" => &signals.misdeclared_disguise,
            "misdeclared_near" => &signals.misdeclared_near,
            "misdeclared_name" => &signals.misdeclared_name,
            _ => &signals.misdeclared_far,
        };
        self.signs.push(super::Sign { evidence: evidence.clone(), signal });
    }

    fn certificate(&mut self, index: usize, paper: &DocumentFacts) {
        let record = self.facts.record.documents.get(index);
        let loading = self.facts.period.loading;
        if let (Some(date), Some(loading)) = (paper.date, loading)
            && date.signed_duration_since(loading).num_days()
                > self.origin().limits.certificate_days
        {
            let pointer = format!("/documents/{index}/date");
            note!(self, table.certificate_late, pointer, &date.to_string(), "");
        }
        let stated_origin = paper.states_origin.known();
        if let Some(issued_in) = paper.country.known() {
            let agrees = match stated_origin {
                Some(origin) => origin == issued_in,
                None => self.origins().next().is_none() || self.declares(issued_in),
            };
            if !agrees && !paper.country.is_dprk() {
                let pointer = format!("/documents/{index}/country");
                note!(self, table.certificate_issuer_elsewhere, pointer, issued_in.as_str(), "");
            }
        }
        self.port_of(index, stated_origin);
        let issuer = record.and_then(|record| stated(record.issuer.as_ref()));
        if let Some(issuer) = issuer.filter(|issuer| self.is_party(issuer)) {
            note!(
                self,
                table.certificate_by_party,
                format!("/documents/{index}/issuer"),
                issuer,
                ""
            );
        }
    }

    /// A certificate for another country than that of the first port of loading.
    fn port_of(&mut self, index: usize, stated_origin: Option<CountryCode>) {
        let port = self.facts.loadings().find_map(|event| event.place.country.known());
        if let (Some(origin), Some(port)) = (stated_origin, port)
            && origin != port
            && CountryCode::KP != port
        {
            let pointer = format!("/documents/{index}/states_origin");
            note!(self, table.certificate_against_port, pointer, origin.as_str(), port.as_str());
        }
    }

    fn is_party(&self, name: &str) -> bool {
        let rules = &self.rulebook.names;
        let folded = fold(name);
        let mut names =
            self.facts.parties.iter().filter_map(|party| stated(party.record.name.as_ref()));
        names.any(|other| {
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
            let pointer = "/transport/bill_of_lading/date".to_owned();
            note!(self, table.bill_of_lading_date, pointer, &date.to_string(), "");
        }
    }

    /// The events stand in the order of the journey; dates that say otherwise are a fault of the record.
    fn order_of_events(&mut self) {
        let mut stands: Vec<_> =
            self.facts.events.iter().map(|event| (event.index, event.at)).collect();
        stands.sort_by_key(|(index, _)| *index);
        let dated: Vec<_> = stands.iter().filter_map(|(index, at)| Some((index, (*at)?))).collect();
        let back = dated.windows(2).find_map(|pair| match pair {
            [(_, before), (index, day)] if day < before => Some((**index, *day)),
            _ => None,
        });
        if let Some((index, day)) = back {
            let pointer = format!("/transport/voyage/{index}/at");
            note!(self, table.voyage_order, pointer, &day.to_string(), "");
        }
    }

    /// An origin that is stated as unknown.
    fn unstated_origin(&mut self) {
        let whole = (
            "/country_of_origin".to_owned(),
            self.facts.record.country_of_origin.as_ref(),
            self.facts.origin,
        );
        let lines = self.facts.items.iter().enumerate().map(|(index, item)| {
            let pointer = format!("/items/{index}/country_of_origin");
            (pointer, item.record.country_of_origin.as_ref(), item.origin)
        });
        let all: Vec<_> = std::iter::once(whole).chain(lines).collect();
        for (pointer, member, read) in all {
            if stated(member).is_some() && !read.is_stated() {
                note!(self, table.label_left_off, pointer, text(member), "");
            }
        }
    }
}
