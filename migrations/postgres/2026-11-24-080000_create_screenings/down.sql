DROP TABLE screening_measures;
DROP TABLE screenings;
