//! GDELT 2.0: Events (61 columns) and Mentions (16 columns), tab-separated, without header (*The GDELT Event Database
//! Data Format Codebook V2.0*, 2015). What Dateline does not know stays empty.

use super::actor_code::ActorParts;
use super::details::Detail;
use super::formats::tab_row;
use super::geography::{Location, Scale};
use super::told::{Side, Told};
use crate::model::PartialDate;

/// Writes the row of an event.
pub(super) fn event(told: &Told, out: &mut Vec<u8>) -> u64 {
    let mut cells = vec![told.number.to_string()];
    cells.extend(date_cells(told.date));
    cells.extend(actor_cells(told, &told.source));
    cells.extend(actor_cells(told, &told.target));
    cells.extend(act_cells(told));
    for place in [&told.source.place, &told.target.place, &told.place] {
        cells.extend(place_cells(place));
    }
    let first = told.reports.iter().filter(|report| !report.written.is_empty()).map(|report| &report.written).min();
    cells.push(first.map(|written| moment(written)).unwrap_or_default());
    cells.push(told.best().map(|best| best.address().to_string()).unwrap_or_default());
    tab_row(&cells, out);
    1
}

/// Writes a row for each report of an event.
pub(super) fn mentions(told: &Told, out: &mut Vec<u8>) -> u64 {
    for report in &told.reports {
        tab_row(&mention_cells(told, report), out);
    }
    told.reports.len() as u64
}

/// SQLDATE, MonthYear, Year, FractionDate.
fn date_cells(date: Option<PartialDate>) -> [String; 4] {
    let Some(date) = date else { return Default::default() };
    let (year, month, day) = date.parts();
    let month_year = month.map(|month| format!("{year:04}{month:02}")).unwrap_or_default();
    let whole = month.zip(day);
    let sql_date = whole.map(|(month, day)| format!("{year:04}{month:02}{day:02}")).unwrap_or_default();
    // As the codebook has it: months of thirty days, never a whole year.
    let fraction = |(month, day): (i8, i8)| f64::from(i32::from(month - 1) * 30 + i32::from(day)) / 365.0;
    let fraction =
        whole.map(|whole| format!("{:.4}", f64::from(year) + fraction(whole).min(0.9999))).unwrap_or_default();
    [sql_date, month_year, format!("{year:04}"), fraction]
}

/// Code, Name, CountryCode, KnownGroupCode, EthnicCode, Religion1Code, Religion2Code, Type1Code, Type2Code, Type3Code.
fn actor_cells(told: &Told, side: &Side) -> [String; 10] {
    let parts = ActorParts::of(side.code, |code| told.geography.is_country(code));
    let name = if side.code.is_empty() { String::new() } else { side.name.to_uppercase() };
    [
        side.code,
        &name,
        parts.country,
        parts.group,
        "",
        parts.religion(0),
        parts.religion(1),
        parts.role(0),
        parts.role(1),
        parts.role(2),
    ]
    .map(String::from)
}

/// IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale, NumMentions, NumSources, NumArticles,
/// AvgTone.
fn act_cells(told: &Told) -> [String; 10] {
    // A root alone is the code "not specified below".
    let code = if told.cameo.len() == 2 { format!("{}0", told.cameo) } else { told.cameo.to_string() };
    let leads = told.reports.iter().any(|report| report.leads);
    [
        u8::from(leads).to_string(),
        code.clone(),
        code.get(..3).unwrap_or(&code).to_string(),
        told.root().to_string(),
        told.meaning.map(|code| code.quad_class.to_string()).unwrap_or_default(),
        told.meaning.map(|code| format!("{:.1}", code.goldstein)).unwrap_or_default(),
        told.mentions.to_string(),
        told.distinct(Detail::publisher).len().max(1).to_string(),
        told.documents.to_string(),
        String::new(),
    ]
}

/// Type, FullName, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID.
fn place_cells(place: &Location) -> [String; 8] {
    let in_america = place.iso == "USA";
    let kind = match place.scale {
        Scale::Nowhere => return ["0", "", "", "", "", "", "", ""].map(String::from),
        Scale::Country => 1,
        Scale::Region => {
            if in_america {
                2
            } else {
                5
            }
        }
        Scale::Point => {
            if in_america {
                3
            } else {
                4
            }
        }
    };
    let (first_level, feature) = match place.scale {
        Scale::Country => (place.fips, place.fips),
        Scale::Region => (place.fips_region, place.fips_region),
        // GDELT's features of towns are those of GNS and GNIS, which are not known here.
        _ => (place.fips_region, ""),
    };
    let degrees = |value: Option<f32>| value.map(|value| value.to_string()).unwrap_or_default();
    [
        kind.to_string(),
        place.full_name(),
        place.fips.to_string(),
        first_level.to_string(),
        String::new(),
        degrees(place.coordinates.map(|(latitude, _)| latitude)),
        degrees(place.coordinates.map(|(_, longitude)| longitude)),
        feature.to_string(),
    ]
}

/// `2016-09-13` → `20160913000000`; nothing for a date that is not a day.
fn moment(date: &str) -> String {
    let day: String = date.chars().filter(char::is_ascii_digit).collect();
    if day.len() == 8 { day + "000000" } else { String::new() }
}

/// GLOBALEVENTID, EventTimeDate, MentionTimeDate, MentionType, MentionSourceName, MentionIdentifier, SentenceID,
/// Actor1CharOffset, Actor2CharOffset, ActionCharOffset, InRawText, Confidence, MentionDocLen, MentionDocTone,
/// MentionDocTranslationInfo, Extras.
fn mention_cells(told: &Told, report: &Detail) -> [String; 16] {
    let is_web = !report.url.is_empty();
    let offset = |at: Option<u64>| at.map(|at| at.to_string()).unwrap_or_default();
    [
        told.number.to_string(),
        told.date.map(|date| moment(&date.to_string())).unwrap_or_default(),
        moment(&report.written),
        // 1: a page of the web; 2: a citation of a source that is not.
        if is_web { "1" } else { "2" }.to_string(),
        report.publisher().to_string(),
        report.address().to_string(),
        report.sentence.to_string(),
        offset(report.source_at),
        offset(report.target_at),
        report.act_at.to_string(),
        "1".to_string(),
        // GDELT tells tens of percent.
        (((report.confidence * 10.0).round() as u32).clamp(1, 10) * 10).to_string(),
        report.chars.to_string(),
        String::new(),
        String::new(),
        String::new(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_as_far_as_they_are_known() {
        let cases = [
            ("2015-02-18", ["20150218", "201502", "2015", "2015.1315"]),
            ("2015-12-31", ["20151231", "201512", "2015", "2015.9890"]),
            ("2015-02", ["", "201502", "2015", ""]),
            ("2015", ["", "", "2015", ""]),
        ];
        for (date, cells) in cases {
            assert_eq!(date_cells(date.parse().ok()), cells.map(String::from), "{date}");
        }
        assert_eq!(date_cells(None), ["", "", "", ""].map(String::from));
        assert_eq!(["2016-09-13", "2016-09", ""].map(moment), ["20160913000000", "", ""]);
    }

    #[test]
    fn places_have_the_kinds_of_gdelt() {
        let place = |scale, iso| Location {
            name: "Homs",
            region: "Homs Governorate",
            country: "Syria",
            iso,
            fips: "SY",
            fips_region: "SY11",
            coordinates: Some((34.5, 36.25)),
            scale,
        };
        let cases = [
            (place(Scale::Point, "SYR"), ["4", "Homs, Homs Governorate, Syria", "SY", "SY11", "", "34.5", "36.25", ""]),
            (place(Scale::Point, "USA"), ["3", "Homs, Homs Governorate, Syria", "SY", "SY11", "", "34.5", "36.25", ""]),
            (
                place(Scale::Region, "SYR"),
                ["5", "Homs, Homs Governorate, Syria", "SY", "SY11", "", "34.5", "36.25", "SY11"],
            ),
            (Location::default(), ["0", "", "", "", "", "", "", ""]),
        ];
        for (place, cells) in cases {
            assert_eq!(place_cells(&place), cells.map(String::from));
        }
        let country = Location { name: "Syria", region: "", fips_region: "", ..place(Scale::Country, "SYR") };
        assert_eq!(place_cells(&country)[..4], ["1", "Syria", "SY", "SY"].map(String::from));
    }
}
