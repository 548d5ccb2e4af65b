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
#[path = "../common/process.rs"]
mod process;

#[test]
#[ignore = "some minutes"]
fn killed_a_thousand_times_it_ends_as_if_undisturbed() {
    for seed in 0..4 {
        kill::kill(250, seed);
    }
}
