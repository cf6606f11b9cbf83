//! Phoenix, the event data of the Open Event Data Alliance: 26 tab-separated fields, without header.

use super::actor_code::pieces;
use super::formats::tab_row;
use super::told::{Side, Told};

/// Writes the row of an event.
pub(super) fn event(told: &Told, out: &mut Vec<u8>) -> u64 {
    let (year, month, day) = told.date.map_or((None, None, None), |date| {
        let (year, month, day) = date.parts();
        (Some(year), month, day)
    });
    let number = |value: Option<i16>, width: usize| value.map(|value| format!("{value:0width$}")).unwrap_or_default();
    let (year, month, day) = (number(year, 4), number(month.map(i16::from), 2), number(day.map(i16::from), 2));
    let mut cells = vec![told.id.clone(), format!("{year}{month}{day}"), year, month, day];
    cells.extend(side_cells(&told.source));
    cells.extend(side_cells(&told.target));
    cells.extend([
        told.cameo.to_string(),
        told.root().to_string(),
        told.meaning.map(|code| code.quad_class.to_string()).unwrap_or_default(),
        told.meaning.map(|code| format!("{:.1}", code.goldstein)).unwrap_or_default(),
        told.themes.replace('|', ";"),
    ]);
    let place = &told.place;
    let degrees = |value: Option<f32>| value.map(|value| value.to_string()).unwrap_or_default();
    cells.extend([
        degrees(place.coordinates.map(|(latitude, _)| latitude)),
        degrees(place.coordinates.map(|(_, longitude)| longitude)),
        place.name.to_string(),
        place.region.to_string(),
        place.iso.to_string(),
    ]);
    let ids: Vec<String> = told.reports.iter().map(|report| format!("{}_{}", report.doc_id, report.sentence)).collect();
    cells.push(ids.join(";"));
    cells.push(told.distinct(|report| &report.url).join(";"));
    cells.push(told.distinct(|report| report.publisher()).join(";"));
    tab_row(&cells, out);
    1
}

/// The code whole, its root (a country or kind of actor), its first role, the others.
fn side_cells(side: &Side) -> [String; 4] {
    let mut parts = pieces(side.code);
    let (root, agent) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    [side.code.to_string(), root.to_string(), agent.to_string(), parts.collect::<Vec<_>>().join(";")]
}
