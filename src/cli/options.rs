//! Options that several commands share.

use crate::lexicon::Lexicon;
use crate::model::{Document, Metadata};
use crate::source::{self, SourceError};
use crate::store::{Store, StoreError};
use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use clap::Args;
use etcetera::BaseStrategy;
use std::path::PathBuf;

/// Where the store is.
#[derive(Debug, Clone, Args)]
pub struct StoreOptions {
    /// The folder of the store; without it, `chuxi` in your data folder
    #[arg(long, alias = "store", value_name = "DIR", global = true)]
    data: Option<PathBuf>,
}

impl StoreOptions {
    /// The folder of the store.
    pub fn path(&self) -> Result<PathBuf> {
        match &self.data {
            Some(path) => Ok(path.clone()),
            None => Ok(etcetera::choose_base_strategy()
                .context("no home folder is known: name the store with --data DIR")?
                .data_dir()
                .join("chuxi")),
        }
    }

    /// Opens the store, making it where there is none.
    pub fn open_or_make(&self) -> Result<Store> {
        Ok(Store::open(&self.path()?)?)
    }

    /// Opens the store that is there even if files of it are damaged.
    pub fn open_damaged(&self) -> Result<Store> {
        match self.open() {
            Err(error) if matches!(error.downcast_ref(), Some(StoreError::Damaged { .. })) => {
                tracing::warn!("{error}");
                Ok(Store::open_damaged(&self.path()?)?)
            }
            outcome => outcome,
        }
    }

    /// Opens the store that is there: asking a misspelt folder must not make an empty store.
    pub fn open(&self) -> Result<Store> {
        let path = self.path()?;
        if !Store::exists(&path) {
            bail!(
                "there is no store in {}: `chuxi ingest` makes one, --data names another",
                path.display()
            );
        }
        Ok(Store::open(&path)?)
    }
}

/// What is read.
#[derive(Debug, Clone, Args)]
pub struct InputOptions {
    /// Files and folders of text, and of JSON lines with `text` and where known `id`, `title`,
    /// `date`, `publication`, `place`, `url`; `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    metadata: MetadataOptions,
}

/// What the text does not say by itself.
#[derive(Debug, Clone, Args)]
struct MetadataOptions {
    /// Day of publication, where an input does not tell
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,

    /// Where the publication is at home (西宁, 青海), where an input does not tell: what 省 and 市 mean
    #[arg(long, value_name = "NAME")]
    place: Option<String>,

    /// The newspaper or site, where an input does not tell
    #[arg(long, value_name = "NAME")]
    publication: Option<String>,
}

impl InputOptions {
    /// The documents, one after the other.
    pub fn documents(&self) -> impl Iterator<Item = Result<Document, SourceError>> + use<> {
        let MetadataOptions { date, place, publication } = self.metadata.clone();
        if let Some(place) = &place
            && Lexicon::standard().places.at_start(place).is_none()
        {
            tracing::warn!(
                "--place {place}: no division of this name is known, so it tells nothing; write it as \
                 in 西宁, 青海省 or 大通县"
            );
        }
        source::documents(&self.paths).map(move |document| {
            let mut document = document?;
            let meta: &mut Metadata = &mut document.meta;
            meta.date = meta.date.or(date);
            meta.place = meta.place.take().or_else(|| place.clone());
            meta.publication = meta.publication.take().or_else(|| publication.clone());
            Ok(document)
        })
    }
}
