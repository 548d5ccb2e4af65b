use super::*;

fn scope() -> Scope {
    Scope { home: None, article: Id::article("a", 0) }
}

fn body(name: &str) -> Body {
    Body::of(name, scope())
}

#[test]
fn every_way_of_naming_a_body_is_one_body() {
    let same: [&[&str]; 14] = [
        &[
            "青海省人大常委会",
            "青海省人民代表大会常务委员会",
            "青海人大常委会",
            "青海省第十四届人大常委会",
        ],
        &[
            "西宁市委",
            "中共西宁市委员会",
            "中国共产党西宁市委员会",
            "中共西宁市委",
            "青海省西宁市委",
        ],
        &["青海省政府", "青海省人民政府"],
        &[
            "青海省政协",
            "政协青海省委员会",
            "中国人民政治协商会议青海省委员会",
            "政协青海省第十三届委员会",
        ],
        &["青海省监委", "青海省监察委员会"],
        &["西宁市纪委", "中共西宁市纪律检查委员会"],
        &["青海省发改委", "青海省发展和改革委员会", "青海省发展改革委"],
        &["大通县委", "中共大通回族土族自治县委员会"],
        &["海西州政府", "海西蒙古族藏族自治州人民政府"],
        &["内蒙古自治区党委", "中共内蒙古自治区委员会"],
        &["全国政协", "中国人民政治协商会议全国委员会", "政协第十四届全国委员会"],
        &["全国政协常委会", "政协第十四届全国委员会常务委员会"],
        &["全国人大常委会", "十四届全国人大常委会", "全国人民代表大会常务委员会"],
        &["印度尼西亚", "印尼"],
    ];
    for names in same {
        for name in names {
            let found = body(name);
            assert_eq!((found.name.as_str(), found.id), (names[0], body(names[0]).id), "{name}");
        }
    }
}

#[test]
fn kind_level_and_parent_follow_from_the_name() {
    use BodyKind::*;
    use BodyLevel::*;
    let cases = [
        ("西宁市政协办公厅", Department, Prefecture, "西宁市政协"),
        ("青海省委组织部", Department, Province, "青海省委"),
        ("青海省公安厅", Department, Province, "青海省政府"),
        ("青海省发展和改革委员会", Department, Province, "青海省政府"),
        ("青海省人大常委会", Congress, Province, "青海省人大"),
        ("大通县政府", Government, County, ""),
        ("青海省高级人民法院", Court, Province, ""),
        ("西宁市湟中区多巴镇政府", Government, Township, ""),
        ("共青团青海省委", MassOrganisation, Province, ""),
        ("国务院办公厅", Department, National, "国务院"),
        ("工业和信息化部", Department, National, "国务院"),
        ("全国政协经济委员会", Department, National, "全国政协"),
        ("中共中央政治局", PartyCommittee, National, "中共中央"),
        ("俄罗斯外交部", State, Foreign, "俄罗斯"),
        ("联合国", International, Foreign, ""),
        ("北京大学", Institution, National, ""),
        ("某某科技集团", Enterprise, Unknown, ""),
        ("省委", PartyCommittee, Province, ""),
        ("市公安局", Department, Prefecture, ""),
    ];
    for (name, kind, level, parent) in cases {
        let found = body(name);
        let above = found.parent.as_ref().map_or("", |parent| &parent.name);
        assert_eq!((found.kind, found.level, above), (kind, level, parent), "{name}");
    }
}

#[test]
fn what_no_place_tells_apart_stays_with_its_article() {
    let elsewhere = Scope { home: None, article: Id::article("b", 0) };
    assert_ne!(body("省委").id, Body::of("省委", elsewhere).id);
    assert_ne!(body("城中区政府").id, Body::of("城中区政府", elsewhere).id);
    assert_eq!(body("国务院").id, Body::of("国务院", elsewhere).id);
}

#[test]
fn home_decides_between_places_of_one_name() {
    let xining = Lexicon::standard().places.named("西宁市")[0];
    let home = Scope { home: Some(xining), article: Id::article("b", 0) };
    assert_eq!(Body::of("城中区政府", home).id, body("西宁市城中区政府").id);
    assert_ne!(Body::of("城中区政府", home).id, body("柳州市城中区政府").id);
}
