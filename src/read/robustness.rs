//! Reading what real collections hold: texts in fifty encodings, naughty strings, broken files.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::{Outcome, ReadOptions, documents, encoding};

/// Data beside the project, or nothing with a plain message.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// What a folder's name says about the encoding of the files in it.
fn named(folder: &str) -> Option<&'static Encoding> {
    let name = folder.to_lowercase();
    let label = match name.as_str() {
        "cp932" => "shift_jis",
        "cp949" => "euc-kr",
        "macroman" => "macintosh",
        "maccyrillic" => "x-mac-cyrillic",
        "ascii" | "utf-8-sig" => "utf-8",
        "tis-620" => "windows-874",
        name if name.starts_with("iso-8859-") || name.starts_with("windows-") => {
            return Encoding::for_label(name.splitn(3, '-').take(3).collect::<Vec<_>>().join("-").as_bytes())
                .or_else(|| Encoding::for_label(name.rsplit_once('-')?.0.as_bytes()));
        }
        name => name,
    };
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
}

#[test]
fn nearly_all_encodings_are_told() {
    let Some(root) = shared("robust/chardet/tests") else { return };
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for folder in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let Some(encoding) = named(&name) else { continue };
        for file in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let bytes = fs::read(&file).unwrap();
            let expected = encoding.decode(&bytes).0;
            all += 1;
            match encoding::decode(&bytes) {
                Ok(text) if text == expected => right += 1,
                _ => wrong.push(format!("{name}/{}", file.file_name().unwrap().to_string_lossy())),
            }
        }
    }
    wrong.sort();
    eprintln!("{right} of {all} files decode as their folder says; not: {}", wrong.join(", "));
    assert!(right * 100 >= all * 98, "{right} of {all}: {wrong:?}");
}

#[test]
fn naughty_strings_are_read_as_they_are() {
    let Some(file) = shared("robust/blns/blns.json") else { return };
    let strings: Vec<String> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("naughty.jsonl");
    let lines: String = strings.iter().map(|text| serde_json::json!({ "text": text }).to_string() + "\n").collect();
    fs::write(&path, lines).unwrap();
    let found: Vec<Outcome> = read(&path);
    assert_eq!(found.len(), strings.len());
    for (outcome, text) in found.iter().zip(&strings) {
        match outcome {
            Outcome::Document(document) => {
                assert_eq!(&document.text, text);
                crate::clean::clean(document);
            }
            Outcome::Rejected(rejected) => assert!(text.trim().is_empty(), "{rejected:?}"),
        }
    }
}

fn read(path: &Path) -> Vec<Outcome> {
    documents(&[path.to_string_lossy().into_owned()], &ReadOptions::default()).unwrap().collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// `id|path|text` of what was read, or `!reason` of what was not.
fn summary(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let root = format!("{}/", folder.path().display());
    read(&path)
        .into_iter()
        .map(|outcome| match outcome {
            Outcome::Document(d) => format!("{}|{}|{}", d.id, d.path.replace(&root, ""), d.text),
            Outcome::Rejected(r) => format!("!{} {}", r.reason, r.message.replace(&root, "")),
        })
        .collect()
}

#[test]
fn files_of_all_kinds_are_read() {
    let two = b"{\"text\": \"one\"}\n\n{\"id\": \"b\", \"text\": \"two\"}\n";
    let utf16: Vec<u8> = "\u{feff}id\ttext\n1\tone\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let members = [gzip(b"one "), gzip(b"two")].concat();
    let cases: [(&str, &[u8], &[&str]); 11] = [
        ("a.txt", b"one", &["a.txt|a.txt|one"]),
        ("a.txt.gz", &members, &["a.txt.gz|a.txt.gz|one two"]),
        ("a.txt.zst", &zstd::encode_all(&b"one"[..], 1).unwrap(), &["a.txt.zst|a.txt.zst|one"]),
        ("a.jsonl", two, &["a.jsonl#1|a.jsonl:1|one", "b|a.jsonl:3|two"]),
        ("a.ndjson.gz", &gzip(two), &["a.ndjson.gz#1|a.ndjson.gz:1|one", "b|a.ndjson.gz:3|two"]),
        (
            "a.json",
            b"[{\"text\": \"one\"},\n {\"text\": \"two\"}]",
            &["a.json#1|a.json:1|one", "a.json#2|a.json:2|two"],
        ),
        ("a.json", b"{\n \"text\": \"one\"}\n", &["a.json|a.json|one"]),
        (
            "a.jsonl",
            b"[\n{\"text\": \"one\"},\n{\"text\": \"two\"}\n]\n",
            &["a.jsonl#2|a.jsonl:2|one", "a.jsonl#3|a.jsonl:3|two"],
        ),
        ("a.csv", b"id;text\n1;\"one\ntwo\"\n2;three\n", &["1|a.csv:2|one\ntwo", "2|a.csv:4|three"]),
        ("a.tsv", &utf16, &["1|a.tsv:2|one"]),
        ("article", b"one", &["article|article|one"]),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(summary(name, bytes), expected, "{name}");
    }
}

#[test]
fn broken_files_are_told_and_the_rest_is_kept() {
    let packed = gzip(&b"{\"text\": \"one\"}\n".repeat(40_000));
    let cut = summary("a.jsonl.gz", &packed[..packed.len() / 2]);
    assert!(cut.len() > 10_000 && cut[0] == "a.jsonl.gz#1|a.jsonl.gz:1|one", "{}", cut.len());
    assert!(cut[cut.len() - 1].starts_with("!truncated a.jsonl.gz:"), "{}", cut[cut.len() - 1]);

    let text = gzip("The army held its fire. ".repeat(4000).as_bytes());
    let cases: [(&str, &[u8], &[&str]); 6] = [
        ("a.txt.gz", &text[..40], &["!truncated a.txt.gz: the gzip data ends too early"]),
        (
            "a.jsonl",
            b"{\"text\": \"one\"}\n{\"text\": \"tw\n{\"text\": \"three\"}\n",
            &["a.jsonl#1", "!json a.jsonl:2: not valid JSON", "a.jsonl#3"],
        ),
        ("a.txt", b"  \n", &["!empty a.txt: the file holds no text"]),
        ("a.txt", b"%PDF-1.4 \x00\x01", &["!encoding a.txt: looks like a PDF"]),
        ("a.csv", b"id,words\n1,one\n", &["!no-text a.csv:1: no column \"text\""]),
        ("a.csv.gz", b"id,text\n1,one\n", &["1|a.csv.gz:2|one"]),
    ];
    for (name, bytes, expected) in cases {
        let found = summary(name, bytes);
        assert_eq!(found.len(), expected.len(), "{found:?}");
        assert!(found.iter().zip(expected).all(|(found, start)| found.starts_with(start)), "{found:?}");
    }
}

#[test]
fn a_giant_record_is_skipped_without_the_rest() {
    let mut bytes = b"{\"text\": \"one\"}\n{\"text\": \"".to_vec();
    bytes.resize(3 << 20, b'x');
    bytes.extend_from_slice(b"\"}\n{\"text\": \"three\"}\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    fs::write(&path, bytes).unwrap();
    let options = ReadOptions { max_document_bytes: 1 << 20, ..ReadOptions::default() };
    let found: Vec<Outcome> = documents(&[path.to_string_lossy().into_owned()], &options).unwrap().collect();
    assert!(
        matches!(&found[..], [Outcome::Document(_), Outcome::Rejected(r), Outcome::Document(_)] if r.reason == "too-large"),
        "{found:?}"
    );
}

#[test]
fn progress_counts_the_bytes_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "one").unwrap();
    fs::write(folder.path().join("b.jsonl.gz"), gzip(b"{\"text\": \"two\"}\n")).unwrap();
    let mut sources = super::sources(&[folder.path().to_string_lossy().into_owned()], &ReadOptions::default()).unwrap();
    let progress = sources.progress();
    assert_eq!(sources.by_ref().count(), 2);
    assert_eq!(progress.done.load(std::sync::atomic::Ordering::Relaxed), progress.total);
}
