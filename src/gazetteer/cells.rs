//! Cells of a gazetteer → values; an error says what is wrong and what would be right.

use std::ops::RangeInclusive;
use std::str::FromStr;

use super::entry::{Ambiguity, CaseRule};
use crate::model::{DatedRole, Gender, PartialDate};

/// The items of a cell that may hold several.
pub fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|item| !item.is_empty())
}

/// The case rule of a row.
pub fn case(cell: &str) -> Result<CaseRule, String> {
    match cell {
        "" | "auto" => Ok(CaseRule::Auto),
        "exact" => Ok(CaseRule::Exact),
        "any" => Ok(CaseRule::Any),
        _ => Err(format!("case \"{cell}\" is not exact, any or auto; leave it empty for auto")),
    }
}

/// The ISO 3166 alpha-3 code of a cell, which is one already or what `known` takes for a country.
pub fn country(cell: &str, known: fn(&str) -> Option<String>) -> Result<String, String> {
    if cell.is_empty() || (cell.len() == 3 && cell.bytes().all(|b| b.is_ascii_uppercase())) {
        return Ok(cell.to_string());
    }
    known(cell).ok_or_else(|| {
        format!(
            "country \"{cell}\" is no country that is known; an ISO 3166 alpha-3 code such as SYR is right; leave it empty \
             if unknown"
        )
    })
}

/// A CAMEO actor code.
pub fn code(cell: &str) -> Result<String, String> {
    let right =
        cell.len() != 1 && cell.len() != 2 && cell.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    right
        .then(|| cell.to_string())
        .ok_or_else(|| format!("code \"{cell}\" is not a CAMEO actor code such as SYRGOV; leave it empty if unknown"))
}

/// Degrees north and east, when they are given.
pub fn coordinates(latitude: &str, longitude: &str) -> Result<Option<(f32, f32)>, String> {
    if latitude.is_empty() && longitude.is_empty() {
        return Ok(None);
    }
    Ok(Some((degrees("latitude", latitude, -90.0..=90.0)?, degrees("longitude", longitude, -180.0..=180.0)?)))
}

fn degrees(column: &str, cell: &str, range: RangeInclusive<f32>) -> Result<f32, String> {
    let value =
        f32::from_str(cell).map_err(|_| format!("{column} \"{cell}\" is not a number; leave it empty if unknown"))?;
    if range.contains(&value) {
        return Ok(value);
    }
    Err(format!("{column} {cell} is not between {} and {} degrees", range.start(), range.end()))
}

/// A whole number; 0 when the cell is empty.
pub fn whole_number(column: &str, cell: &str) -> Result<u32, String> {
    if cell.is_empty() {
        return Ok(0);
    }
    cell.parse().map_err(|_| format!("{column} \"{cell}\" is not a whole number; leave it empty if unknown"))
}

/// `m` or `f`.
pub fn gender(cell: &str) -> Result<Option<Gender>, String> {
    match cell {
        "" => Ok(None),
        "m" => Ok(Some(Gender::Male)),
        "f" => Ok(Some(Gender::Female)),
        _ => Err(format!("gender \"{cell}\" is not m or f; leave it empty if unknown")),
    }
}

/// `word` or `name`.
pub fn ambiguity(cell: &str) -> Result<Ambiguity, String> {
    match cell {
        "" => Ok(Ambiguity::None),
        "word" => Ok(Ambiguity::Word),
        "name" => Ok(Ambiguity::PersonalName),
        _ => Err(format!("ambiguity \"{cell}\" is not word or name; leave it empty if there is none")),
    }
}

/// `president;USAGOV;2009-01-20;2017-01-20`
pub fn role(text: &str) -> Result<DatedRole, String> {
    let parts: Vec<&str> = text.split(';').map(str::trim).collect();
    let [title, role_code, start, end] = parts[..] else {
        return Err(format!("role \"{text}\" is not title;code;start;end"));
    };
    let date = |column: &str, part: &str| match part {
        "" | "?" => Ok(None),
        _ => part.parse::<PartialDate>().map(Some).map_err(|error| format!("role \"{text}\": {column} {error}")),
    };
    let (first, last) = (date("start", start)?, date("end", end)?);
    if let (Some(first), Some(last)) = (first, last)
        && first.first_day() > last.last_day()
    {
        return Err(format!("role \"{text}\" ends before it starts"));
    }
    Ok(DatedRole { title: title.to_string(), code: code(role_code)?, start: first, end: last, ended: end == "?" })
}
