//! Looks over sled's own files before sled does.
//!
//! sled reads its log up to the first frame that does not fit its checksum and takes that for the
//! end: a flipped bit in the middle would silently throw away all that came after. It also prints
//! and panics where a file is cut short. So the frames are walked here first, in the format of the
//! pinned version, and every place that they point to must exist. A log that has lost its end is
//! worse than one that is unreadable: it points to slots that by now hold something else, and sled
//! looks for the right one for ever. So the manifest keeps up to where the log is acknowledged.

use super::error::StoreError;
use super::folder::sync_folder;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is wrong with a file.
#[derive(Debug)]
pub struct Flaw {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub detail: String,
}

impl Flaw {
    fn new(path: &Path, detail: impl Into<String>) -> Self {
        Self { path: path.to_owned(), detail: detail.into() }
    }

    /// The error that tells of it.
    pub fn into_error(self) -> StoreError {
        StoreError::Damaged { place: self.path.display().to_string(), detail: self.detail }
    }
}

/// A place in the log: everything before it has been acknowledged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The number of the log file.
    pub log: u64,
    /// Its length in bytes.
    pub len: u64,
}

/// The end of the log under `records`.
pub fn position(records: &Path) -> io::Result<Position> {
    let mut end = Position::default();
    for entry in fs::read_dir(records.join("metadata"))? {
        let entry = entry?;
        let name = entry.file_name();
        if let Some(log) = name.to_str().and_then(|name| number(name, "log_"))
            && log >= end.log
        {
            end = Position { log, len: entry.metadata()?.len() };
        }
    }
    Ok(end)
}

/// Puts right what a process leaves that was killed while sled opened, before it had made its new
/// log. sled would write its snapshot under the name of the old one and then remove the old one:
/// with a log above it the new snapshot gets a name of its own.
pub fn mend(records: &Path) -> io::Result<()> {
    let folder = records.join("metadata");
    let (mut snapshots, mut last_log) = (Vec::new(), 0);
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name();
        let Some(name) = name.to_str() else { continue };
        snapshots.extend(number(name, "snapshot_"));
        last_log = last_log.max(number(name, "log_").unwrap_or_default());
    }
    snapshots.sort();
    let Some(newest) = snapshots.pop() else { return Ok(()) };
    if last_log <= newest {
        fs::File::create(folder.join(format!("log_{:016x}", newest + 1)))?;
    }
    for stale in snapshots {
        fs::remove_file(folder.join(format!("snapshot_{stale:016x}")))?;
    }
    sync_folder(&folder)
}

/// The number of a log or snapshot, if it is one.
fn number(name: &str, prefix: &str) -> Option<u64> {
    let digits = name.strip_prefix(prefix).filter(|digits| digits.len() == 16)?;
    u64::from_str_radix(digits, 16).ok()
}

/// Object id to the slot that holds it: the slab's rank among the slabs, and the place in it.
type Slots = HashMap<u64, (usize, u64)>;

/// Fills slabs that are cut short up to the length that they should have.
pub fn fill_up(records: &Path) -> Result<(), Flaw> {
    let slots = read_metadata(&records.join("metadata"), Position::default())?;
    for slab in measure_slabs(&records.join("slabs"), &slots)? {
        if slab.found < slab.needed {
            let file = fs::OpenOptions::new().write(true).open(&slab.path);
            file.and_then(|file| file.set_len(slab.needed))
                .map_err(|error| Flaw::new(&slab.path, error.to_string()))?;
        }
    }
    Ok(())
}

/// Checks the log, the snapshot and the lengths of the slabs under `records`, of which all up to
/// `acknowledged` must be there.
pub fn verify(records: &Path, acknowledged: Position) -> Result<(), Flaw> {
    let slots = read_metadata(&records.join("metadata"), acknowledged)?;
    verify_slabs(&records.join("slabs"), &slots)
}

fn read_metadata(folder: &Path, acknowledged: Position) -> Result<Slots, Flaw> {
    let mut logs: Vec<(u64, PathBuf)> = Vec::new();
    let mut snapshot: Option<(u64, PathBuf)> = None;
    for path in list(folder)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if let Some(id) = number(name, "log_") {
            logs.push((id, path));
        } else if let Some(id) = number(name, "snapshot_") {
            if snapshot.as_ref().is_none_or(|(newest, _)| *newest < id) {
                snapshot = Some((id, path));
            }
        } else if !name.ends_with(".tmp") && (name.starts_with("log") || name.starts_with("snap")) {
            return Err(Flaw::new(&path, "this file does not belong here"));
        }
    }
    let Some((base, snapshot)) = snapshot else {
        return Err(Flaw::new(folder, "its snapshot is gone"));
    };

    let mut slots = Slots::new();
    read_frames(&snapshot, u64::MAX, &mut slots)?;
    logs.retain(|(id, _)| *id > base);
    logs.sort();
    let last = logs.last().map_or(base, |(id, _)| *id);
    let expected = base + 1..=last.max(acknowledged.log);
    for (index, id) in expected.enumerate() {
        let Some((_, path)) = logs.get(index).filter(|(found, _)| *found == id) else {
            return Err(Flaw::new(folder, format!("log {id} is gone")));
        };
        let whole = match id {
            id if id < last => u64::MAX,
            id if id == acknowledged.log => acknowledged.len,
            _ => 0,
        };
        read_frames(path, whole, &mut slots)?;
    }
    Ok(slots)
}

/// Applies the frames of a log or snapshot. A process that was killed, or a power cut, may leave a
/// torn frame at the end of the log that was being written, after the `whole` bytes that were
/// acknowledged, and nowhere else.
fn read_frames(path: &Path, whole: u64, slots: &mut Slots) -> Result<(), Flaw> {
    let bytes = fs::read(path).map_err(|error| Flaw::new(path, error.to_string()))?;
    let len = bytes.len() as u64;
    if (len == 0 && whole == u64::MAX) || (len < whole && whole != u64::MAX) {
        return Err(Flaw::new(path, format!("it is cut short: {len} bytes are left")));
    }
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let at = bytes.len() - rest.len();
        let torn = |detail: &str| match at as u64 >= whole {
            true => Ok(()),
            false => Err(Flaw::new(path, format!("{detail} at byte {at}"))),
        };
        let Some((head, after)) = rest.split_first_chunk::<8>() else {
            return torn("it is cut short");
        };
        let [l0, l1, l2, l3, l4, l5, c0, c1] = *head;
        if (crc32fast::hash(&[l0, l1, l2, l3, l4, l5]) as u16).to_le_bytes() != [c0, c1] {
            return torn("a wrong length");
        }
        let len = u64::from_le_bytes([l0, l1, l2, l3, l4, l5, 0, 0]) as usize;
        let Some((payload, checksum, tail)) =
            after.split_at_checked(len).and_then(|(body, after)| {
                let (checksum, tail) = after.split_first_chunk::<4>()?;
                Some((body, checksum, tail))
            })
        else {
            return torn("it is cut short");
        };
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(head);
        hasher.update(payload);
        if (hasher.finalize() ^ 0xAF).to_le_bytes() != *checksum {
            return torn("a wrong checksum");
        }
        read_entries(payload, slots)
            .ok_or_else(|| Flaw::new(path, format!("an unreadable entry at byte {at}")))?;
        rest = tail;
    }
    Ok(())
}

fn read_entries(payload: &[u8], slots: &mut Slots) -> Option<()> {
    let bytes = zstd::stream::decode_all(payload).ok()?;
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let object = take(&mut rest)?;
        let _collection = take(&mut rest)?;
        let location = take(&mut rest)?;
        let key_len = usize::try_from(take(&mut rest)?).ok()?;
        rest = rest.get(key_len..)?;
        if location == 0 {
            slots.remove(&object);
        } else {
            let slab = (location >> 56).checked_sub(1)? as usize;
            slots.insert(object, (slab, location & ((1 << 56) - 1)));
        }
    }
    Some(())
}

fn take(rest: &mut &[u8]) -> Option<u64> {
    let (number, after) = rest.split_first_chunk::<8>()?;
    *rest = after;
    Some(u64::from_le_bytes(*number))
}

/// A slab and its length in bytes.
struct Slab {
    path: PathBuf,
    found: u64,
    needed: u64,
}

fn verify_slabs(folder: &Path, slots: &Slots) -> Result<(), Flaw> {
    for Slab { path, found, needed } in measure_slabs(folder, slots)? {
        if found < needed {
            let detail = format!("it is cut short: {found} bytes of {needed}");
            return Err(Flaw::new(&path, detail));
        }
    }
    Ok(())
}

/// A slab is a file of equal slots, and is named by the size of one.
fn measure_slabs(folder: &Path, slots: &Slots) -> Result<Vec<Slab>, Flaw> {
    let mut slabs: Vec<(u64, PathBuf)> = list(folder)?
        .into_iter()
        .filter_map(|path| Some((path.file_name()?.to_str()?.parse().ok()?, path)))
        .collect();
    slabs.sort();
    if slabs.len() != SLABS {
        let detail = format!("it holds {} slabs instead of {SLABS}", slabs.len());
        return Err(Flaw::new(folder, detail));
    }
    let mut needed = [0u64; SLABS];
    for (slab, slot) in slots.values() {
        let needed = needed
            .get_mut(*slab)
            .ok_or_else(|| Flaw::new(folder, format!("slab number {slab} does not exist")))?;
        *needed = (*needed).max(slot + 1);
    }
    let measure = |((size, path), slots): ((u64, PathBuf), u64)| {
        let found = fs::metadata(&path).map_err(|error| Flaw::new(&path, error.to_string()))?.len();
        Ok(Slab { path, found, needed: slots.saturating_mul(size) })
    };
    slabs.into_iter().zip(needed).map(measure).collect()
}

/// How many slabs the pinned version of sled makes.
const SLABS: usize = 78;

fn list(folder: &Path) -> Result<Vec<PathBuf>, Flaw> {
    let flaw = |error: std::io::Error| Flaw::new(folder, error.to_string());
    fs::read_dir(folder)
        .map_err(flaw)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(flaw))
        .collect()
}
