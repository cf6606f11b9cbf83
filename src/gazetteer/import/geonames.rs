//! Tables of GeoNames: `allCountries.txt`, `cities15000.txt`, `DE.txt` (19 columns), `alternateNamesV2.txt` (10 columns) and
//! `admin1CodesASCII.txt` (4 columns), all divided by tabs, without quotes and header.
//!
//! Places are read line by line; with a table of alternative names, the ids of the places that are kept and their names in
//! the wanted languages stand in memory, and the places are read twice.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::Lines;
use super::sink::{Sink, add_alias, coordinates, id_of};
use super::{Choice, Refusal, Report, Row};
use crate::error::{Error, Result};
use crate::model::EntityType;

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    Places,
    Names,
    Regions,
}

const COLUMNS: usize = 19;
const STRIDE: u64 = 4096;

/// Names that another table adds to a place.
#[derive(Default)]
struct More {
    /// The preferred name in the first language asked for.
    preferred: Option<String>,
    names: Vec<String>,
    wikidata: String,
}

/// What is asked for.
struct Filter {
    countries: FxHashSet<String>,
    classes: Vec<String>,
    min_population: u64,
}

/// Reads tables in whatever order they are named.
pub fn import(
    files: &[PathBuf],
    choice: &Choice,
    sink: &mut Sink,
    mut progress: impl FnMut(&Path, u64),
) -> Result<Vec<Report>> {
    let tables = files.iter().map(|file| table_of(file)).collect::<Result<Vec<_>>>()?;
    let of =
        |wanted: Table| files.iter().zip(&tables).filter(move |(_, table)| **table == wanted).map(|(file, _)| file);
    if of(Table::Places).next().is_none() {
        return Err(Error::new("no table of places: give allCountries.txt, cities15000.txt or the table of a country"));
    }
    let filter = Filter {
        countries: sink.countries(&choice.country)?,
        classes: choice.class.iter().map(|class| class.to_uppercase()).collect(),
        min_population: choice.min_population.unwrap_or(0),
    };
    let mut reports = Vec::new();
    let mut regions = FxHashMap::default();
    for file in of(Table::Regions) {
        reports.push(read_regions(file, sink, &mut regions)?);
    }
    let mut more = FxHashMap::default();
    if of(Table::Names).next().is_some() {
        for file in of(Table::Places) {
            each_line(file, &mut progress, |_, line| {
                if let Some(place) = Place::of(line).filter(|place| filter.refuses(place, sink).is_none()) {
                    more.insert(place.id, More::default());
                }
                Ok(())
            })?;
        }
        let languages = choice.languages();
        for file in of(Table::Names) {
            let mut report = Report::new(file.clone());
            report.lines = each_line(file, &mut progress, |number, line| {
                add_name(line, number, &languages, &mut more, &mut report);
                Ok(())
            })?;
            reports.push(report);
        }
    }
    for file in of(Table::Places) {
        let mut report = Report::new(file.clone());
        let lines = each_line(file, &mut progress, |number, line| {
            let Some(place) = Place::of(line) else {
                leave_wrong(line, number, &mut report);
                return Ok(());
            };
            if let Some(reason) = filter.refuses(&place, sink) {
                report.refuse(reason, number, line);
                return Ok(());
            }
            let row = place.row(more.remove(&place.id), &regions, choice.alternate_names, sink);
            if row.coordinates.is_none() {
                report.leave_part("coordinates that are no degrees", number, line);
            }
            sink.write(row, place.cells[0], number, &mut report)
        })?;
        report.lines = lines;
        reports.push(report);
    }
    Ok(reports)
}

fn leave_wrong(line: &str, number: u64, report: &mut Report) {
    match line.trim() {
        "" => report.nothing += 1,
        _ => report.leave_out("not 19 columns with a number first", number, line),
    }
}

fn each_line(
    file: &Path,
    progress: &mut impl FnMut(&Path, u64),
    mut take: impl FnMut(u64, &str) -> Result<()>,
) -> Result<u64> {
    let mut lines = Lines::open(file)?;
    loop {
        let number = lines.number + 1;
        let Some(line) = lines.next_line()? else { return Ok(number - 1) };
        take(number, line)?;
        if number.is_multiple_of(STRIDE) {
            progress(file, number);
        }
    }
}

fn table_of(file: &Path) -> Result<Table> {
    let mut lines = Lines::open(file)?;
    let width = loop {
        match lines.next_line()? {
            Some(line) if line.starts_with('#') || line.is_empty() => {}
            line => break line.map_or(0, |line| line.split('\t').count()),
        }
    };
    match width {
        COLUMNS => Ok(Table::Places),
        8 | 10 => Ok(Table::Names),
        4 => Ok(Table::Regions),
        _ => Err(Error::new(format!(
            "{}: {width} columns divided by tabs; tables of GeoNames have 19 (allCountries.txt, cities15000.txt), 10 \
             (alternateNamesV2.txt) or 4 (admin1CodesASCII.txt)",
            file.display()
        ))),
    }
}

/// `SY.09` → id of the region.
fn read_regions(file: &Path, sink: &Sink, regions: &mut FxHashMap<String, String>) -> Result<Report> {
    let mut report = Report::new(file.to_path_buf());
    report.lines = each_line(file, &mut |_, _| (), |number, line| {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[..] {
            [code, name, _, id] if id.parse::<u32>().is_ok() => {
                let known = id.parse().ok().and_then(|number| sink.known_place(number)).map(String::from);
                regions.insert(code.to_string(), known.unwrap_or_else(|| id_of(EntityType::Place, name, id)));
                report.used += 1;
            }
            _ if line.trim().is_empty() => report.nothing += 1,
            _ => report.leave_out("not code, name, plain name and id", number, line),
        }
        Ok(())
    })?;
    Ok(report)
}

/// Notes a line of the table of names, if its place is kept.
fn add_name(line: &str, number: u64, languages: &[String], more: &mut FxHashMap<u32, More>, report: &mut Report) {
    let cells: Vec<&str> = line.split('\t').collect();
    let [_, id, language, name, ref flags @ ..] = cells[..] else {
        return match line.trim() {
            "" => report.nothing += 1,
            _ => report.leave_out("fewer than four columns", number, line),
        };
    };
    let flag = |index: usize| flags.get(index).is_some_and(|flag| *flag == "1");
    let (preferred, colloquial, historic) = (flag(0), flag(2), flag(3));
    let Some(place) = id.parse().ok().and_then(|id: u32| more.get_mut(&id)) else {
        return report.refuse(Refusal::NotAsked("a name of a place that is not kept"), number, line);
    };
    if language == "wkdt" {
        place.wikidata = name.trim().to_string();
        report.used += 1;
        return;
    }
    let code = matches!(language, "link" | "post" | "iata" | "icao" | "faac" | "unlc" | "tcid");
    let wanted = languages.iter().position(|wanted| wanted == language);
    let mark = if colloquial { "?" } else { "" };
    match wanted {
        _ if code => report.refuse(Refusal::NotAsked("a code or a link"), number, line),
        _ if language == "abbr" => {
            add_alias(&mut place.names, name, "!");
            report.used += 1;
        }
        None => report.refuse(Refusal::NotAsked("a name in another language"), number, line),
        Some(_) if historic => report.refuse(Refusal::NotAsked("a name of the past"), number, line),
        Some(0) if preferred && !colloquial && place.preferred.is_none() => {
            place.preferred = Some(name.to_string());
            report.used += 1;
        }
        Some(_) => {
            add_alias(&mut place.names, name, mark);
            report.used += 1;
        }
    }
}

/// A line of a table of places.
struct Place<'l> {
    id: u32,
    cells: Vec<&'l str>,
    population: u64,
}

impl<'l> Place<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let id = cells[0].parse().ok()?;
        (cells.len() == COLUMNS).then(|| Self { id, population: cells[14].trim().parse().unwrap_or(0), cells })
    }

    fn row(&self, more: Option<More>, regions: &FxHashMap<String, String>, all_names: bool, sink: &Sink) -> Row {
        let cells = &self.cells;
        let (name, plain) = (cells[1], cells[2]);
        let more = more.unwrap_or_default();
        let mut aliases = Vec::new();
        if more.preferred.is_some() {
            add_alias(&mut aliases, name, "");
        }
        if !plain.is_empty() && crate::segment::fold(plain) != crate::segment::fold(name) {
            add_alias(&mut aliases, plain, "");
        }
        aliases.extend(more.names);
        if all_names {
            cells[3].split(',').for_each(|name| add_alias(&mut aliases, name, ""));
        }
        let country = sink.country(cells[8]);
        let parent = match cells[7] {
            "ADM1" => None,
            _ => regions.get(&format!("{}.{}", cells[8], cells[10])).cloned(),
        };
        Row {
            name: more.preferred.unwrap_or_else(|| name.to_string()),
            kind: EntityType::Place,
            subtype: subtype(cells[6], cells[7], self.population).to_string(),
            code: country.clone(),
            country,
            coordinates: coordinates(cells[4], cells[5]),
            population: self.population,
            geonames: self.id.to_string(),
            wikidata: more.wikidata,
            parent: parent.unwrap_or_default(),
            aliases,
            source: format!("geonames {}.{}", cells[6], cells[7]),
            ..Row::default()
        }
    }
}

impl Filter {
    /// Why the place is not wanted.
    fn refuses(&self, place: &Place, sink: &Sink) -> Option<Refusal> {
        let (class, code) = (place.cells[6], place.cells[7]);
        let of_class = |asked: &String| asked == class || asked == code || asked.split_once('.') == Some((class, code));
        match () {
            () if !self.classes.is_empty() && !self.classes.iter().any(of_class) => {
                Some(Refusal::NotAsked("of another class"))
            }
            () if !self.countries.is_empty() && !self.countries.contains(&sink.country(place.cells[8])) => {
                Some(Refusal::NotAsked("in another country"))
            }
            () if place.population < self.min_population => Some(Refusal::NotAsked("with fewer inhabitants")),
            () if place.cells[1].trim().is_empty() => Some(Refusal::Unusable("no name")),
            () => None,
        }
    }
}

/// Our word for a feature class and code.
fn subtype(class: &str, code: &str, population: u64) -> &'static str {
    match (class, code) {
        ("A", "PCLD" | "PCLS" | "TERR") => "territory",
        ("A", code) if code.starts_with("PCL") => "country",
        ("A", "ADM1") => "region",
        ("A", _) => "district",
        ("P", "PPLX") => "quarter",
        ("P", _) if population >= 15_000 => "city",
        ("P", _) => "town",
        ("H", code) if code.starts_with("STM") => "river",
        ("H", code) if code.starts_with("LK") => "lake",
        ("H", "SEA") => "sea",
        ("H", "OCN") => "ocean",
        ("H", "GULF") => "gulf",
        ("H", "BAY") => "bay",
        ("H", "STRT") => "strait",
        ("T", "ISL" | "ISLS") => "island",
        ("T", "MT" | "PK") => "mountain",
        ("T", "MTS") => "mountains",
        ("T", "VAL") => "valley",
        ("T", "PASS") => "mountain-pass",
        ("T", "PEN") => "peninsula",
        ("T", "DSRT") => "desert",
        ("S", "AIRP") => "airport",
        ("S" | "L", "MILB") => "base",
        ("L", "CONT") => "continent",
        _ => "",
    }
}
