//! One person or entity of the Security Council's consolidated list.

use super::fault::Faults;
use super::text::{add_note, one_line, stated};
use super::xml::Element;
use super::{countries, dates, identifiers, names, un_comments};
use crate::record::IdentifierType;
use crate::rulebook::Countries;
use crate::watchlist::{
    Address, AliasQuality, Designation, DesignationKind, Gender, ListedDocument,
};

const NAME_PARTS: [&str; 4] = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

/// What is read, and where it goes.
struct Reading<'r> {
    element: &'r Element,
    countries: &'r Countries,
    faults: &'r mut Faults,
    entry: Designation,
}

/// Reads one entry; without a reference number or a name there is none.
pub(super) fn entry(
    element: &Element,
    kind: DesignationKind,
    countries: &Countries,
    faults: &mut Faults,
) -> Result<Designation, String> {
    let reference = stated(element.text_of("REFERENCE_NUMBER"));
    let data_id = stated(element.text_of("DATAID"));
    let Some(reference) = reference else {
        let data_id = data_id.map(|number| format!(" (DATAID {number})")).unwrap_or_default();
        return Err(format!("an entry without REFERENCE_NUMBER{data_id}"));
    };
    let reference = names::un_reference(&reference).unwrap_or(reference);
    let name = name(element).ok_or_else(|| format!("{reference} has no name"))?;
    let mut entry = Designation::new(reference, kind, name);
    entry.data_id = data_id;
    entry.data_version = stated(element.text_of("VERSIONNUM"));
    let mut reading = Reading { element, countries, faults, entry };
    reading.standing();
    reading.names();
    reading.person();
    reading.documents();
    reading.addresses();
    reading.comments();
    Ok(reading.entry)
}

/// The parts of the name. `na` in a part is the schema's word for none.
fn name(element: &Element) -> Option<String> {
    let parts: Vec<String> = NAME_PARTS
        .iter()
        .map(|part| one_line(element.text_of(part)))
        .filter(|part| !["", "na", "-"].contains(&part.as_str()))
        .collect();
    let name = parts.join(" ").replace(['’', '‘', '`', '´'], "'");
    (!name.is_empty()).then_some(name)
}

impl Reading<'_> {
    fn fault(&mut self, detail: String) {
        self.faults.add(self.entry.id.clone(), detail);
    }

    /// Regime, and days of listing and amendment.
    fn standing(&mut self) {
        self.entry.regime = stated(self.element.text_of("UN_LIST_TYPE"));
        if self.entry.regime.is_none() {
            self.fault("UN_LIST_TYPE is missing".to_owned());
        }
        let listed_on = stated(self.element.text_of("LISTED_ON"));
        self.entry.listed_on = listed_on.as_deref().and_then(dates::day);
        if self.entry.listed_on.is_none() {
            let said = listed_on.unwrap_or_else(|| "missing".to_owned());
            self.fault(format!("LISTED_ON is no day: {said}"));
        }
        let delisted = stated(self.element.text_of("DELISTED_ON"));
        self.entry.removed_on = delisted.as_deref().and_then(dates::day);
        if let (Some(said), None) = (delisted, self.entry.removed_on) {
            self.fault(format!("DELISTED_ON is no day: {said}"));
        }
        let element = self.element;
        for said in element.values("LAST_DAY_UPDATED").filter_map(stated) {
            match dates::day(&said) {
                Some(day) => self.entry.amended_on.push(day),
                None => self.fault(format!("LAST_DAY_UPDATED is no day: {said}")),
            }
        }
        self.entry.amended_on.sort_unstable();
        self.entry.amended_on.dedup();
    }

    fn names(&mut self) {
        for original in self.element.all("NAME_ORIGINAL_SCRIPT") {
            for found in names::names_in(&original.text) {
                self.entry.original_script.push(found.text);
            }
        }
        let element = self.element;
        for alias in element.all("INDIVIDUAL_ALIAS").chain(element.all("ENTITY_ALIAS")) {
            let word = one_line(alias.text_of("QUALITY")).to_lowercase();
            let quality = if word == "low" { AliasQuality::Low } else { AliasQuality::Good };
            let former = word.starts_with("f.k.a");
            names::add_aliases(&mut self.entry, alias.text_of("ALIAS_NAME"), quality, former);
            if let Some(born) = dates::in_words(alias.text_of("DATE_OF_BIRTH")) {
                self.entry.birth_dates.push(born);
            }
            let place = [alias.text_of("CITY_OF_BIRTH"), alias.text_of("COUNTRY_OF_BIRTH")];
            if let Some(place) = joined(&place) {
                self.entry.birth_places.push(place);
            }
        }
        if self.entry.kind == DesignationKind::Entity {
            names::add_inner_names(&mut self.entry);
        }
    }

    fn person(&mut self) {
        let element = self.element;
        for born in element.all("INDIVIDUAL_DATE_OF_BIRTH") {
            self.birth_date(born);
        }
        for place in element.all("INDIVIDUAL_PLACE_OF_BIRTH") {
            let parts = ["CITY", "STATE_PROVINCE", "COUNTRY", "NOTE"].map(|tag| place.text_of(tag));
            if let Some(place) = joined(&parts) {
                self.entry.birth_places.push(place);
            }
        }
        let second = element.all("NATIONALITY2").map(|element| element.text.as_str());
        for said in element.values("NATIONALITY").chain(second).filter_map(stated) {
            match countries::country(self.countries, &said) {
                Some(code) => self.entry.nationalities.push(code),
                None => add_note(&mut self.entry.note, &format!("nationality: {said}")),
            }
        }
        for post in element.values("DESIGNATION").filter_map(stated) {
            self.entry.posts.push(post.replace(['’', '‘'], "'"));
        }
        for title in element.values("TITLE").filter_map(stated) {
            self.entry.titles.push(title);
        }
        self.entry.gender = match element.text_of("GENDER").trim().to_lowercase().as_str() {
            "male" => Some(Gender::Male),
            "female" => Some(Gender::Female),
            _ => None,
        };
    }

    fn birth_date(&mut self, born: &Element) {
        let year = |tag: &str| dates::year(born.text_of(tag));
        let date = stated(born.text_of("DATE")).or_else(|| stated(born.text_of("YEAR")));
        let note = stated(born.text_of("NOTE"));
        let read = match (&date, year("FROM_YEAR"), year("TO_YEAR")) {
            (Some(date), _, _) => {
                dates::day(date).map(|day| day.to_string()).or_else(|| dates::in_words(date))
            }
            (None, Some(from), Some(to)) => Some(dates::span(from, to)),
            (None, Some(year), None) | (None, None, Some(year)) => Some(year.to_string()),
            (None, None, None) => note.as_deref().and_then(dates::in_words),
        };
        match (read, date, note) {
            (Some(read), _, _) => self.entry.birth_dates.push(read),
            (None, Some(date), _) => self.fault(format!("the date of birth is no date: {date}")),
            (None, None, Some(note)) => add_note(&mut self.entry.note, &format!("born: {note}")),
            (None, None, None) => {}
        }
    }

    fn documents(&mut self) {
        for document in self.element.all("INDIVIDUAL_DOCUMENT") {
            let second = one_line(document.text_of("TYPE_OF_DOCUMENT2"));
            let words = format!("{} {second}", one_line(document.text_of("TYPE_OF_DOCUMENT")));
            let said = document.text_of("NUMBER");
            // Now and then the number stands behind the words for what it is a number of.
            let number = identifiers::number(said).or_else(|| {
                let last = second.rsplit(' ').next();
                last.and_then(identifiers::number)
            });
            let Some(number) = number else {
                if let Some(said) = stated(said) {
                    add_note(&mut self.entry.note, &format!("document: {words} {said}"));
                }
                continue;
            };
            let country = ["ISSUING_COUNTRY", "COUNTRY_OF_ISSUE"]
                .into_iter()
                .find_map(|tag| countries::country(self.countries, document.text_of(tag)));
            let expires_on = dates::day(document.text_of("DATE_OF_EXPIRY"));
            let r#type = document_type(&one_line(document.text_of("TYPE_OF_DOCUMENT")), &second);
            let document = ListedDocument { r#type, number, country, expires_on };
            self.entry.documents.push(document);
        }
    }

    fn addresses(&mut self) {
        let element = self.element;
        for said in element.all("INDIVIDUAL_ADDRESS").chain(element.all("ENTITY_ADDRESS")) {
            let parts =
                ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"].map(|tag| said.text_of(tag));
            let country = stated(said.text_of("COUNTRY"));
            let note = stated(said.text_of("NOTE")).filter(|note| Some(note) != country.as_ref());
            let within = [said.text_of("STATE_PROVINCE"), said.text_of("CITY")];
            let code = country
                .as_deref()
                .and_then(|country| countries::of_address(self.countries, country, within));
            let text = match (joined(&parts).or(country), note) {
                (Some(text), Some(note)) => format!("{text} ({note})"),
                (Some(text), None) | (None, Some(text)) => text,
                (None, None) => continue,
            };
            let address = Address { text: text.replace(['’', '‘'], "'"), country: code };
            self.entry.addresses.push(address);
        }
    }

    fn comments(&mut self) {
        let comment = stated(self.element.text_of("COMMENTS1"));
        if let Some(comment) = &comment {
            if self.entry.kind == DesignationKind::Entity {
                un_comments::add_identifiers(&mut self.entry, comment);
            }
            add_note(&mut self.entry.note, comment);
        }
        let by = self.element.all("SUBMITTED_BY").filter_map(|said| stated(&said.text));
        let on = self.element.all("SUBMITTED_ON").filter_map(|said| stated(&said.text));
        for said in by.chain(on) {
            add_note(&mut self.entry.note, &format!("submitted: {said}"));
        }
        if let Some(link) = stated(self.element.text_of("INTERPOL_LINK")) {
            self.entry.links.push(link);
        }
    }
}

/// The kind of a document: the narrower second word corrects the first where it shows another thing.
fn document_type(first: &str, second: &str) -> IdentifierType {
    let both = identifiers::document_type(&format!("{first} {second}"));
    let alone = identifiers::document_type(second);
    match (both, alone) {
        (IdentifierType::NationalId, IdentifierType::Passport) => alone,
        _ => both,
    }
}

/// The parts that say something, with commas between.
fn joined(parts: &[&str]) -> Option<String> {
    let parts: Vec<String> = parts.iter().filter_map(|part| stated(part)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
