use std::fmt::Write as _;

use base::{SeriesId, Timestamp};
use expect_test::{Expect, expect};

use super::*;
use crate::digest::Digest;
use crate::series::{Art, Description, Person, Series};

/// One series a line, its titles by language.
const TITLES: &str = "
en: The Lantern Debt | zh-Hans: 灯债 | es: La deuda del farol
en: Married to My Rival's Shadow | id: Menikah dengan Bayangan Sainganku
en: Seven Days Before the Wedding | zh-Hant: 婚禮前七天 | ko: 결혼 칠일 전
en: The Accountant Who Came Back
en: Tell No One in Harbor Street
en: My Landlord Is a Billionaire | zh-Hans: 我的房东是首富
en: Lady of the Night Market | th: หญิงสาวแห่งตลาดกลางคืน
en: The Daughter He Sold
en: Divorced at Dawn | vi: Ly hôn lúc bình minh
en: A Contract With the Winter Prince
en: Return of the Forgotten Heiress
en: Kiss Me in Platform Nine
en: The Bodyguard's Last Promise
en: Under the Same Broken Roof
en: Queen of the Noodle Shop
en: Crimson Elevator
en: Twelve Letters to Nobody
en: The Surgeon and the Thief
zh-Hans: 退婚之后我成了女总裁 | zh-Hant: 退婚之後我成了女總裁
zh-Hans: 深巷里的第七盏灯
zh-Hans: 闪婚老公竟是龙王 | zh-Hant: 閃婚老公竟是龍王
zh-Hans: 重生归来替母还债
zh-Hant: 總裁的秘密廚娘
zh-Hant: 離婚後前夫跪求復合
zh-Hans: 长安小吃王
zh-Hans: 雪夜
th: เจ้าสาวที่หายไปในสายฝน
th: สัญญารักท่านประธาน
th: แม่ครัวลับของมาเฟีย
th: เกิดใหม่ทวงแค้นตระกูลหลิน
th: คืนสุดท้ายที่ริมคลอง
ar: عروس الميناء القديم
ar: العودة إلى بيت الأسرار
ar: زوجة المدير السرية
ar: ليلة بلا قمر
ar: ثأر ابنة الخياط
es: La heredera del puerto viejo
es: Corazón de alquiler
es: Mi jefe, mi enemigo
es: Cincuenta cartas sin abrir
es: El niño que volvió del mar
vi: Cô dâu của kẻ thù
vi: Đêm cuối ở phố cổ
vi: Tổng tài và nàng bán bánh
vi: Trở về để trả thù
ko: 사라진 신부의 비밀
ko: 계약 결혼의 끝
ko: 재벌집 요리사
ko: 비 오는 날의 복수
hi: आखिरी दुल्हन
hi: किराये का पति
hi: मेरा दुश्मन मेरा हमसफ़र
hi: चाय वाली रानी
id: Istri Rahasia Sang Direktur
id: Dendam di Balik Hujan
ms: Puteri Dapur Warisan
fil: Ang Lihim ng Ikalawang Asawa
pt: A Noiva do Último Trem
pt: O Segredo da Irmã Gêmea
fr: La Fiancée du Phare
fr: L'Héritière oubliée
hi: साँझ का वादा
";

/// What somebody types, with one edit in it, and what he means.
const SLIPS: &str = "
lantren debt = The Lantern Debt
lanterm = The Lantern Debt
la deuda del frol = The Lantern Debt
landlrod = My Landlord Is a Billionaire
bilionaire = My Landlord Is a Billionaire
the acountant = The Accountant Who Came Back
harbour street = Tell No One in Harbor Street
nigth market = Lady of the Night Market
crimsom = Crimson Elevator
noodl shop = Queen of the Noodle Shop
heires = Return of the Forgotten Heiress
surgoen = The Surgeon and the Thief
letters tonobody = Twelve Letters to Nobody
灯责 = The Lantern Debt
退婚之后我是了女总裁 = 退婚之后我成了女总裁
女总栽 = 退婚之后我成了女总裁
龍主 = 闪婚老公竟是龙王
第七展灯 = 深巷里的第七盏灯
重生归替母还债 = 重生归来替母还债
总裁的秘蜜厨娘 = 總裁的秘密廚娘
前夫跪复合 = 離婚後前夫跪求復合
长安吃小王 = 长安小吃王
เจ้าสาวที่หายใปในสายฝน = เจ้าสาวที่หายไปในสายฝน
สัญญารกท่านประธาน = สัญญารักท่านประธาน
มาเฟียร = แม่ครัวลับของมาเฟีย
ตลาดกลงคืน = Lady of the Night Market
عروس المناء = عروس الميناء القديم
العوده الى بيت الاسرر = العودة إلى بيت الأسرار
زوجة المدير السريه = زوجة المدير السرية
ليلة بلاقمر = ليلة بلا قمر
corason de alquiler = Corazón de alquiler
mi jefe mi enemgo = Mi jefe, mi enemigo
nino que vovlio = El niño que volvió del mar
co dau cua ke tu = Cô dâu của kẻ thù
dem cuoi o pho vo = Đêm cuối ở phố cổ
tong tai va nagn ban banh = Tổng tài và nàng bán bánh
사라진 신부에 비밀 = 사라진 신부의 비밀
계약 걸혼 = 계약 결혼의 끝
आखरी दुल्हन = आखिरी दुल्हन
मेरा दुशमन = मेरा दुश्मन मेरा हमसफ़र
istri rahsia = Istri Rahasia Sang Direktur
fiance du phare = La Fiancée du Phare
";

fn texts(line: &str) -> crate::series::Texts {
    let text = |it: &str| {
        let (language, text) = it.split_once(": ").unwrap();
        (language.trim().parse().unwrap(), text.trim().to_owned())
    };
    line.split(" | ").map(text).collect()
}

fn entry(nth: u8, titles: &str) -> Entry {
    let description = Description {
        title: texts(titles),
        synopsis: Default::default(),
        original_language: "en".parse().unwrap(),
        rating: None,
        genres: vec!["revenge".to_owned()],
        moods: vec!["tense".to_owned()],
        filings: Default::default(),
        cast: vec![],
        art: Art::default(),
    };
    let series = Series {
        id: SeriesId::from_bytes([nth; 16]),
        slug: format!("s{nth}"),
        description,
        published_at: Some(Timestamp::from_millis(i64::from(nth))),
    };
    Entry { series, digest: Digest::default() }
}

fn catalogue() -> Published {
    let lines = TITLES.lines().filter(|it| !it.is_empty());
    let entries = (1..).zip(lines).map(|(nth, line)| Arc::new(entry(nth, line)));
    Published::of(1, entries.collect())
}

/// The first title of each that is found.
fn found(published: &Published, wanted: &str) -> Vec<String> {
    let title = |it: Found| {
        let titles = &it.entry.series.description.title;
        let english = titles.iter().find(|(language, _)| language.as_str() == "en");
        let simplified = titles.iter().find(|(language, _)| language.as_str() == "zh-Hans");
        english.or(simplified).or(titles.iter().next()).unwrap().1.clone()
    };
    search(published, wanted).into_iter().map(title).collect()
}

#[test]
fn a_slip_anywhere_does_no_harm() {
    let published = catalogue();
    let slips: Vec<_> = SLIPS.lines().filter(|it| !it.is_empty()).collect();
    assert!(published.newest().len() >= 60 && slips.len() >= 40);
    let mut missed = String::new();
    for slip in slips {
        let (wanted, title) = slip.split_once(" = ").unwrap();
        let found = found(&published, wanted);
        if !found.iter().take(3).any(|it| it == title) {
            writeln!(missed, "{wanted}: {title} is not among {found:?}").unwrap();
        }
    }
    assert_eq!(missed, "");
}

/// Every title, with every letter of it left out, doubled, replaced, or swapped with the next.
#[test]
fn every_slip_in_every_title_is_forgiven() {
    let published = catalogue();
    let mut missed = Vec::new();
    let mut tried = 0;
    for entry in published.newest() {
        for title in entry.series.description.title.values() {
            let letters: Vec<char> = title.chars().collect();
            for at in 0..letters.len() {
                for slip in slips(&letters, at) {
                    tried += 1;
                    let found = search(&published, &slip);
                    let place = found.iter().position(|it| it.entry.series.id == entry.series.id);
                    if place.is_none_or(|it| it > 2) {
                        missed.push(format!("{title}: {slip} is at {place:?}"));
                    }
                }
            }
        }
    }
    assert!(tried > 3_000 && missed.is_empty(), "{tried} tried, missed:\n{}", missed.join("\n"));
}

fn slips(letters: &[char], at: usize) -> Vec<String> {
    let (before, behind) = (&letters[..at], &letters[at + 1..]);
    let with = |middle: &[char]| [before, middle, behind].concat().iter().collect::<String>();
    let letter = letters[at];
    let another = if matches!(letter, '一'..='龥') { '乙' } else { 'x' };
    let mut slips = vec![with(&[]), with(&[letter, letter]), with(&[another])];
    if let [next, rest @ ..] = behind {
        slips.push([before, &[*next, letter], rest].concat().iter().collect());
    }
    slips
}

#[test]
fn a_title_is_found_while_it_is_typed() {
    let published = catalogue();
    for (typed, title) in [
        ("cri", "Crimson Elevator"),
        ("queen of the n", "Queen of the Noodle Shop"),
        ("noo", "Queen of the Noodle Shop"),
        ("雪", "雪夜"),
        ("เจ้าสา", "เจ้าสาวที่หายไปในสายฝน"),
        ("عر", "عروس الميناء القديم"),
        ("재벌", "재벌집 요리사"),
        ("चाय", "चाय वाली रानी"),
        ("heritiere", "L'Héritière oubliée"),
        ("đêm", "Đêm cuối ở phố cổ"),
        ("ＣＲＩＭＳＯＮ", "Crimson Elevator"),
        ("wedding seven", "Seven Days Before the Wedding"),
        ("廚娘", "總裁的秘密廚娘"),
        ("厨娘", "總裁的秘密廚娘"),
    ] {
        assert_eq!(found(&published, typed).first().map(String::as_str), Some(title), "{typed}");
    }
}

#[test]
fn nothing_is_found_where_nothing_is() {
    let published = catalogue();
    for wanted in ["", " ", "?!", "\u{301}\u{301}", "qqqqqq", "\0", "xylophone", "乙乙乙", "🏮"]
    {
        assert_eq!(found(&published, wanted), Vec::<String>::new(), "{wanted:?}");
    }
    assert!(found(&Published::of(1, vec![]), "lantern").is_empty());
}

#[test]
fn a_text_of_any_kind_is_searched_for() {
    let published = catalogue();
    for wanted in [
        "a".repeat(100_000),
        "\u{202e}\u{200f}lantern\u{feff}".to_owned(),
        "灯".repeat(5_000),
        "a\u{301}".repeat(1_000),
        "ﷺ".repeat(200),
        "a ".repeat(1_000),
        "\u{d7a3}\u{1100}\u{11ff}".repeat(50),
    ] {
        assert!(search(&published, &wanted).len() <= RESULTS_MAX);
    }
    assert_eq!(found(&published, "\u{202e}crimson\u{feff}")[0], "Crimson Elevator");
}

fn described(change: impl FnOnce(&mut Description)) -> Published {
    let mut entry = entry(1, "en: The Lantern Debt | fr: The Lantern Debt");
    change(&mut entry.series.description);
    Published::of(1, vec![Arc::new(entry)])
}

#[track_caller]
fn check(wanted: &str, expected: Expect) {
    let published = described(|it| {
        let role = Default::default();
        let person = Person {
            name: "Zoë Müller-Ångström".to_owned(),
            character: Some("Madam Koh".to_owned()),
            role,
        };
        it.cast = vec![person];
        it.title.insert("hi".parse().unwrap(), "साँझ का वादा".to_owned());
        let synopsis = "Every night a phone rings on the pier, and every night nobody is there. Mei \
            has buried her mother; then the dead number calls again, and asks for the other half of \
            a lantern.";
        it.synopsis = [("en".parse().unwrap(), synopsis.to_owned())].into();
    });
    let mut shown = String::new();
    for Found { matched, .. } in search(&published, wanted) {
        let letters: Vec<char> = matched.text.chars().collect();
        let bold = matched
            .ranges
            .iter()
            .map(|&(start, length)| letters[start..start + length].iter().collect::<String>());
        let bold: Vec<_> = bold.collect();
        let language = matched.language.map(|it| it.to_string()).unwrap_or_default();
        let Matched { field, text, .. } = matched;
        write!(shown, "{field:?} {language} {text} {bold:?}").unwrap();
    }
    expected.assert_eq(&shown);
}

#[test]
fn what_was_meant_is_shown() {
    check("lantern", expect![[r#"Title en The Lantern Debt ["Lantern"]"#]]);
    check("lantenr d", expect![[r#"Title en The Lantern Debt ["Lantern D"]"#]]);
    check("debt lantern", expect![[r#"Title en The Lantern Debt ["Lantern", "Debt"]"#]]);
    check("angstrom", expect![[r#"Person  Zoë Müller-Ångström ["Ångström"]"#]]);
    check("zoe", expect![[r#"Person  Zoë Müller-Ångström ["Zoë"]"#]]);
    check("koh", expect![[r#"Person  Madam Koh ["Koh"]"#]]);
    check("revenge", expect![[r#"Genre  revenge ["revenge"]"#]]);
    check("TENSE", expect![[r#"Mood  tense ["tense"]"#]]);
    check("复仇", expect![[r#"Genre zh-Hans 复仇 ["复仇"]"#]]);
    check("復仇", expect![[r#"Genre zh-Hans 复仇 ["复仇"]"#]]);
    check("انتقام", expect![[r#"Genre ar انتقام ["انتقام"]"#]]);
    check("vingança", expect![[r#"Genre pt Vingança ["Vingança"]"#]]);
    check("साँझ", expect![[r#"Title hi साँझ का वादा ["सा\u{901}झ"]"#]]);
    check(
        "dead number",
        expect![[
            r#"Synopsis en …Mei has buried her mother; then the dead number calls again, and asks for the other half of a lantern. ["dead number"]"#
        ]],
    );
    check("umber", expect![[""]]);
    check("mei", expect![[""]]);
}

/// What the app shows on a card finds what is behind it, in every language.
#[test]
fn genres_and_moods_are_found_by_every_name_they_have() {
    let published = catalogue();
    for (field, tag) in [(Field::Genre, "Revenge"), (Field::Mood, "tense")] {
        let lines = &Tags::all()[Tags::place(field, tag).unwrap()];
        assert_eq!(lines.len(), 15, "as it is delivered, and in 14 languages");
        for line in lines {
            let found = search(&published, &line.text);
            let by_it = found.iter().filter(|it| it.matched.field == field).count();
            assert!(by_it > 0, "{}: {found:#?}", line.text);
        }
    }
}
