//! The house format: a table with a header row, for lists that an operator keeps.

use super::join::Gathered;
use super::text::first_fields;
use super::{ListError, house_row};
use crate::rulebook::Countries;
use crate::text::rows;

/// The columns there are.
pub(super) const COLUMNS: [&str; 13] = [
    "id",
    "kind",
    "name",
    "aliases",
    "country",
    "birth_date",
    "nationality",
    "identifiers",
    "address",
    "listed_on",
    "removed_on",
    "imo",
    "note",
];
/// Those without which there is no row.
const REQUIRED: [&str; 2] = ["kind", "name"];

pub(super) fn read(text: &str, countries: &Countries) -> Result<Gathered, ListError> {
    let mut gathered = Gathered::default();
    let mut columns: Option<Vec<&'static str>> = None;
    for row in rows(text)? {
        let row = row?;
        let Some(columns) = &columns else {
            columns = Some(header(row.fields.iter())?);
            continue;
        };
        if row.fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let place = format!("line {}", row.line);
        if row.fields.len() != columns.len() {
            let detail =
                format!("the row has {} fields, the header {}", row.fields.len(), columns.len());
            gathered.faults.add(place, detail);
            continue;
        }
        let row = house_row::Row::new(columns, &row.fields, place);
        if let Some(entry) = row.read(countries, &mut gathered.faults) {
            gathered.add(entry);
        }
    }
    Ok(gathered)
}

fn header<'f>(fields: impl Iterator<Item = &'f str>) -> Result<Vec<&'static str>, ListError> {
    let mut columns: Vec<&'static str> = Vec::new();
    for field in fields {
        let name = field.trim().to_lowercase();
        let Some(column) = COLUMNS.into_iter().find(|column| *column == name) else {
            let column = field.chars().take(60).collect();
            return Err(ListError::UnknownColumn { column, known: COLUMNS.join(", ") });
        };
        if columns.contains(&column) {
            return Err(ListError::ColumnTwice { column: column.to_owned() });
        }
        columns.push(column);
    }
    match REQUIRED.into_iter().find(|column| !columns.contains(column)) {
        Some(column) => Err(ListError::MissingColumn { column }),
        None => Ok(columns),
    }
}

/// Whether a line is the header of a house list.
pub(super) fn is_header(line: &str) -> bool {
    let fields = first_fields(line);
    REQUIRED.iter().all(|column| fields.iter().any(|field| field.eq_ignore_ascii_case(column)))
}

#[cfg(test)]
mod tests {
    use super::super::{ListFormat, ListInput, ReadList, read_list};
    use super::*;
    use crate::record::IdentifierType;
    use crate::rulebook::Rulebook;
    use crate::watchlist::DesignationKind;

    fn read(csv: &str) -> Result<ReadList, ListError> {
        let rulebook = Rulebook::built_in().unwrap();
        read_list(ListFormat::Csv, &ListInput::one(csv.as_bytes()), &rulebook.countries)
    }

    fn told(csv: &str) -> Vec<String> {
        let faults = read(csv).unwrap().faults;
        faults.into_iter().map(|fault| format!("{}: {}", fault.place, fault.detail)).collect()
    }

    #[test]
    fn a_row_is_read_with_every_column() {
        let read = read(
            "\u{feff}id,kind,name,aliases,country,birth_date,nationality,identifiers,address,listed_on,removed_on,imo,note\r\n\
             h-1,person,\"Pak, So\",Park So; Bak So,China,6 May 1960;1961,KP;DPRK,passport=PS 1/KP;tax=9,\"1 Mill Road, Dalian\",2020-01-02,2021-01-02,,=cmd|'/c calc'!A0\r\n\
             h-2,Vessel,BORIM,,KP,,,mmsi=445000001,,,,9020003,\r\n",
        )
        .unwrap();
        assert_eq!(read.faults, []);
        let person = read.designations.first().unwrap();
        assert_eq!(person.name, "Pak, So");
        let names: Vec<&str> = person.names().collect();
        assert_eq!(names, ["Pak, So", "Park So", "Bak So"]);
        assert_eq!(person.birth_dates, ["1960-05-06", "1961"]);
        assert_eq!(
            (&person.countries[..], &person.nationalities[..]),
            (&["CN".to_owned()][..], &["KP".to_owned()][..])
        );
        let document = person.documents.first().unwrap();
        assert_eq!((document.r#type, document.number.as_str()), (IdentifierType::Passport, "PS1"));
        assert_eq!(document.country.as_deref(), Some("KP"));
        assert_eq!(person.identifiers.first().unwrap().r#type, "tax");
        assert_eq!(person.note.as_deref(), Some("=cmd|'/c calc'!A0"));
        assert_eq!(person.removed_on.unwrap().to_string(), "2021-01-02");
        let ship = read.designations.get(1).unwrap();
        assert_eq!((ship.kind, ship.imo.as_deref()), (DesignationKind::Vessel, Some("9020003")));
    }

    #[test]
    fn a_row_without_an_id_gets_one_that_stays() {
        let id = |csv: &str| read(csv).unwrap().designations.first().unwrap().id.clone();
        let first = id("kind,name\nentity,A\n");
        assert!(first.starts_with("row-") && first.len() == 20);
        assert_eq!(id("kind,name\r\nentity,B\r\nentity,A\r\n").len(), 20);
        assert_eq!(first, id("kind,name\nentity,A\nentity,A\n"));
        assert_ne!(first, id("kind,name\nentity,C\n"));
    }

    #[test]
    fn bad_rows_are_named_by_their_line() {
        assert_eq!(
            told(
                "id,kind,name,listed_on,imo,country,identifiers\n1,entity,A,,,,\n2,robot,B,,,,\n\"3\",entity,\"\n\",,,,\n4,entity\n5,entity,C,2020-02-31,1,Atlantis,wings=2\n"
            ),
            [
                "line 3: \"robot\" is no kind; there are person, entity, vessel and aircraft",
                "line 4: the name is missing",
                "line 6: the row has 2 fields, the header 7",
                "line 7: listed_on is no day (YYYY-MM-DD): 2020-02-31",
                "line 7: country is not known: Atlantis",
                "line 7: \"wings\" is no type of identifier",
                "line 7: imo is no IMO number: 1",
            ]
        );
    }

    #[test]
    fn the_header_is_exact() {
        assert!(
            matches!(read("kind,name,colour\n"), Err(ListError::UnknownColumn { column, .. }) if column == "colour")
        );
        assert_eq!(read("name\nA\n"), Err(ListError::MissingColumn { column: "kind" }));
        assert!(matches!(read("kind,name,name\n"), Err(ListError::ColumnTwice { .. })));
        assert!(matches!(read("kind,name\n"), Err(ListError::NoEntries { .. })));
        assert!(matches!(read("kind;name\n"), Err(ListError::UnknownColumn { .. })));
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_the_file() {
        let rows = "entity,A\n".repeat(50_000);
        let error = read(&format!("kind,name\nentity,\"A\n{rows}")).unwrap_err();
        assert!(matches!(error, ListError::TooLong { .. }), "{error}");
        let line = format!("kind,name\nentity,{}\n", "a".repeat(1 << 20));
        assert!(matches!(read(&line), Err(ListError::TooLong { .. })));
    }
}
