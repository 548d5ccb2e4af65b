//! **chuxi** (出席, "to attend") reads Chinese official news and answers *who attended what*.
//!
//! The folders are the stages, in the order in which data passes through them:
//!
//! ```text
//! source ─▶ page ─▶ text ─▶ extract ─▶ resolve ─▶ store ─▶ graph ─▶ api
//! bytes     lines   tokens  claims     entities   sled     petgraph GraphQL
//! ```
//!
//! Each stage imports only from stages on its left, from [`model`] (the vocabulary) and from
//! [`lexicon`] (the data). [`mod@reading`] runs the stages from `page` to `resolve` over one document.
//! `cli` and `api` are the rims. Nothing left of `store` touches a disk or a clock, but for
//! `source`, which reads its inputs; nothing left of `api` knows HTTP.

pub mod api;
pub mod cli;
pub mod extract;
pub mod graph;
pub mod lexicon;
pub mod model;
pub mod page;
pub mod reading;
pub mod resolve;
pub mod source;
pub mod store;
pub mod text;
