//! The fields of a record → a document.

use std::borrow::Cow;

use super::item::Origin;
use super::options::Role;
use super::{FieldNames, Outcome, ReadOptions, dates};
use crate::model::{DateOrder, DateSource, Document, PartialDate, full_year, language_code, month_number};

/// Characters of a value that are shown in a message, at most.
const VALUE_TOLD: usize = 40;

/// Names of fields told when no text is found, at most.
const NAMES_TOLD: usize = 12;

/// The values of a record that mean something here, each with how good its field's name is.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    values: [Option<(u8, Cow<'a, str>)>; 6],
    /// Names of all fields, for the message when none holds the text.
    pub names: Vec<Cow<'a, str>>,
    /// It is a row of a table, in which a spreadsheet may have written the dates.
    is_row: bool,
}

impl<'a> Fields<'a> {
    /// No values yet, of a table's row with these columns.
    pub(super) fn of_row(names: &'a [String]) -> Self {
        let names = names.iter().map(|name| Cow::Borrowed(name.as_str())).collect();
        Self { values: Default::default(), names, is_row: true }
    }

    /// Keeps the value when no field of a better name gave one before; a text beats an empty one.
    pub(super) fn keep(&mut self, role: Role, rank: u8, value: Cow<'a, str>) {
        let slot = &mut self.values[role as usize];
        let better = |(best, kept): &(u8, Cow<str>)| (value.trim().is_empty(), rank) < (kept.trim().is_empty(), *best);
        if slot.as_ref().is_none_or(better) {
            *slot = Some((rank, value));
        }
    }

    /// Notes that the record has a field of that name.
    pub(super) fn note_name(&mut self, name: Cow<'a, str>) {
        if self.names.len() < NAMES_TOLD {
            self.names.push(name);
        }
    }

    fn take(&mut self, role: Role) -> Option<Cow<'a, str>> {
        self.values[role as usize].take().map(|(_, value)| value)
    }

    fn trimmed(&mut self, role: Role) -> String {
        self.take(role).map(|value| value.trim().to_string()).unwrap_or_default()
    }

    /// The document, or what is missing. `alone`: the record is all that the file holds.
    pub(super) fn into_document(mut self, origin: &Origin, line: u64, alone: bool, options: &ReadOptions) -> Outcome {
        let text = match self.take(Role::Text) {
            None => return origin.rejected(Some(line), "no-text", &self.no_text(&options.fields)),
            Some(text) if text.trim().is_empty() => {
                return origin.rejected(Some(line), "empty", "the text field is empty");
            }
            Some(text) => text.into_owned(),
        };
        let mut id = self.trimmed(Role::Id);
        if id.is_empty() {
            id = if alone { origin.id.to_string() } else { origin.record_id(line) };
        }
        let url = self.trimmed(Role::Url);
        let written = self.trimmed(Role::Date);
        let path = if alone { origin.path.to_string() } else { origin.record_path(line) };
        let by_spreadsheet = || spreadsheet_date(&written).filter(|_| self.is_row);
        let date = PartialDate::from_written_in(&written, options.date_order).or_else(by_spreadsheet);
        let remark = match date {
            None if !written.is_empty() => unknown_date(&path, &written),
            _ => String::new(),
        };
        let date = date.or_else(|| dates::from_url(&url));
        let date_source = if date.is_some() { DateSource::Metadata } else { DateSource::None };
        let language = language_code(&self.trimmed(Role::Language)).unwrap_or_default().to_string();
        Outcome::Document(Document {
            id,
            path,
            title: self.trimmed(Role::Title),
            url,
            date,
            date_source,
            language,
            text,
            remark,
        })
    }

    fn no_text(&self, names: &FieldNames) -> String {
        let is_text = |name: &&Cow<str>| names.role(name).is_some_and(|(role, _)| role == Role::Text);
        if let Some(name) = self.names.iter().find(is_text) {
            return format!("the field \"{name}\" holds no text; text in quotes is right");
        }
        let wanted = names.text_name();
        let there = match self.names.len() {
            0 => "the record has no fields".to_string(),
            _ => format!("the fields are {}", self.names.join(", ")),
        };
        format!("no field \"{wanted}\" that holds the text; {there}; name the right one, as in --field text=NAME")
    }
}

/// A date as spreadsheets write it: its number of days (`42618`), or `05-Sep-16`.
fn spreadsheet_date(written: &str) -> Option<PartialDate> {
    if written.len() == 5 && written.bytes().all(|byte| byte.is_ascii_digit()) {
        let days = written.parse().ok().filter(|days| SPREADSHEET_DAYS.contains(days))?;
        let date = jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()?;
        return Some(PartialDate::from(date));
    }
    let mut parts = written.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year = full_year(year).filter(|_| parts.next().is_none() && month.len() == 3)?;
    PartialDate::day(year, month_number(month)?, day.parse().ok()?)
}

/// Days since the end of 1899 from 1980 to 2049.
const SPREADSHEET_DAYS: std::ops::Range<i64> = 29_221..54_789;

/// Why the date of a record is not known, and what to do.
fn unknown_date(path: &str, written: &str) -> String {
    let mut shown: String = written.chars().take(VALUE_TOLD).collect();
    if shown.len() < written.len() {
        shown.push('…');
    }
    match PartialDate::from_written_in(written, Some(DateOrder::Dmy)) {
        Some(_) => format!(
            "{path}: the date \"{shown}\" may name the day or the month first; say which with --date-order dmy or mdy"
        ),
        None if has_short_year(written) => {
            format!(
                "{path}: \"{shown}\" is no date that can be read; write the year with four digits, as in 2016-02-12, or say the order with --date-order dmy or mdy"
            )
        }
        None => {
            format!("{path}: \"{shown}\" is no date that can be read; year, month and day as in 2016-02-12 are right")
        }
    }
}

/// Whether it is three numbers of one or two digits, as in 05.09.16.
fn has_short_year(written: &str) -> bool {
    let parts: Vec<&str> = written.trim().split(['.', '/', '-']).collect();
    let is_short = |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_write_dates_their_own_way() {
        let cases = [
            ("42618", Some("2016-09-05")),
            ("05-Sep-16", Some("2016-09-05")),
            ("5-Sep-98", Some("1998-09-05")),
            ("05-Sep-35", None),
            ("05-09-16", None),
            ("12345", None),
            ("99999", None),
            ("1-2-3-4", None),
            ("31-Feb-16", None),
        ];
        for (written, date) in cases {
            assert_eq!(spreadsheet_date(written).map(|date| date.to_string()).as_deref(), date, "{written}");
        }
    }
}
