//! Walks the inputs and hands out their bytes, in order.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::{Arc, Mutex};

use encoding_rs::{Decoder, Encoding};

use super::csv::Header;
use super::format::Packing;
use super::inputs::{self, Input, Skipped};
use super::item::{Body, Origin, RawItem, broken_packing};
use super::split::{Batch, Batches, Splitter};
use super::{Format, Progress, ReadOptions, encoding};
use crate::delimited::shape;
use crate::error::Result;

/// Marks that may stand between the cells of records.
const SEPARATORS: &[u8] = b",\t;|";

/// Size of the buffers that files are read through.
const BUFFER: usize = 256 * 1024;

/// The items of all inputs, one after the other, in a fixed order.
pub struct Sources {
    inputs: std::vec::IntoIter<Input>,
    records: Option<Records>,
    options: ReadOptions,
    progress: Progress,
    skipped: Skipped,
    notes: Notes,
}

/// What is to be told of files that are read nonetheless, in the order of reading; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    /// Adds what is said of a file.
    fn add(&self, path: &str, note: &str) {
        if let Ok(mut notes) = self.0.lock() {
            notes.push(format!("{path}: {note}"));
        }
    }

    /// All of it so far.
    pub fn all(&self) -> Vec<String> {
        self.0.lock().map(|notes| notes.clone()).unwrap_or_default()
    }
}

/// Finds all inputs; fails when one does not exist or nothing is there to read.
pub fn sources(inputs: &[String], options: &ReadOptions) -> Result<Sources> {
    let (inputs, skipped) = inputs::resolve(inputs)?;
    let progress = Progress { total: inputs.iter().map(|input| input.bytes).sum(), ..Progress::default() };
    Ok(Sources {
        inputs: inputs.into_iter(),
        records: None,
        options: options.clone(),
        progress,
        skipped,
        notes: Notes::default(),
    })
}

impl Sources {
    /// How far reading has come; clones share the count.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Files that folders held and that were left out.
    pub fn skipped(&self) -> &Skipped {
        &self.skipped
    }

    /// What is to be told of files that are read.
    pub fn notes(&self) -> Notes {
        self.notes.clone()
    }

    fn open(&mut self, input: &Input) -> Option<RawItem> {
        let origin = Origin { path: input.path.as_str().into(), id: input.id.as_str().into() };
        let known = input.file.as_ref().and_then(|_| Format::of_name(&input.path));
        let opened = match known {
            Some(format @ (Format::Text | Format::Html)) => self.open_file(input, format),
            _ => self.open_stream(input, known, &origin),
        };
        match opened {
            Ok(body) => body.map(|body| RawItem { origin, body }),
            Err(cause) => {
                let reason = if cause.kind() == io::ErrorKind::UnexpectedEof { "truncated" } else { "unreadable" };
                let body = Body::Broken { line: None, reason, message: inputs::plain(&cause) };
                Some(RawItem { origin, body })
            }
        }
    }

    /// A file that is one document, still packed.
    fn open_file(&self, input: &Input, format: Format) -> io::Result<Option<Body>> {
        let (packing, _) = Packing::of_name(&input.path);
        let mut bytes = Vec::with_capacity((input.bytes as usize).min(self.options.max_document_bytes) + 1);
        let limit = self.options.max_document_bytes as u64 + 1;
        self.raw(input)?.take(limit).read_to_end(&mut bytes)?;
        self.progress.add(input.bytes.saturating_sub(bytes.len() as u64));
        Ok(Some(Body::File { bytes, packing, format }))
    }

    /// A file of records, or an input whose name does not tell what it is.
    fn open_stream(&mut self, input: &Input, known: Option<Format>, origin: &Origin) -> io::Result<Option<Body>> {
        let mut raw = BufReader::with_capacity(BUFFER, self.raw(input)?);
        let packing = Packing::of_bytes(raw.fill_buf()?);
        let mut stream = unpacking(raw, packing)?;
        let head = stream.fill_buf().map_err(|cause| io::Error::new(cause.kind(), broken_packing(packing, &cause)))?;
        let format =
            known.or(self.options.stdin.filter(|_| input.file.is_none())).unwrap_or_else(|| Format::of_bytes(head));
        let splitter = match format {
            Format::Text | Format::Html => return self.whole_stream(stream, format).map(Some),
            Format::Json => Splitter::values(),
            Format::JsonLines if spans_lines(head) => Splitter::values(),
            Format::JsonLines => Splitter::Lines,
            Format::Delimited => Splitter::rows(shape(head, SEPARATORS).separator),
        };
        let mut stream = as_utf8(stream)?;
        let mut line = 1;
        if format == Format::Delimited && shape(stream.fill_buf()?, SEPARATORS).start > 0 {
            stream.skip_until(b'\n')?;
            line = 2;
        }
        let batches = Batches::new(stream, splitter, self.options.max_document_bytes).beginning_at_line(line);
        match Records::new(origin.clone(), batches, format, packing, &self.options)? {
            Ok(records) => {
                let unused = records.header.as_ref().and_then(|header| header.unused(&self.options.fields));
                unused.iter().for_each(|note| self.notes.add(&input.path, note));
                self.records = Some(records);
            }
            Err(message) => return Ok(Some(Body::Broken { line: Some(1), reason: "no-text", message })),
        }
        Ok(None)
    }

    fn whole_stream(&self, stream: Stream, format: Format) -> io::Result<Body> {
        let mut bytes = Vec::new();
        stream.take(self.options.max_document_bytes as u64 + 1).read_to_end(&mut bytes)?;
        Ok(Body::File { bytes, packing: Packing::None, format })
    }

    /// The bytes of an input as they lie on disk, counted.
    fn raw(&self, input: &Input) -> io::Result<Box<dyn Read + Send>> {
        match &input.file {
            Some(path) => Ok(Box::new(Counted { inner: File::open(path)?, progress: self.progress.clone() })),
            None => Ok(Box::new(io::stdin())),
        }
    }
}

impl Iterator for Sources {
    type Item = RawItem;

    fn next(&mut self) -> Option<RawItem> {
        loop {
            if let Some(item) = self.records.as_mut().and_then(Records::next) {
                return Some(item);
            }
            self.records = None;
            let input = self.inputs.next()?;
            if let Some(item) = self.open(&input) {
                return Some(item);
            }
        }
    }
}

/// The records of one input, batch by batch.
struct Records {
    origin: Origin,
    batches: Batches<Stream>,
    header: Option<Arc<Header>>,
    packing: Packing,
    at_start: bool,
    failed: Option<(u64, io::Error)>,
    done: bool,
}

impl Records {
    /// Reads the header where the format has one; the inner error says what is wrong with it.
    fn new(
        origin: Origin,
        mut batches: Batches<Stream>,
        format: Format,
        packing: Packing,
        options: &ReadOptions,
    ) -> io::Result<std::result::Result<Self, String>> {
        let header = match format {
            Format::Delimited => {
                let batch = batches.single()?;
                match Header::parse(&batch.bytes, batches.separator(), &options.fields) {
                    Ok(header) => Some(Arc::new(header)),
                    Err(message) => return Ok(Err(message)),
                }
            }
            _ => None,
        };
        Ok(Ok(Self { origin, batches, header, packing, at_start: true, failed: None, done: false }))
    }

    fn next(&mut self) -> Option<RawItem> {
        if let Some((line, cause)) = self.failed.take() {
            let message = format!("{}; the records before are kept", broken_packing(self.packing, &cause));
            return Some(self.item(Body::Broken { line: Some(line), reason: "truncated", message }));
        }
        if self.done {
            return None;
        }
        let mut batch = Batch::default();
        // The first batch tells whether its record is the only one.
        let at_least = if self.at_start { 2 } else { 1 };
        if let Err(cause) = self.batches.fill(&mut batch, at_least) {
            self.failed = Some((self.batches.line(), cause));
            self.done = true;
        }
        if batch.records.is_empty() {
            self.done = true;
            return if self.failed.is_some() { self.next() } else { None };
        }
        let alone = std::mem::take(&mut self.at_start) && batch.records.len() == 1;
        Some(self.item(match &self.header {
            Some(header) => Body::Delimited { batch, header: Arc::clone(header) },
            None => Body::Json { batch, alone },
        }))
    }

    fn item(&self, body: Body) -> RawItem {
        RawItem { origin: self.origin.clone(), body }
    }
}

type Stream = Box<dyn BufRead + Send>;

fn unpacking(raw: BufReader<Box<dyn Read + Send>>, packing: Packing) -> io::Result<Stream> {
    Ok(match packing {
        Packing::None => Box::new(raw),
        Packing::Gzip => Box::new(BufReader::with_capacity(BUFFER, flate2::bufread::MultiGzDecoder::new(raw))),
        Packing::Zstd => Box::new(BufReader::with_capacity(BUFFER, zstd::stream::read::Decoder::with_buffer(raw)?)),
    })
}

/// Records are cut at bytes of ASCII, so UTF-16 is turned into UTF-8 first.
fn as_utf8(mut stream: Stream) -> io::Result<Stream> {
    match encoding::wide(stream.fill_buf()?) {
        Some(encoding) => Ok(Box::new(BufReader::with_capacity(BUFFER, Transcoded::new(stream, encoding)))),
        None => Ok(stream),
    }
}

/// Whether JSON at the start of a `.jsonl` file is an array, or is printed over several lines.
fn spans_lines(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let first = head.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
    first == b"{" || first.starts_with(b"[")
}

/// Counts the bytes that pass.
struct Counted<R> {
    inner: R,
    progress: Progress,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.add(read as u64);
        Ok(read)
    }
}

/// Turns a stream of another encoding into UTF-8.
struct Transcoded {
    inner: Stream,
    decoder: Decoder,
    ended: bool,
}

impl Transcoded {
    fn new(inner: Stream, encoding: &'static Encoding) -> Self {
        Self { inner, decoder: encoding.new_decoder_with_bom_removal(), ended: false }
    }
}

impl Read for Transcoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended {
            let chunk = self.inner.fill_buf()?;
            let last = chunk.is_empty();
            let (_, taken, written, _) = self.decoder.decode_to_utf8(chunk, buffer, last);
            self.inner.consume(taken);
            self.ended = last && taken == 0 && written == 0;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
