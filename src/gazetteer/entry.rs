//! One row of a gazetteer file → one entry: an entity and the names that lead to it.
//!
//! What goes in: CSV with a header; `name` and `type` are needed, every other column may be missing. What comes out:
//! entries, and [`Problem`]s that name file, line, column, value and what would be right.

use std::fmt;
use std::ops::ControlFlow;

use super::columns::Columns;
use super::rows::{self, Broken};
use crate::model::{Entity, EntityType};

/// An entity and its names, as one row gives them.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What the names mean. The id is empty when the row has none.
    pub entity: Entity,
    /// All names, the canonical one first.
    pub names: Vec<Name>,
    /// Whether the canonical name needs support because it is also a word or a personal name.
    pub ambiguity: Ambiguity,
    /// What the row does.
    pub change: Change,
    /// Whether the row says a type; if not, the entity must be another list's.
    pub typed: bool,
    /// Names that no longer mean the entity (aliases that end in `-`).
    pub taken: Vec<String>,
    /// The line of the file, counted from 1.
    pub line: u64,
}

/// What a row does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// Adds an entity, or says more of one that is there.
    #[default]
    Add,
    /// Switches an entity off (a row with an id), or names whatever they mean (a row without): the type is `off`.
    Off,
}

/// One name of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As printed.
    pub text: String,
    /// What the name does.
    pub kind: NameKind,
    /// How the letters must be printed.
    pub case: CaseRule,
    /// Whether the name counts only beside another name of the entity (an alias that ends in `?`).
    pub weak: bool,
}

/// What a list says about the case of a name's letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseRule {
    /// As the name itself suggests: capitals where the list has them, all capitals for an acronym (one that can be spoken may
    /// be printed as a name: `Nato`), any for small letters.
    #[default]
    Auto,
    /// As in the list (column `case`: `exact`; an alias that ends in `!`).
    Exact,
    /// Any (column `case`: `any`; an alias that ends in `~`).
    Any,
}

/// What a name does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The canonical name.
    #[default]
    Canonical,
    /// Another name.
    Alias,
    /// An adjective or noun of nationality.
    Demonym,
}

/// Why a place's name needs support from the text around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ambiguity {
    /// It needs none.
    #[default]
    None,
    /// It is also a common word (`Split`).
    Word,
    /// It is also a given name or a surname (`Lincoln`).
    PersonalName,
}

/// Something wrong in a gazetteer file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as the user named it.
    pub file: String,
    /// Line, counted from 1 (0: the file as a whole).
    pub line: u64,
    /// What is wrong and what would be right.
    pub message: String,
    /// What is lost by it.
    pub harm: Harm,
}

/// What a problem of a list costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Harm {
    /// A column whose cells are not used.
    Column,
    /// A cell; the row is used without it.
    Cell,
    /// A row.
    #[default]
    Row,
    /// The whole file.
    File,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{}: {}", self.file, line, self.message),
        }
    }
}

/// How a list is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The type of rows that say none.
    pub kind: Option<EntityType>,
    /// The ISO 3166 alpha-3 code of a country that is given in another way (`usa`, `SY`, `Syria`); `None` when it is not known.
    pub country: fn(&str) -> Option<String>,
}

impl Default for Reading {
    fn default() -> Self {
        Self { kind: None, country: |_| None }
    }
}

/// Reads all rows of `csv_text`, of which our own lists are made.
#[cfg(test)]
pub fn read(file: &str, csv_text: &[u8]) -> (Vec<Entry>, Vec<Problem>) {
    read_as(file, csv_text, Reading::default())
}

/// Reads all rows of `csv_text`. A row that is wrong is left out and told; a cell that is wrong is told, and its row used without it.
pub fn read_as(file: &str, csv_text: &[u8], reading: Reading) -> (Vec<Entry>, Vec<Problem>) {
    let mut entries = Vec::new();
    let problems = for_each_as(file, csv_text, reading, |entry| entries.push(entry));
    (entries, problems)
}

/// The same for our own lists, entry by entry, so that a long one need not stand in memory as a whole.
pub fn for_each(file: &str, csv_text: &[u8], take: impl FnMut(Entry)) -> Vec<Problem> {
    for_each_as(file, csv_text, Reading::default(), take)
}

fn for_each_as(file: &str, csv_text: &[u8], reading: Reading, mut take: impl FnMut(Entry)) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut columns: Option<Columns> = None;
    let problem = |line: u64, harm: Harm, message: String| Problem { file: file.to_string(), line, message, harm };
    rows::for_each(without_mark(csv_text), |line, separator, row| {
        let (row, columns) = match (row, columns.as_mut()) {
            (Ok(row), Some(columns)) => (row, columns),
            (Ok(header), None) => match Columns::new(header, separator, reading) {
                Ok(found) => {
                    let unused = found.unused(header).into_iter();
                    problems.extend(unused.map(|message| problem(line, Harm::Column, message)));
                    columns = Some(found);
                    return ControlFlow::Continue(());
                }
                Err(message) => {
                    problems.push(problem(line, Harm::File, message));
                    return ControlFlow::Break(());
                }
            },
            (Err(broken), Some(_)) => {
                problems.push(problem(line, Harm::Row, told(&broken)));
                return ControlFlow::Continue(());
            }
            (Err(broken), None) => {
                problems.push(problem(line, Harm::File, told(&broken)));
                return ControlFlow::Break(());
            }
        };
        match columns.entry(row) {
            Ok((entry, wrong_cells)) => {
                let told = wrong_cells.into_iter().map(|wrong| format!("{wrong} (the row is used without it)"));
                problems.extend(told.map(|message| problem(line, Harm::Cell, message)));
                take(Entry { line, ..entry });
            }
            Err(message) => problems.push(problem(line, Harm::Row, message)),
        }
        ControlFlow::Continue(())
    });
    if columns.is_none() && problems.is_empty() {
        let message = "the file is empty; a gazetteer needs a header with at least name,type".to_string();
        problems.push(problem(0, Harm::File, message));
    }
    problems
}

fn told(broken: &Broken) -> String {
    match broken {
        Broken::Text(cause) => format!("the row cannot be read ({cause}); save the file as UTF-8 CSV"),
        Broken::OpenQuote => {
            "the quote that opens here is never closed; the line is left out, those after it are read as \
                              rows of their own"
                .to_string()
        }
    }
}

fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn problem(csv_text: &str) -> String {
        let (_, problems) = read("own.csv", csv_text.as_bytes());
        problems.first().map(ToString::to_string).unwrap_or_default()
    }

    #[test]
    fn name_and_type_are_enough() {
        let (entries, problems) = read("own.csv", "\u{feff}name,type\nJane Doe,person\n".as_bytes());
        assert!(problems.is_empty());
        assert_eq!((entries[0].entity.name.as_str(), entries[0].entity.kind), ("Jane Doe", EntityType::Person));
    }

    #[test]
    fn marks_on_aliases_set_case_and_weakness() {
        let (entries, _) =
            read("o.csv", b"name,type,aliases\nWorld Health Organization,organization,WHO!|the Agency?|W.H.O.|who~\n");
        let marks: Vec<_> = entries[0].names.iter().map(|n| (n.text.as_str(), n.case, n.weak)).collect();
        let (auto, exact, any) = (CaseRule::Auto, CaseRule::Exact, CaseRule::Any);
        assert_eq!(
            marks[1..],
            [("WHO", exact, false), ("the Agency", auto, true), ("W.H.O.", auto, false), ("who", any, false)]
        );
    }

    #[test]
    fn a_row_sets_the_case_rule_of_its_unmarked_names() {
        let (entries, problems) = read("o.csv", b"name,type,case,aliases\nA B,person,any,C!|D\nE F,person,caps,\n");
        let rules: Vec<_> = entries[0].names.iter().map(|name| name.case).collect();
        assert_eq!(rules, [CaseRule::Any, CaseRule::Exact, CaseRule::Any]);
        assert!(problems[0].message.contains("exact, any or auto"), "{}", problems[0]);
    }

    #[test]
    fn dated_roles_are_read() {
        let (entries, problems) =
            read("p.csv", b"name,type,roles\nA B,person,president;USAGOV;2009-01-20;2017|x;;;?\n");
        assert!(problems.is_empty(), "{problems:?}");
        let held = |date: &str| entries[0].entity.roles[0].held_on(date.parse().unwrap());
        assert!(held("2012") && held("2009-01-20") && held("2017-05") && !held("2009-01-19") && !held("2018-01-01"));
        assert!(entries[0].entity.roles[1].ended);
    }

    #[test]
    fn a_wrong_cell_is_told_with_file_line_value_and_the_right_form() {
        for (rows, expected) in [
            (
                "name\nX",
                "own.csv:1: the header has no column \"type\" (it has: name); a gazetteer needs at least name,type",
            ),
            ("name,type\nX,persn", "own.csv:2: type \"persn\" is not known; use person, place or organization"),
            ("name,type\n,person", "own.csv:2: column name is empty; every entry needs a name"),
            (
                "name,type,latitude,longitude\nX,place,N/A,1",
                "own.csv:2: latitude \"N/A\" is not a number; leave it empty if unknown (the row is used without it)",
            ),
            (
                "name,type,latitude,longitude\nX,place,91,1",
                "own.csv:2: latitude 91 is not between -90 and 90 degrees (the row is used without it)",
            ),
            (
                "name,type,country\nX,place,Syria",
                "own.csv:2: country \"Syria\" is no country that is known; an ISO 3166 alpha-3 code such as SYR is right; \
                 leave it empty if unknown (the row is used without it)",
            ),
            (
                "name,type\nA,place\nX,place,1,2",
                "own.csv:3: the row has 4 cells where the header has 2; put quotes around a cell that holds a comma",
            ),
            (
                "name,type,roles\nX,person,king;;2015;2001",
                "own.csv:2: role \"king;;2015;2001\" ends before it starts (the row is used without it)",
            ),
            ("", "own.csv: the file is empty; a gazetteer needs a header with at least name,type"),
            ("name,type,cuontry\nX,place,SYR", "own.csv:1: column \"cuontry\" is not used; did you mean \"country\"?"),
            (
                "name,type,aliases\nX,place,\"Y\nZ,place,\n",
                "own.csv:2: the quote that opens here is never closed; the line is left out, those after it are read as rows \
                 of their own",
            ),
        ] {
            assert_eq!(problem(rows), expected);
        }
    }

    #[test]
    fn rows_that_change_other_lists_need_only_an_id() {
        let (entries, problems) =
            read("o.csv", b"id,name,type,aliases\nperson:a,,,Al|Bo-\nplace:b,,off,\n,Split,off,Spleet\n,,off,\n");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(!entries[0].typed && entries[0].names.len() == 1 && entries[0].taken == ["Bo"]);
        assert_eq!((entries[1].change, entries[1].names.len()), (Change::Off, 0));
        assert_eq!((entries[2].change, entries[2].names.len()), (Change::Off, 2));
        assert_eq!(read("o.csv", b"id,aliases\nperson:a,Al\n").0.len(), 1);
    }

    #[test]
    fn a_list_with_a_type_of_its_own_needs_no_type_column() {
        let people = Reading { kind: Some(EntityType::Person), ..Reading::default() };
        let (entries, problems) = read_as("o.csv", b"name,type\nA,\nB,place\n", people);
        assert!(problems.is_empty(), "{problems:?}");
        let kinds: Vec<_> = entries.iter().map(|entry| (entry.entity.kind, entry.typed)).collect();
        assert_eq!(kinds, [(EntityType::Person, true), (EntityType::Place, true)]);
        assert_eq!(read_as("o.csv", b"name\nA\n", people).0.len(), 1);
    }

    #[test]
    fn a_wrong_row_does_not_lose_the_others() {
        let (entries, problems) = read("own.csv", b"name,type\nA,person\nB,oops\nC,place\n");
        assert_eq!((entries.len(), problems.len()), (2, 1));
    }

    #[test]
    fn a_wrong_cell_loses_neither_its_row_nor_the_other_cells() {
        let rows = "name,type,country,code,gender,roles,aliases,latitude,longitude\n\
            A B,person,Narnia,x,woman,king;;2015;2001|envoy;;2001;2002,Abe,,\n\
            C,place,SYR,,,,,north,3\n";
        let (entries, problems) = read("own.csv", rows.as_bytes());
        assert_eq!((entries.len(), problems.len()), (2, 5), "{problems:?}");
        assert!(problems.iter().all(|problem| problem.harm == Harm::Cell));
        let entity = &entries[0].entity;
        assert_eq!((entity.country.as_str(), entity.code.as_str(), entity.gender), ("", "", None));
        assert_eq!((entity.roles.len(), entries[0].names.len()), (1, 2));
        assert_eq!((entries[1].entity.country.as_str(), entries[1].entity.coordinates), ("SYR", None));
    }

    #[test]
    fn cells_may_be_divided_by_semicolons_or_tabs() {
        for text in [
            "name;type;aliases\nA, B;person;\"C;D\"\n",
            "name\ttype\taliases\nA, B\tperson\tC;D\n",
            "sep=;\r\nname;type;aliases\r\nA, B;person;\"C;D\"\r\n",
        ] {
            let (entries, problems) = read("own.csv", text.as_bytes());
            assert!(problems.is_empty(), "{problems:?}");
            let names: Vec<_> = entries[0].names.iter().map(|name| name.text.as_str()).collect();
            assert_eq!(names, ["A, B", "C;D"]);
        }
        let (_, problems) = read("own.csv", b"sep=;\nname;type\nA;oops\n");
        assert_eq!(problems[0].line, 3);
    }

    #[test]
    fn a_column_that_is_not_read_is_told_with_the_one_that_may_be_meant() {
        let told = |header: &str| -> Vec<String> {
            let (_, problems) = read("own.csv", format!("{header}\n").as_bytes());
            problems.into_iter().map(|problem| problem.message).collect()
        };
        assert_eq!(
            told("name,type,aka,nationality"),
            [
                "column \"aka\" is not used; did you mean \"aliases\"?",
                "column \"nationality\" is not used; did you mean \"country\"?"
            ]
        );
        assert_eq!(told("name,type,aliases,alais").len(), 1);
        assert!(
            told("name,type,Landmass")[0]
                .starts_with("column \"Landmass\" is not used; the columns of a gazetteer are id, name")
        );
        for fine in ["Name,TYPE,Country", "name,type,source,notes", "name,type,lat,lon,alias,region", "name,type,"] {
            assert!(told(fine).is_empty(), "{fine}: {:?}", told(fine));
        }
    }

    #[test]
    fn a_quote_that_stays_open_loses_only_its_line() {
        for end in ["\n", "\r\n"] {
            let text = ["name,type,aliases", "A,person,\"B", "C,place,", "D,place,\"E", "F,place,"].join(end);
            let (entries, problems) = read("own.csv", text.as_bytes());
            let names: Vec<_> = entries.iter().map(|entry| entry.entity.name.as_str()).collect();
            // The quote of line 2 closes in line 4, which a quote at the end of the file does not.
            assert!(names.contains(&"F") || !problems.is_empty(), "{names:?} {problems:?}");
            let (entries, problems) = read("own.csv", text.replace("\"E", "E").as_bytes());
            assert_eq!((entries.len(), problems.len(), problems[0].line), (3, 1, 2));
        }
    }
}
