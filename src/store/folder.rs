//! The store's folder: who holds it, and the manifest that says what to expect in it.

use super::error::{Result, StoreError};
use super::files::Position;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The manifest's file name.
pub const MANIFEST: &str = "chuxi.json";
const FRESH_MANIFEST: &str = "chuxi.json.tmp";
const LOCK: &str = "lock";

/// What stands outside the records, so that it can be read before they are trusted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the records.
    pub format: u32,
    /// How many flushes were acknowledged: records that know of fewer have lost some.
    pub acknowledged: u64,
    /// Up to where the records' log was acknowledged.
    #[serde(flatten)]
    pub position: Position,
}

/// A folder that this process alone may use, as long as the value lives.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// The operating system gives the lock up when the process ends, however it ends.
    lock: File,
}

impl Folder {
    /// Takes hold of the folder, which is made where it is missing.
    pub fn hold(path: &Path) -> Result<Self> {
        let io = |what, path: &Path| {
            let path = path.to_owned();
            move |reason| StoreError::Io { what, path, reason }
        };
        fs::create_dir_all(path).map_err(io("cannot make the store's folder", path))?;
        let lock_path = path.join(LOCK);
        let foreign = !path.join(MANIFEST).exists()
            && fs::read_dir(path)
                .map_err(io("cannot read the folder", path))?
                .flatten()
                .any(|entry| entry.file_name() != LOCK && entry.file_name() != FRESH_MANIFEST);
        if foreign {
            return Err(StoreError::NotAStore { path: path.to_owned() });
        }
        let mut lock = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&lock_path)
            .map_err(io(
                "chuxi must be able to write in the store's folder, and cannot open",
                &lock_path,
            ))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut pid = String::new();
                let _ = lock.read_to_string(&mut pid);
                return Err(StoreError::Held {
                    path: path.to_owned(),
                    pid: pid.trim().parse().ok(),
                });
            }
            Err(TryLockError::Error(reason)) => {
                return Err(io("cannot lock", &lock_path)(reason));
            }
        }
        write_pid(&mut lock).map_err(io("cannot write", &lock_path))?;
        Ok(Self { path: path.to_owned(), lock })
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the records of a format lie. Each format has a folder of its own, so that the records
    /// of an older one stay behind as the backup.
    pub fn records(&self, format: u32) -> PathBuf {
        self.path.join(format!("records-{format}"))
    }

    /// The manifest, or `None` in a new store.
    pub fn manifest(&self) -> Result<Option<Manifest>> {
        let path = self.path.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(reason) => return Err(StoreError::Io { what: "cannot read", path, reason }),
        };
        serde_json::from_slice::<Sealed>(&bytes)
            .map_err(|error| error.to_string())
            .and_then(Sealed::open)
            .map(Some)
            .map_err(|detail| StoreError::Damaged { place: path.display().to_string(), detail })
    }

    /// Replaces the manifest: after a crash either the old one stands there or the new one.
    pub fn write_manifest(&self, manifest: Manifest) -> Result<()> {
        let path = self.path.join(MANIFEST);
        let fresh = self.path.join(FRESH_MANIFEST);
        let write = || {
            let mut file = File::create(&fresh)?;
            file.write_all(&serde_json::to_vec(&Sealed::seal(manifest))?)?;
            file.sync_all()?;
            fs::rename(&fresh, &path)?;
            sync_folder(&self.path)
        };
        write().map_err(|reason| StoreError::Io {
            what: "cannot write",
            path: path.clone(),
            reason,
        })
    }
}

impl Drop for Folder {
    /// Closing the file is not enough while a child process that is just being started shares it.
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

/// Makes what was created or renamed in a folder outlast a power cut.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

fn write_pid(lock: &mut File) -> io::Result<()> {
    lock.set_len(0)?;
    lock.rewind()?;
    writeln!(lock, "{}", std::process::id())
}

/// The manifest with a checksum: a flipped digit in `acknowledged` must not pass for a lost write.
#[derive(Serialize, Deserialize)]
struct Sealed {
    #[serde(flatten)]
    manifest: Manifest,
    checksum: u32,
}

impl Sealed {
    fn seal(manifest: Manifest) -> Self {
        Self { manifest, checksum: checksum(manifest) }
    }

    fn open(self) -> std::result::Result<Manifest, String> {
        if checksum(self.manifest) == self.checksum {
            Ok(self.manifest)
        } else {
            Err("its checksum does not fit".to_owned())
        }
    }
}

fn checksum(manifest: Manifest) -> u32 {
    let Manifest { format, acknowledged, position: Position { log, len } } = manifest;
    crc32fast::hash(format!("{format} {acknowledged} {log} {len}").as_bytes())
}
