//! How far two positions lie apart, by functions that give the same on every machine.

/// Mean radius of the earth, in kilometres.
const EARTH_KILOMETRES: f64 = 6_371.0;

/// Kilometres along the great circle between two positions, each in degrees north and east.
pub fn kilometres_between(here: (f64, f64), there: (f64, f64)) -> f64 {
    let radians = |degrees: f64| degrees * std::f64::consts::PI / 180.0;
    let half = |from: f64, until: f64| libm::sin((radians(until) - radians(from)) / 2.0);
    let (north, east) = (half(here.0, there.0), half(here.1, there.1));
    let chord =
        north * north + libm::cos(radians(here.0)) * libm::cos(radians(there.0)) * east * east;
    2.0 * EARTH_KILOMETRES * libm::asin(libm::sqrt(chord.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kilometres of a nautical mile.
    const MILE: f64 = 1.852;

    #[test]
    fn distances_are_those_of_the_tables() {
        for (here, there, miles) in [
            ((38.74, 125.41), (20.86, 106.68), 1_430.0),
            ((1.26, 103.83), (51.95, 4.14), 5_650.0),
            ((35.1, 129.04), (35.1, 129.04), 0.0),
            ((10.0, 179.5), (10.0, -179.5), 59.0),
        ] {
            let found = kilometres_between(here, there) / MILE;
            assert!((found - miles).abs() <= miles * 0.02 + 0.5, "{found} for {miles}");
        }
    }
}
