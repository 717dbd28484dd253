//! Rebuilds when a file of the rulebook is added: the macro that embeds them does not notice by itself.

fn main() {
    println!("cargo:rerun-if-changed=src/rulebook/data");
}
