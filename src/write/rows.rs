//! The row types: each struct is the schema of one table. `output/README.md` explains the columns to people.

use super::cells::{Cell, Decimal, Degrees, Ready, ReadyCells, Word};
use super::csv::{Row, Rows};
use crate::aggregate::PackedDate;
use crate::model::PartialDate;

/// Declares a row struct whose fields are the columns, in order.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[allow(missing_docs)]
        pub struct $name<'a> { $($(#[$field_doc])* pub $field: $kind),+ }

        impl Row for $name<'_> {
            fn header() -> Vec<&'static str> {
                vec![$(stringify!($field).trim_start_matches("r#")),+]
            }

            fn cells(&self, rows: &mut Rows) {
                $(self.$field.cell(rows);)+
            }
        }
    };
}

table! {
    /// `documents.csv`: a document, read or rejected.
    DocumentRow {
        doc_id: &'a str, path: &'a str, title: &'a str, date: Option<PartialDate>, date_source: Word, language: &'a str,
        /// Length of the text as read, in characters.
        chars: Option<u64>,
        sentences: Option<u64>, mentions: Option<u64>, events: Option<u64>,
        /// Id of the first document with the same or nearly the same text; empty when this is the first.
        duplicate_of: &'a str,
        /// `done` or `rejected`.
        status: Word,
        /// Why it was rejected.
        message: &'a str,
        /// What it is about, separated by `|`.
        themes: &'a str,
    }
}

table! {
    /// `mentions.csv`: a name in a text.
    MentionRow {
        doc_id: &'a Ready,
        /// Counted from 1.
        sentence: u32,
        /// First character of the text as read, counted from 0.
        start: u64,
        /// One past the last character.
        end: u64,
        text: &'a str, entity_id: &'a str, name: &'a str, r#type: Word, rule: Word, confidence: Decimal<2>,
    }
}

/// The output of `dateline match`: a listed name in a text, as it is printed. The cells of a document and of an entity are made
/// once.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct ListedNameRow<'a> {
    pub doc_id: &'a Ready,
    /// First character of the text as read, counted from 0.
    pub start: u64,
    /// One past the last character.
    pub end: u64,
    pub text: &'a str,
    /// Id, name and type.
    pub entity: &'a ReadyCells,
}

impl Row for ListedNameRow<'_> {
    fn header() -> Vec<&'static str> {
        vec!["doc_id", "start", "end", "text", "entity_id", "name", "type"]
    }

    #[inline]
    fn cells(&self, rows: &mut Rows) {
        self.doc_id.cell(rows);
        self.start.cell(rows);
        self.end.cell(rows);
        self.text.cell(rows);
        rows.ready(self.entity);
    }
}

table! {
    /// The output of `dateline suggest`: a name that no list has, with the columns of a gazetteer first.
    SuggestionRow {
        name: &'a str, r#type: &'a str,
        /// What it is called before or after its name.
        subtype: &'a str,
        country: &'a str,
        /// Other spellings, separated by `|`.
        aliases: &'a str,
        /// Likely office: `title;code;;`.
        roles: &'a str,
        mentions: u64, documents: u64, context_1: &'a str, context_2: &'a str, context_3: &'a str,
    }
}

table! {
    /// `entities.csv`: an entity named at least once.
    EntityRow {
        entity_id: &'a str, name: &'a str, r#type: &'a str, subtype: &'a str, country: &'a str, code: &'a str,
        latitude: Option<Degrees>, longitude: Option<Degrees>, geonames: &'a str, wikidata: &'a str,
        mentions: u64, documents: u64, first_date: Option<PartialDate>, last_date: Option<PartialDate>,
        /// Distinct surface forms, the most frequent first, separated by `|`.
        surfaces: &'a str,
    }
}

/// `comentions.csv`: a pair of entities named in the same documents. Of a large corpus it has millions of rows, so the cells of an
/// entity are made once.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct ComentionRow<'a> {
    /// Id, name and type.
    pub a: &'a ReadyCells,
    /// Id, name and type.
    pub b: &'a ReadyCells,
    pub documents: u32,
    pub sentences: u32,
    pub npmi: Decimal<4>,
    pub first_date: Option<PackedDate>,
    pub last_date: Option<PackedDate>,
}

impl Row for ComentionRow<'_> {
    fn header() -> Vec<&'static str> {
        let (a, b) = (["a_id", "a_name", "a_type"], ["b_id", "b_name", "b_type"]);
        [&a[..], &b, &["documents", "sentences", "npmi", "first_date", "last_date"]].concat()
    }

    #[inline]
    fn cells(&self, rows: &mut Rows) {
        rows.ready(self.a);
        rows.ready(self.b);
        self.documents.cell(rows);
        self.sentences.cell(rows);
        self.npmi.cell(rows);
        self.first_date.cell(rows);
        self.last_date.cell(rows);
    }
}

table! {
    /// `events.csv`: a distinct event, with the best of its reports as evidence.
    EventRow {
        event_id: &'a str, date: Option<PartialDate>, date_precision: &'a str,
        source_id: &'a str, source_name: &'a str, source_code: &'a str,
        target_id: &'a str, target_name: &'a str, target_code: &'a str,
        cameo: &'a str, label: &'a str, plover: &'a str, quad_class: Option<u32>, goldstein: Option<Decimal<1>>,
        status: &'a str,
        place_id: &'a str, place_name: &'a str, country: &'a str,
        latitude: Option<Degrees>, longitude: Option<Degrees>,
        mentions: u32, documents: u32, confidence: Decimal<2>,
        doc_id: &'a str, sentence: u32, trigger: &'a str, evidence: &'a str,
        /// What it is about, separated by `|`.
        themes: &'a str,
    }
}

table! {
    /// `event_mentions.csv`: one report of an event.
    EventMentionRow {
        event_id: &'a str, doc_id: &'a str, sentence: u32, start: u64, end: u64,
        trigger: &'a str, status: &'a str, attribution: &'a str, confidence: Decimal<2>,
        /// The sentence, as cleaned.
        evidence: &'a str,
    }
}

table! {
    /// `dates.csv`: a time expression in a text.
    DateRow {
        doc_id: &'a str, sentence: u32, start: u64, end: u64, text: &'a str, r#type: &'a str, value: &'a str,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::csv::Profile;

    fn header<R: Row>() -> String {
        String::from_utf8_lossy(&Rows::header::<R>(Profile::Data)).trim_end().to_string()
    }

    #[test]
    fn headers_are_the_contract() {
        let cases = [
            (
                header::<DocumentRow>(),
                "doc_id,path,title,date,date_source,language,chars,sentences,mentions,events,duplicate_of,status,message,themes",
            ),
            (header::<MentionRow>(), "doc_id,sentence,start,end,text,entity_id,name,type,rule,confidence"),
            (
                header::<EntityRow>(),
                "entity_id,name,type,subtype,country,code,latitude,longitude,geonames,wikidata,mentions,documents,first_date,last_date,surfaces",
            ),
            (
                header::<ComentionRow>(),
                "a_id,a_name,a_type,b_id,b_name,b_type,documents,sentences,npmi,first_date,last_date",
            ),
            (
                header::<EventRow>(),
                "event_id,date,date_precision,source_id,source_name,source_code,target_id,target_name,target_code,cameo,label,plover,quad_class,goldstein,status,place_id,place_name,country,latitude,longitude,mentions,documents,confidence,doc_id,sentence,trigger,evidence,themes",
            ),
            (
                header::<EventMentionRow>(),
                "event_id,doc_id,sentence,start,end,trigger,status,attribution,confidence,evidence",
            ),
            (header::<DateRow>(), "doc_id,sentence,start,end,text,type,value"),
        ];
        for (written, contract) in cases {
            assert_eq!(written, contract);
        }
    }

    #[test]
    fn only_the_excel_profile_has_a_byte_order_mark() {
        assert!(Rows::header::<DateRow>(Profile::Excel).starts_with(b"\xEF\xBB\xBFdoc_id"));
        assert!(Rows::header::<DateRow>(Profile::Data).starts_with(b"doc_id"));
    }
}
