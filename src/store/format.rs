//! Bringing the records of an older chuxi up to date.

use super::engine::Engine;
use super::error::{Result, StoreError};
use super::folder::{Folder, Manifest, sync_folder};
use super::format_1;
use std::fs;
use std::io;
use std::path::Path;

/// Changes all records of one format into those of the next.
pub type Step = fn(&mut Engine) -> Result<()>;

/// The formats that a program knows: `steps[0]` leads from `first` to `first + 1`, and so on.
#[derive(Debug, Clone, Copy)]
pub struct Formats {
    /// The oldest that can be brought up to date.
    pub first: u32,
    /// The way from each to the next.
    pub steps: &'static [Step],
}

/// What this chuxi knows. Whoever changes a layout in `records` adds the step that leads there.
pub const FORMATS: Formats = Formats { first: 1, steps: &[format_1::to_2] };

impl Formats {
    /// The format in which new stores are written.
    pub fn current(&self) -> u32 {
        self.first + self.steps.len() as u32
    }

    /// Makes sure that the folder holds records of the current format, and returns its manifest.
    ///
    /// The steps are taken on a copy; the old records stay as they are, as the backup. The manifest
    /// is what switches over, so that a migration that is cut off begins anew.
    pub fn settle(&self, folder: &Folder) -> Result<Manifest> {
        let current = self.current();
        let Some(manifest) = folder.manifest()? else {
            let manifest = Manifest { format: current, ..Manifest::default() };
            folder.write_manifest(manifest)?;
            return Ok(manifest);
        };
        let (path, found) = (folder.path().to_owned(), manifest.format);
        if found > current {
            return Err(StoreError::Newer { path, found, known: current });
        }
        let Some(done) = found.checked_sub(self.first) else {
            return Err(StoreError::Older { path, found });
        };
        let steps = &self.steps[(done as usize).min(self.steps.len())..];
        if steps.is_empty() {
            return Ok(manifest);
        }

        let (old, new) = (folder.records(found), folder.records(current));
        tracing::info!(
            "{}: format {found} becomes format {current}; the old records stay in {}",
            path.display(),
            old.display()
        );
        copy_folder(&old, &new).and_then(|()| sync_folder(&path)).map_err(|reason| {
            StoreError::Io { what: "cannot copy the records to", path: new.clone(), reason }
        })?;
        let mut engine = Engine::open(&new, manifest.position)?;
        for step in steps {
            step(&mut engine)?;
        }
        let position = engine.settle()?;
        drop(engine);
        let manifest = Manifest { format: current, position, ..manifest };
        folder.write_manifest(manifest)?;
        Ok(manifest)
    }
}

/// Copies a folder and all in it; what the target held before is gone.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
            fs::File::open(&target)?.sync_all()?;
        }
    }
    sync_folder(to)
}
