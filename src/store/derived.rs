//! What was made of the records and can be made of them again, kept beside them to save the time.
//!
//! It is believed only where the very program asks that wrote it and every byte is as it was
//! written; and it knows of which records it was made, so that it can be told what has changed
//! since. In any doubt there is none. So it need not outlast a power cut, and is not waited for.

use super::error::{Result, StoreError};
use super::records::{self, Checksum, HeadRecord, Totals};
use super::{Store, scan};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

const FILE: &str = "derived";
const FRESH_FILE: &str = "derived.tmp";

/// Of which records something was made, and by whom. Behind it come the checksums of all claims.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Origin {
    /// The program.
    maker: Checksum,
    totals: Totals,
}

/// A piece as it stands in the file.
#[derive(Debug)]
pub struct Sealed {
    number: u64,
    checksum: Checksum,
    bytes: Vec<u8>,
}

impl Sealed {
    fn new(number: u64, bytes: Vec<u8>) -> Self {
        Self { number, checksum: records::checksum(&number.to_le_bytes(), &bytes), bytes }
    }

    /// What was written, if it is that.
    pub fn bytes(&self) -> Option<&[u8]> {
        let checksum = records::checksum(&self.number.to_le_bytes(), &self.bytes);
        (checksum == self.checksum).then_some(&self.bytes)
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&(self.bytes.len() as u64).to_le_bytes())?;
        out.write_all(&self.checksum)?;
        out.write_all(&self.bytes)
    }

    fn read(input: &mut impl Read, number: u64) -> io::Result<Self> {
        let (mut len, mut checksum) = ([0; 8], Checksum::default());
        input.read_exact(&mut len)?;
        input.read_exact(&mut checksum)?;
        let len = u64::from_le_bytes(len);
        let mut bytes = Vec::new();
        // Not made room for beforehand: the number may be anything.
        if input.take(len).read_to_end(&mut bytes)? as u64 == len {
            Ok(Self { number, checksum, bytes })
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

/// What is kept beside the records: its pieces one by one. An error ends it; whoever has not seen
/// all pieces up to the end without one has seen nothing.
#[derive(Debug)]
pub struct Derived {
    origin: Origin,
    /// Unpacked only where something has changed since.
    claims: Sealed,
    file: BufReader<File>,
    next: u64,
    ended: bool,
}

impl Iterator for Derived {
    type Item = io::Result<Sealed>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        // The end is no piece that anybody else would check.
        let piece = Sealed::read(&mut self.file, self.next).and_then(|piece| {
            let sound = !piece.bytes.is_empty() || piece.bytes().is_some();
            if sound { Ok(piece) } else { Err(io::ErrorKind::InvalidData.into()) }
        });
        self.next += 1;
        // An empty one is the end.
        self.ended = piece.as_ref().map_or(true, |piece| piece.bytes.is_empty());
        piece.map(|piece| (!piece.bytes.is_empty()).then_some(piece)).transpose()
    }
}

/// Writes what shall be kept beside the records. It takes the place of what is there when it ends.
#[derive(Debug)]
pub struct Deriving {
    out: BufWriter<File>,
    next: u64,
    fresh: PathBuf,
    path: PathBuf,
}

impl Deriving {
    /// Writes the next piece.
    pub fn push(&mut self, bytes: Vec<u8>) -> Result<()> {
        let written = Sealed::new(self.next, bytes).write(&mut self.out);
        self.next += 1;
        written.map_err(|reason| io_error("cannot write", &self.fresh, reason))
    }

    /// Ends it.
    pub fn finish(mut self) -> Result<()> {
        self.push(Vec::new())?;
        self.out.flush().map_err(|reason| io_error("cannot write", &self.fresh, reason))?;
        fs::rename(&self.fresh, &self.path)
            .map_err(|reason| io_error("cannot write", &self.path, reason))
    }
}

impl Drop for Deriving {
    /// What was not ended leaves nothing behind.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.fresh);
    }
}

impl Store {
    /// What this maker has kept beside the records, if it is there and sound as far as is seen.
    pub fn derived(&self, maker: Checksum) -> Option<Derived> {
        let mut file = BufReader::with_capacity(1 << 18, File::open(self.path().join(FILE)).ok()?);
        let origin = Sealed::read(&mut file, 0).ok()?;
        let origin: Origin = postcard::from_bytes(origin.bytes()?).ok()?;
        if origin.maker != maker {
            return None;
        }
        let claims = Sealed::read(&mut file, 1).ok()?;
        claims.bytes()?;
        Some(Derived { origin, claims, file, next: 2, ended: false })
    }

    /// Begins to keep what was made of the records as they are now.
    pub fn derive(&self, maker: Checksum) -> Result<Deriving> {
        let totals = self.lock().totals;
        let mut claims = FxHashSet::default();
        scan::heads(self, |_, head| {
            claims.insert(head.claims);
        })?;
        let (path, fresh) = (self.path().join(FILE), self.path().join(FRESH_FILE));
        let not_encoded = |error| io_error("cannot write", &fresh, io::Error::other(error));
        let origin = postcard::to_stdvec(&Origin { maker, totals }).map_err(not_encoded)?;
        let claims = postcard::to_stdvec(&claims).map_err(not_encoded)?;
        let file =
            File::create(&fresh).map_err(|reason| io_error("cannot write", &fresh, reason))?;
        let out = BufWriter::with_capacity(1 << 18, file);
        let mut deriving = Deriving { out, next: 0, fresh, path };
        deriving.push(origin)?;
        deriving.push(claims)?;
        Ok(deriving)
    }

    /// How many documents were added since, at least.
    pub fn grown_since(&self, derived: &Derived) -> u64 {
        self.lock().totals.next.saturating_sub(derived.origin.totals.next)
    }

    /// The keys of the documents that were added or replaced since. Of those that were removed
    /// nothing is said. `None` where what would tell is in doubt.
    pub fn changed_since(&self, derived: &Derived) -> Result<Option<Vec<String>>> {
        let Derived { origin: Origin { totals, .. }, claims, .. } = derived;
        let now = self.lock().totals;
        let mut changed = Vec::new();
        if (now.documents, now.sum) != (totals.documents, totals.sum) {
            let claims = claims.bytes().map(postcard::from_bytes::<FxHashSet<Checksum>>);
            let Some(Ok(claims)) = claims else { return Ok(None) };
            scan::heads(self, |key, head: HeadRecord| {
                if !claims.contains(&head.claims) {
                    changed.push(key.to_owned());
                }
            })?;
        }
        Ok(Some(changed))
    }
}

fn io_error(what: &'static str, path: &std::path::Path, reason: io::Error) -> StoreError {
    StoreError::Io { what, path: path.to_owned(), reason }
}
