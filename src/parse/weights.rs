//! The weights file: a line that says what it is, then one zstd frame (with checksum) of all models.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::codec::{Reader, Writer};
use super::lemmatiser::Lemmatiser;
use super::network::Network;
use super::tags::TagClasses;
use crate::error::{Error, Result};

/// How a weights file begins: its kind and the version of its form.
pub const MAGIC: &[u8] = b"dateline syntax 4\n";

/// A frame that claims more than this is not ours.
const MOST_BYTES: usize = 256 << 20;

/// All models of this room.
#[derive(Clone, Debug)]
pub struct Models {
    /// Tells these models from others of the same process, for what is kept from sentence to sentence.
    pub number: usize,
    /// The pairs of tags that words may have.
    pub classes: TagClasses,
    /// The lemmatiser.
    pub lemmatiser: Lemmatiser,
    /// Tagger and parser.
    pub network: Network,
}

impl Models {
    /// The models in the bytes of a weights file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let Some(frame) = bytes.strip_prefix(MAGIC) else {
            return Err(Error::new(format!(
                "the syntax weights do not begin with {:?}: not a weights file, or of another version; train them anew as weights/README.md says",
                String::from_utf8_lossy(MAGIC).trim()
            )));
        };
        let plain = zstd::bulk::decompress(frame, frame_size(frame)?)
            .map_err(|error| Error::new(format!("the syntax weights are cut short or damaged: {error}")))?;
        let mut input = Reader::new(&plain);
        let mut classes = TagClasses::read(&mut input)?;
        let lemmatiser = Lemmatiser::read(&mut input)?;
        let network = Network::read(&mut input)?;
        if !input.is_empty() {
            return Err(Error::new("the syntax weights hold more than they should: made by another version"));
        }
        classes.link(&network.upos, &network.xpos)?;
        static LOADED: AtomicUsize = AtomicUsize::new(1);
        Ok(Self { number: LOADED.fetch_add(1, Ordering::Relaxed), classes, lemmatiser, network })
    }
}

/// The bytes of a weights file: classes and lemmatiser as they are, the network as its trainer wrote it.
pub fn pack(classes: &TagClasses, lemmatiser: &Lemmatiser, network: &[u8]) -> Result<Vec<u8>> {
    let mut out = Writer::default();
    classes.write(&mut out);
    lemmatiser.write(&mut out);
    out.0.extend_from_slice(network);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(compress(&out.0).map_err(|error| Error::new(format!("cannot compress the weights: {error}")))?);
    Ok(bytes)
}

fn compress(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressor = zstd::bulk::Compressor::new(19)?;
    compressor.include_checksum(true)?;
    compressor.include_contentsize(true)?;
    compressor.compress(plain)
}

fn frame_size(frame: &[u8]) -> Result<usize> {
    let size = zstd::bulk::Decompressor::upper_bound(frame).filter(|&size| size <= MOST_BYTES);
    size.ok_or_else(|| Error::new("the syntax weights are cut short or damaged: no size in their header"))
}
