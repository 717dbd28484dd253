DROP TABLE basis_versions;
