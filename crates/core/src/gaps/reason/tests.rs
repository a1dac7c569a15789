use crate::gaps::format::Format;
use crate::gaps::reason::*;
use crate::gaps::signatures::Container;

fn reasons(facts: &Facts, known: Known<'_>) -> Vec<&'static str> {
    Reason::ALL.into_iter().filter(|reason| reason.holds(Some(facts), &known)).map(Reason::word).collect()
}

#[test]
fn each_reason_has_its_case_and_its_explanation() {
    let none = [""; 0];
    let zip = Facts { size: 1 << 20, container: Some(Container::Zip), random: 99, ..Facts::default() };
    let known = Known { below: Some(0), kind: "Binary/Archive/ZIP", ..Known::default() };
    assert_eq!(reasons(&zip, known), ["container"]);
    assert_eq!(reasons(&zip, Known { is_unpacked: true, ..known }), none, "taken out where it stands elsewhere");
    assert_eq!(reasons(&zip, Known { below: Some(3), said: Some(3), ..known }), none);
    assert_eq!(reasons(&zip, Known { below: None, said: Some(3), ..known }), none, "of a part nothing is said");
    assert_eq!(reasons(&Facts { is_encrypted: true, ..zip.clone() }, known), ["container", "encrypted"]);
    assert_eq!(reasons(&zip, Known { kind: "Text/None", ..known }), ["container", "type"]);
    let random = Facts { size: 1 << 20, random: 80, entropy: 799, ..Facts::default() };
    let known = Known { below: Some(0), kind: "Binary/None", ..Known::default() };
    assert_eq!(reasons(&random, known), ["random"]);
    assert_eq!(reasons(&random, Known { kind: "Image/None/PNG", ..known }), none);
    assert_eq!(reasons(&Facts { size: 100, ..random.clone() }, known), none);
    assert_eq!(reasons(&Facts { size: 1 << 20, padding: 95, ..Facts::default() }, known), ["padding"]);
    assert_eq!(reasons(&Facts::default(), Known { said: Some(2), ..known }), ["count"]);
    for outcome in [Outcome::Missing, Outcome::Differs, Outcome::NotChecked] {
        assert_eq!(reasons(&Facts::default(), Known { outcome: Some(outcome), ..known }), ["missing"]);
    }
    assert_eq!(reasons(&Facts::default(), Known { outcome: Some(Outcome::Matches), ..known }), none);
    assert!(!Reason::Random.holds(None, &known));
}

#[test]
fn sentences_name_what_was_seen() {
    let facts = Facts { container: Some(Container::Overlay), offset: 0x1_6600, ..Facts::default() };
    let said = Reason::Container.sentence(Some(&facts), &Known::default());
    assert!(said.contains("offset 0x16600") && said.contains("program"), "{said}");
    let facts = Facts { size: 100 << 20, random: 93, entropy: 705, padding: 90, ..Facts::default() };
    assert!(Reason::Random.sentence(Some(&facts), &Known::default()).contains("entropy 7.05 of 8"));
    let known = Known { below: Some(1), said: Some(4), ..Known::default() };
    assert!(Reason::Padding.sentence(Some(&facts), &known).contains("90.0 MiB"));
    assert!(Reason::Count.sentence(None, &known).contains("says 4 files inside, and the listing has 1"));
    let one = Known { below: Some(3), said: Some(1), ..Known::default() };
    assert!(Reason::Count.sentence(None, &one).contains("says 1 file inside, and the listing has 3"));
    let facts = Facts { format: Some(Format::Pe), ..Facts::default() };
    let said = Reason::Type.sentence(Some(&facts), &Known { kind: "Text/\u{202e}x", ..known });
    assert!(said.contains("program of Windows") && !said.contains('\u{202e}'), "{said}");
}

#[test]
fn words_are_read_and_bits_are_theirs() {
    for reason in Reason::ALL {
        assert_eq!(Reason::read(&reason.word().to_uppercase()), Some(reason));
        let only: Reasons = [reason].into_iter().collect();
        assert_eq!(only.iter().collect::<Vec<_>>(), [reason]);
    }
    assert_eq!((Reason::read("enc"), Reason::read(""), Reason::read("é")), (Some(Reason::Encrypted), None, None));
    assert_eq!(Reasons::ALL.iter().count(), Reason::ALL.len());
}
