//! The file of settings that operators start from is the one the binary prints.

use assay::config::Settings;

use crate::support::process::Assay;
use crate::support::repository;

#[test]
fn the_example_file_is_the_default_config() {
    let output = Assay::new().run(&["default-config"]);
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed, Settings::default_file());
    assert_eq!(repository::text("docker/config.example.toml"), printed);
}

#[test]
fn the_default_config_names_every_setting_with_its_default() {
    let file: toml::Table = Settings::default_file().parse().unwrap();
    let defaults = toml::Table::try_from(Settings::default()).unwrap();
    assert_eq!(file, defaults);
}
