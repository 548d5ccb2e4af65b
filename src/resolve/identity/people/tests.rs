use super::*;
use proptest::prelude::*;

const NAME: u32 = 7;

fn id(n: u64) -> MentionId {
    Id { kind: super::super::IdKind::Official, hash: n, part: 0 }
}

type Keys = (bool, Vec<Key>, Vec<Turn>);
type Case = (&'static str, Vec<Keys>, Vec<Vec<u64>>);

/// The groups as sets of mentions, whatever the clusters were called on the way.
fn groups(mentions: &[(u64, Keys)]) -> Vec<Vec<u64>> {
    let mut people = People::default();
    people.watch(NAME);
    let placed: Vec<(u64, ClusterId)> = mentions
        .iter()
        .map(|(n, (posted, keys, turns))| {
            let ties = Ties { posted: *posted, keys: keys.clone(), turns: turns.clone() };
            (*n, people.place(NAME, id(*n), &ties).0)
        })
        .collect();
    let mut groups: Vec<Vec<u64>> = people
        .groups(NAME)
        .iter()
        .map(|group| {
            let members = placed.iter().filter(|(_, c)| group.contains(&people.find(*c)));
            let mut members: Vec<u64> = members.map(|(n, _)| *n).collect();
            members.sort_unstable();
            let least = group.iter().map(|c| people.extent(*c).0.hash).min();
            assert_eq!(least, members.first().copied());
            members
        })
        .collect();
    groups.sort_unstable();
    groups
}

fn place(n: usize) -> PlaceId {
    let places = &crate::lexicon::Lexicon::standard().places;
    places.named(["青海省", "甘肃省", "西宁市"][n])[0]
}

#[test]
fn mentions_join_by_what_they_share() {
    let post = |body: u64, at: usize| (true, vec![Key::Post(body), Key::Place(place(at))], vec![]);
    let cases: Vec<Case> = vec![
        ("one body", vec![post(1, 0), post(1, 0)], vec![vec![0, 1]]),
        ("two provinces", vec![post(1, 0), post(2, 1)], vec![vec![0], vec![1]]),
        (
            "posts in one breath tie what stood apart",
            vec![post(1, 0), post(2, 0), (true, vec![Key::Post(1), Key::Post(2)], vec![])],
            vec![vec![0, 1, 2]],
        ),
        (
            "no post, but a meeting of the place where just one holds a post",
            vec![
                post(1, 0),
                post(2, 1),
                (false, vec![Key::Meeting(9), Key::Place(place(0))], vec![]),
            ],
            vec![vec![0, 2], vec![1]],
        ),
        (
            "no post, and two who may be meant",
            vec![
                post(1, 0),
                post(2, 0),
                (false, vec![Key::Meeting(9), Key::Place(place(0))], vec![]),
            ],
            vec![vec![0], vec![1], vec![2]],
        ),
        (
            "the convener tells more than the place",
            vec![
                post(1, 0),
                post(2, 0),
                (false, vec![Key::Convener(2), Key::Place(place(0))], vec![]),
            ],
            vec![vec![0], vec![1, 2]],
        ),
        (
            "a place above or below is another place",
            vec![post(1, 0), (false, vec![Key::Meeting(9), Key::Place(place(2))], vec![])],
            vec![vec![0], vec![1]],
        ),
        (
            "no post, among those of the nation, of whom just one has the name",
            vec![
                (true, vec![Key::Post(1), Key::Nation], vec![]),
                post(2, 1),
                (false, vec![Key::Meeting(9), Key::Nation], vec![]),
            ],
            vec![vec![0, 2], vec![1]],
        ),
        (
            "two delegates at one meeting",
            vec![
                (true, vec![Key::Post(1), Key::Meeting(9), Key::Side(9, Some(place(0)))], vec![]),
                (true, vec![Key::Post(2), Key::Meeting(9), Key::Side(9, Some(place(1)))], vec![]),
            ],
            vec![vec![0], vec![1]],
        ),
        (
            "no post at all, nothing shared",
            vec![(false, vec![], vec![]), (false, vec![], vec![])],
            vec![vec![0], vec![1]],
        ),
        (
            "no post, one series",
            vec![(false, vec![Key::Series(3)], vec![]), (false, vec![Key::Series(3)], vec![])],
            vec![vec![0, 1]],
        ),
    ];
    for (says, mentions, expected) in cases {
        let mentions: Vec<(u64, Keys)> =
            mentions.into_iter().enumerate().map(|(n, keys)| (n as u64, keys)).collect();
        assert_eq!(groups(&mentions), expected, "{says}");
    }
}

fn turn(kind: TurnKind, day: &str, at: usize) -> Turn {
    let region = Region::of(crate::resolve::identity::BodyLevel::County, Some(place(at)));
    Turn { day: day.parse().expect("a day"), kind, region, body: 0 }
}

#[test]
fn a_move_that_the_texts_bear_out_joins_two() {
    use TurnKind::{Began, Held, Left};
    let says = |body, told: &[(TurnKind, &str, usize)]| -> Keys {
        let turns = told.iter().map(|(kind, day, at)| turn(*kind, day, *at)).collect();
        (true, vec![Key::Post(body)], turns)
    };
    let left = || says(1, &[(Left, "2031-03-01", 0)]);
    let cases: Vec<Case> = vec![
        (
            "left one as the other began",
            vec![left(), says(2, &[(Began, "2031-04-01", 2)])],
            vec![vec![0, 1]],
        ),
        (
            "begun before the old one was left",
            vec![left(), says(2, &[(Began, "2031-01-01", 0)])],
            vec![vec![0, 1]],
        ),
        (
            "too long between",
            vec![left(), says(2, &[(Began, "2031-08-01", 0)])],
            vec![vec![0], vec![1]],
        ),
        (
            "in another province",
            vec![left(), says(2, &[(Began, "2031-04-01", 1)])],
            vec![vec![0], vec![1]],
        ),
        (
            "two who began one",
            vec![
                left(),
                says(2, &[(Began, "2031-04-01", 0)]),
                says(3, &[(Began, "2031-05-01", 1)]),
            ],
            vec![vec![0], vec![1], vec![2]],
        ),
        (
            "two who left one",
            vec![left(), says(2, &[(Began, "2031-04-01", 0)]), says(3, &[(Left, "2031-05-01", 0)])],
            vec![vec![0], vec![1], vec![2]],
        ),
        (
            "still in a post after it",
            vec![left(), says(1, &[(Held, "2031-09-01", 0)]), says(2, &[(Began, "2031-04-01", 0)])],
            vec![vec![0, 1], vec![2]],
        ),
        (
            "in the new place already",
            vec![left(), says(2, &[(Held, "2030-09-01", 0), (Began, "2031-04-01", 0)])],
            vec![vec![0], vec![1]],
        ),
        (
            "a new post at the old place besides",
            vec![
                says(1, &[(Left, "2031-03-01", 0), (Began, "2031-03-01", 0)]),
                says(2, &[(Began, "2031-04-01", 0)]),
            ],
            vec![vec![0], vec![1]],
        ),
        (
            "only seen in the new post, never appointed",
            vec![left(), says(2, &[(Held, "2031-04-01", 0)])],
            vec![vec![0], vec![1]],
        ),
        (
            "two moves, one after the other",
            vec![
                left(),
                says(2, &[(Began, "2031-03-02", 0), (Left, "2033-01-01", 0)]),
                says(3, &[(Began, "2033-01-02", 0)]),
            ],
            vec![vec![0, 1, 2]],
        ),
        (
            "who has no post at a meeting of both places is the one who moved",
            vec![
                (true, vec![Key::Post(1), Key::Place(place(2))], left().2),
                (
                    true,
                    vec![Key::Post(2), Key::Place(place(2))],
                    vec![turn(Began, "2031-04-01", 2)],
                ),
                (false, vec![Key::Place(place(2))], vec![]),
            ],
            vec![vec![0, 1, 2]],
        ),
    ];
    for (says, mentions, expected) in cases {
        let mentions: Vec<(u64, Keys)> =
            mentions.into_iter().enumerate().map(|(n, keys)| (n as u64, keys)).collect();
        assert_eq!(groups(&mentions), expected, "{says}");
    }
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        (0u64..5).prop_map(Key::Convener),
        (0u64..6).prop_map(Key::Meeting),
        (0u64..3).prop_map(Key::Series),
        (0usize..3).prop_map(|n| Key::Place(place(n))),
        Just(Key::Nation),
    ]
}

fn mention() -> impl Strategy<Value = Keys> {
    let posts = prop::collection::vec((0u64..5).prop_map(Key::Post), 0..3);
    let turn = (0usize..3, 0u64..300, 0usize..2).prop_map(|(kind, day, at)| {
        let kind = [TurnKind::Began, TurnKind::Left, TurnKind::Held][kind];
        let mut turn = turn(kind, "2031-01-01", at);
        turn.day = turn.day + chrono::Days::new(day);
        turn
    });
    let keys = (posts, prop::collection::vec(key(), 0..4), 0usize..3);
    (keys, prop::collection::vec(turn, 0..2)).prop_map(|((posts, mut keys, at), turns)| {
        let posted = !posts.is_empty();
        if posted {
            keys.extend(posts);
            let met: Vec<u64> = keys
                .iter()
                .filter_map(|key| match key {
                    Key::Meeting(id) => Some(*id),
                    _ => None,
                })
                .collect();
            keys.extend(met.into_iter().map(|id| Key::Side(id, Some(place(at)))));
        }
        let turns = if posted { turns } else { Vec::new() };
        (posted, keys, turns)
    })
}

proptest! {
    #[test]
    fn the_order_of_mentions_never_matters(
        (given, shuffled) in prop::collection::vec(mention(), 0..14)
            .prop_map(|all| all.into_iter().enumerate().map(|(n, k)| (n as u64, k)).collect::<Vec<_>>())
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        prop_assert_eq!(groups(&given), groups(&shuffled));
    }
}
