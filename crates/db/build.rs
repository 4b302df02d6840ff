//! Migrations are read when this crate is built: a new one alone has to build it again.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
