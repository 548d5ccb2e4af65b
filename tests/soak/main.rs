//! What takes too long for every day. Run it before a release, and after any change in `store`:
//!
//! ```sh
//! cargo test --release --test soak -- --ignored --nocapture
//! ```

mod damage;
#[path = "../common/invented.rs"]
mod invented;
#[path = "../common/kill.rs"]
mod kill;
#[path = "../common/load.rs"]
mod load;
#[path = "../common/process.rs"]
mod process;

#[test]
#[ignore = "some minutes"]
fn killed_a_thousand_times_it_ends_as_if_undisturbed() {
    for seed in 0..4 {
        kill::kill(250, seed);
    }
}

#[test]
#[ignore = "a minute"]
fn asked_two_hundred_times_a_second_while_it_is_fed_it_answers_without_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    load::ask_at_a_rate(&folder.path().join("store"), 200, 30);
}

#[test]
#[ignore = "a minute"]
fn fed_for_long_it_shows_no_half_document_and_loses_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    load::feed_under_load(&folder.path().join("store"), 3000, 4);
}
