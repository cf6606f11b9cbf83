//! JSON records → documents.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::item::Origin;
use super::options::Role;
use super::record::Fields;
use super::split::{Batch, Record};
use super::{FieldNames, Outcome, ReadOptions, encoding, flat, mend};

pub(super) fn documents(origin: &Origin, batch: &Batch, alone: bool, options: &ReadOptions) -> Vec<Outcome> {
    let document = |record: &Record| {
        if record.too_large {
            return Some(origin.too_large(Some(record.line), options));
        }
        let bytes = batch.bytes_of(record).trim_ascii();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        (!bytes.is_empty()).then(|| decode(origin, bytes, record.line, alone, options))
    };
    let mut found = Vec::with_capacity(batch.records.len());
    for record in &batch.records {
        let mut outcome = document(record);
        // Records of one line would have one id.
        if let Some(id) =
            outcome.as_mut().map(Outcome::id_mut).filter(|id| record.nth > 1 && is_of_line(id, origin, record))
        {
            id.push_str(&format!("#{}", record.nth));
        }
        match outcome {
            Some(Outcome::Rejected(rejected)) if rejected.reason == "no-text" => {
                let nested = nested(origin, batch.bytes_of(record), options);
                if nested.is_empty() { found.push(Outcome::Rejected(rejected)) } else { found.extend(nested) }
            }
            outcome => found.extend(outcome),
        }
    }
    found
}

/// Whether the id is the one that a record without its own gets.
fn is_of_line(id: &str, origin: &Origin, record: &Record) -> bool {
    *id == origin.record_id(record.line)
}

/// How deep the list of documents may lie in an object that wraps it (`response.docs`, `hits.hits`).
const WRAPPERS: usize = 3;

/// The documents of an object that wraps a list of them (`{"articles": [{...}, ...]}`), named by the list and their place in
/// it; none when no list of objects with a text is there.
fn nested(origin: &Origin, bytes: &[u8], options: &ReadOptions) -> Vec<Outcome> {
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) else { return Vec::new() };
    let Some((name, list)) = list_in(&value, "", WRAPPERS, &options.fields) else { return Vec::new() };
    let origin = Origin { path: format!("{}#{name}", origin.path).into(), id: format!("{}#{name}", origin.id).into() };
    let documents = list.iter().map(bare).zip(1..);
    documents.map(|(record, place)| decode(&origin, record.to_string().as_bytes(), place, false, options)).collect()
}

/// The first list of objects with a text below `value`, with the path of its name.
fn list_in<'v>(
    value: &'v serde_json::Value,
    path: &str,
    depth: usize,
    names: &FieldNames,
) -> Option<(String, &'v [serde_json::Value])> {
    let object = value.as_object().filter(|_| depth > 0)?;
    let below = |name: &str| if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
    let is_list = |list: &&Vec<serde_json::Value>| list.iter().any(|item| has_text(bare(item), names));
    let here = object.iter().find_map(|(name, item)| Some((below(name), &item.as_array().filter(is_list)?[..])));
    here.or_else(|| object.iter().find_map(|(name, item)| list_in(item, &below(name), depth - 1, names)))
}

/// The record itself, where a search engine wraps it in `_source`.
fn bare(item: &serde_json::Value) -> &serde_json::Value {
    item.get("_source").filter(|source| source.is_object()).unwrap_or(item)
}

fn has_text(item: &serde_json::Value, names: &FieldNames) -> bool {
    let is_text = |name: &String| names.role(name).is_some_and(|(role, _)| role == Role::Text);
    item.as_object().is_some_and(|object| object.keys().any(is_text))
}

fn decode(origin: &Origin, bytes: &[u8], line: u64, alone: bool, options: &ReadOptions) -> Outcome {
    let json = match std::str::from_utf8(bytes) {
        Ok(json) => Cow::Borrowed(json),
        Err(_) => match encoding::decode(bytes) {
            Ok(json) => json,
            Err(cause) => return origin.rejected(Some(line), "encoding", &cause),
        },
    };
    match parse(&json, &options.fields) {
        Ok(fields) => fields.into_document(origin, line, alone, options),
        Err(cause) => match mend::mended(&json).as_deref().map(|json| parse(json, &options.fields)) {
            Some(Ok(fields)) => fields.into_document(origin, line, alone, options),
            _ => origin.rejected(Some(line), "json", &told(&cause)),
        },
    }
}

/// The cause without the parser's line number, which counts within the record.
fn told(cause: &serde_json::Error) -> String {
    let text = cause.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    let cut_off = if cause.is_eof() { "; the line is cut off" } else { "" };
    format!("not valid JSON: {text} at column {}{cut_off}; one JSON object a line is right", cause.column())
}

fn parse<'a>(json: &'a str, names: &FieldNames) -> serde_json::Result<Fields<'a>> {
    let mut fields = Fields::default();
    let keep = |name: Cow<'a, str>, value| {
        if let Some((role, rank)) = names.role(&name) {
            fields.keep(role, rank, value);
        }
        fields.note_name(name);
    };
    if flat::read(json, keep).is_some() {
        return Ok(fields);
    }
    let mut parser = serde_json::Deserializer::from_str(json);
    let fields = RecordSeed(names).deserialize(&mut parser)?;
    parser.end()?;
    Ok(fields)
}

struct RecordSeed<'n>(&'n FieldNames);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Fields<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object with a field \"text\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Fields::default();
        while let Some(Value(key)) = map.next_key()? {
            let key = key.unwrap_or_default();
            match self.0.role(&key) {
                Some((role, rank)) => {
                    if let Value(Some(value)) = map.next_value()? {
                        fields.keep(role, rank, value);
                    }
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            fields.note_name(key);
        }
        Ok(fields)
    }
}

/// A value as text: numbers as printed, the strings of a list as paragraphs, the first string of an object.
struct Value<'a>(Option<Cow<'a, str>>);

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value(Some(Cow::Owned(text.to_string()))))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value(None))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Value(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut text = String::new();
        while let Some(Value(part)) = list.next_element()? {
            let Some(part) = part else { continue };
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&part);
        }
        Ok(Value((!text.is_empty()).then_some(Cow::Owned(text))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut first = None;
        while map.next_key::<IgnoredAny>()?.is_some() {
            let Value(value) = map.next_value()?;
            first = first.or(value);
        }
        Ok(Value(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    fn origin() -> Origin {
        Origin { path: "in/a.jsonl".into(), id: "a.jsonl".into() }
    }

    fn one(json: &str) -> Outcome {
        decode(&origin(), json.as_bytes(), 7, false, &ReadOptions::default())
    }

    fn summary(document: &Document) -> String {
        let date = document.date.map(|date| date.to_string()).unwrap_or_default();
        [&document.id, &document.title, &date, &document.language, &document.text].map(String::as_str).join("|")
    }

    #[test]
    fn fields_are_found_by_name_or_synonym() {
        let cases = [
            (r#"{"text": "x"}"#, "a.jsonl#7||||x"),
            (
                r#"{"id": 12, "text": "x", "title": " T ", "date": "2016-02-11T10:00Z", "language": "eng"}"#,
                "12|T|2016-02-11|en|x",
            ),
            (r#"{"body": "b", "text": "x"}"#, "a.jsonl#7||||x"),
            (r#"{"content": "c", "headline": {"main": "H"}, "publishedAt": 1455148800}"#, "a.jsonl#7|H|2016-02-11||c"),
            (r#"{"content": "c", "text": ""}"#, "a.jsonl#7||||c"),
            (r#"{"text": ["p", "q"], "date": null, "author": {"x": [1]}}"#, "a.jsonl#7||||p\n\nq"),
            (r#"{"text": "a\"b\u00e9", "date": "10/02/2016"}"#, "a.jsonl#7||||a\"bé"),
            (r#"{"text": "x\ud83d", "date": NaN}"#, "a.jsonl#7||||x\u{fffd}"),
            (r#"{"text": "x", "url": "https://a.example/2016/02/11/talks"}"#, "a.jsonl#7||2016-02-11||x"),
        ];
        for (json, expected) in cases {
            let found = one(json);
            assert!(matches!(&found, Outcome::Document(d) if summary(d) == expected), "{json}: {found:?}");
        }
    }

    #[test]
    fn lists_of_documents_are_read_where_an_object_wraps_them() {
        let ids = |json: &str| -> Vec<String> {
            let found = nested(&origin(), json.as_bytes(), &ReadOptions::default());
            let id = |outcome: &Outcome| match outcome {
                Outcome::Document(document) => document.id.clone(),
                Outcome::Rejected(rejected) => format!("{} {}", rejected.id, rejected.reason),
            };
            found.iter().map(id).collect()
        };
        for (json, expected) in [
            (
                r#"{"articles": [{"content": "a"}, {"content": "b"}], "n": 2}"#,
                &["a.jsonl#articles#1", "a.jsonl#articles#2"][..],
            ),
            (r#"{"response": {"docs": [{"id": "7", "body": "a"}]}}"#, &["7"]),
            (
                r#"{"hits": {"hits": [{"_source": {"text": "a"}}, {"_source": {"n": 1}}]}}"#,
                &["a.jsonl#hits.hits#1", "a.jsonl#hits.hits#2 no-text"],
            ),
            (r#"{"words": ["a", "b"], "n": [{"x": 1}]}"#, &[]),
        ] {
            assert_eq!(ids(json), expected, "{json}");
        }
    }

    #[test]
    fn bad_records_name_file_line_cause_and_cure() {
        let cases = [
            (r#"{"text": "x"#, "json", "in/a.jsonl:7: not valid JSON"),
            (r#"["text"]"#, "json", "object with a field \"text\""),
            (
                r#"{"words": "x", "n": 1}"#,
                "no-text",
                "the fields are words, n; name the right one, as in --field text=NAME",
            ),
            (r#"{"headline": "x", "body": null}"#, "no-text", "in/a.jsonl:7: the field \"body\" holds no text"),
            (r#"{"text": " "}"#, "empty", "in/a.jsonl:7: the text field is empty"),
            (r#"{"text": "x"} {"#, "json", "trailing"),
        ];
        for (json, reason, told) in cases {
            let found = one(json);
            let right =
                |r: &crate::model::Rejected| r.reason == reason && r.message.contains(told) && r.id == "a.jsonl#7";
            assert!(matches!(&found, Outcome::Rejected(r) if right(r)), "{json}: {found:?}");
        }
    }
}
