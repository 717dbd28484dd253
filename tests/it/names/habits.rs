//! Writing habits: what makes names the same, what keeps them apart, and which names tell their bearers.

use assay_core::names::{Bearer, Degree, Name, NameRules, Side, compare};

use crate::support::reference::rulebook_on_disk;

fn degree(left: &str, right: &str, rules: &NameRules) -> Option<Degree> {
    let bearer = Bearer { korean: true, ..Bearer::default() };
    let (left, right) =
        (Name::forms(left, Side::Submitted, rules), Name::forms(right, Side::Listed, rules));
    let pairs = left.iter().flat_map(|one| right.iter().map(move |other| (one, other)));
    pairs.filter_map(|(one, other)| compare(one, other, bearer, rules)).map(|one| one.degree).max()
}

#[test]
fn writing_habits_do_not_make_names_differ() {
    let rules = rulebook_on_disk().names;
    for (left, right, least) in [
        (
            "KOREA MINING DEVELOPMENT TRADING CORP.",
            "Korea Mining Development Trading Corporation",
            Degree::Whole,
        ),
        ("Kim Chol-nam", "KIM CHOL NAM", Degree::Equal),
        ("Kim Cholnam", "Kim Chol Nam", Degree::Romanised),
        ("Chol Nam Kim", "Kim Chol Nam", Degree::Whole),
        ("Ch'oe So'k Min", "CHOE SOK MIN", Degree::Equal),
        ("최석민", "CHOE SOK MIN", Degree::Romanised),
        ("Цой Сок Мин", "CHOE SOK MIN", Degree::Romanised),
        ("Weihai World-Shipping Freight", "Weihai World Shipping Freight Co., Ltd.", Degree::Whole),
        ("沈忠國際海運有限公司", "沈忠國際海運", Degree::Whole),
        ("沈忠国际海运", "沈忠國際海運有限公司", Degree::Whole),
        ("The Foreign Trade Bank of the DPRK", "Foreign Trade Bank, Korea", Degree::Near),
        ("Nam Chon Gang Trading Corp", "NAMCHONGANG TRADING CORPORATION", Degree::Whole),
        ("Daesong Bank", "TAESONG BANK", Degree::Near),
        ("Kumsan General Trading Co", "KOREA KUMSAN TRADING CORPORATION", Degree::Near),
        (
            "Korea Mining Development Trading Corporation KOMID Dalian Office",
            "KOREA MINING DEVELOPMENT TRADING CORPORATION",
            Degree::Near,
        ),
        ("O.M.M. Co. Ltd", "OCEAN MARITIME MANAGEMENT COMPANY, LIMITED (OMM)", Degree::Whole),
    ] {
        assert!(degree(left, right, &rules) >= Some(least), "{left} / {right}");
    }
}

#[test]
fn other_names_stay_apart() {
    let rules = rulebook_on_disk().names;
    for (left, right) in [
        ("Korea Zinc Co., Ltd.", "Korea Mining Industrial Group"),
        ("Samjong KPMG", "Korea Samjong Shipping"),
        ("Kim Chol Nam", "Kim Yong Min"),
        ("Vostok Firm 003", "Vostok Firm 004"),
        ("Hana Logistics GmbH", "Hana Banking Corporation Ltd"),
        ("Hasan Das", "Hasan"),
    ] {
        assert!(degree(left, right, &rules) <= Some(Degree::Near), "{left} / {right}");
    }
    assert_eq!(degree("Vostok Firm 003", "Vostok Firm 004", &rules), None);
}

#[test]
fn a_name_needs_a_word_of_its_own() {
    let rules = rulebook_on_disk().names;
    let is_usable = |name: &str| {
        Name::forms(name, Side::Submitted, &rules).first().is_some_and(Name::is_usable)
    };
    for name in ["Co., Ltd.", "---", "有限公司", "123", "", "GmbH & Co. KG"] {
        assert!(!is_usable(name), "{name}");
    }
    for name in ["X Trading Co.", "고려아연", "Kim", "محمد"] {
        assert!(is_usable(name), "{name}");
    }
}

#[test]
fn short_and_common_names_tell_nobody_apart() {
    let rules = rulebook_on_disk().names;
    for (name, distinctive) in [
        ("Unsan", false),
        ("KOMID", false),
        ("Office 39", false),
        ("Third Floor", false),
        ("Foreign Trade Bank", false),
        ("Korea Mining Development Trading Corporation", true),
        ("Singwang Economics and Trading General Corp.", true),
        ("Korea Kumsan Trading Corp.", true),
        ("Green Pine Associated Corporation", true),
        ("沈忠國際海運", true),
    ] {
        let forms = Name::forms(name, Side::Listed, &rules);
        let first = forms.first().unwrap();
        assert_eq!(first.is_distinctive(&rules), distinctive, "{first:?}");
    }
}
