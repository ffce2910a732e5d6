"""Words that example data and test factories draw from.

Every person and organisation is invented; only Core VZW and call 2019/50081 are real.
"""

from typing import NamedTuple

from m2w.reference import provinces


class Names(NamedTuple):
    """First names of women and men, and last names that go with them."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]


class Origin(NamedTuple):
    """Where a mentee comes from: nationality, home languages, languages learnt, names, share."""

    nationality: str
    home_languages: tuple[str, ...]
    learnt: tuple[str, ...]
    names: Names
    share: int


class Town(NamedTuple):
    """A municipality and one of its postcodes."""

    name: str
    postcode: str


class Job(NamedTuple):
    """A job target, an employer that could offer it, and their NACE section."""

    title: str
    employer: str
    sector: str


ARABIC = Names(
    ("Amal", "Hiba", "Leila", "Nour", "Rania", "Salma", "Yasmin", "Zeinab"),
    ("Ahmad", "Bassel", "Hassan", "Karim", "Mahmoud", "Omar", "Sami", "Tarek"),
    ("Al-Khatib", "Darwish", "Haddad", "Hamdan", "Khalil", "Mansour", "Nasser", "Saleh", "Zaid"),
)
PERSIAN = Names(
    ("Fereshta", "Laleh", "Maryam", "Nasrin", "Parwana", "Shirin", "Soraya", "Zahra"),
    ("Amin", "Farhad", "Habib", "Jawad", "Mirwais", "Navid", "Reza", "Zalmay"),
    ("Ahmadi", "Azizi", "Habibi", "Karimi", "Noorzai", "Popal", "Rahimi", "Safi", "Sharifi"),
)
HORN = Names(
    ("Abeba", "Fiyori", "Hana", "Hodan", "Ifrah", "Meron", "Selam", "Winta"),
    ("Abdi", "Biniam", "Dawit", "Filmon", "Liban", "Samuel", "Tesfay", "Yonas"),
    ("Abdullahi", "Gebremedhin", "Haile", "Kidane", "Mohamud", "Tekle", "Tesfaye", "Warsame"),
)
TURKISH = Names(
    ("Aylin", "Berfin", "Elif", "Gamze", "Hatice", "Rojda", "Sevgi", "Zeynep"),
    ("Baran", "Cem", "Emre", "Hakan", "Mehmet", "Serhat", "Ufuk", "Yusuf"),
    ("Arslan", "Aydın", "Çelik", "Demirtaş", "Kaplan", "Öztürk", "Şahin", "Yıldız"),
)
SLAVIC = Names(
    ("Anastasia", "Daryna", "Iryna", "Kateryna", "Natalia", "Oksana", "Svitlana", "Yulia"),
    ("Andriy", "Bohdan", "Dmytro", "Ivaylo", "Mykola", "Oleh", "Serhiy", "Taras"),
    ("Bondar", "Dimitrov", "Kovalenko", "Kravets", "Lysenko", "Melnyk", "Petrenko", "Shevchuk"),
)
WEST_AFRICAN = Names(
    ("Adjoa", "Aïssatou", "Chioma", "Esi", "Fatoumata", "Grâce", "Mariama", "Ngozi"),
    ("Alpha", "Chidi", "Ibrahima", "Kwame", "Mamadou", "Ousmane", "Patrick", "Samuel"),
    ("Bah", "Camara", "Diallo", "Kabongo", "Mensah", "Ndiaye", "Okonkwo", "Sow", "Tshibanda"),
)
SOUTH_ASIAN = Names(
    ("Amrita", "Farzana", "Lakshmi", "Manpreet", "Nadia", "Priya", "Rukhsana", "Sunita"),
    ("Arjun", "Bilal", "Harpreet", "Imran", "Ravi", "Sanjay", "Usman", "Vikram"),
    ("Begum", "Chaudhry", "Gurung", "Hussain", "Kumar", "Rana", "Sharma", "Singh"),
)
IBERIAN = Names(
    ("Adriana", "Beatriz", "Camila", "Daniela", "Lucía", "Maria João", "Patrícia", "Valentina"),
    ("Carlos", "Diego", "Fernando", "Joaquim", "Juan Pablo", "Luís", "Mateus", "Rafael"),
    ("Almeida", "Cardoso", "Ferreira", "Gómez", "Quispe", "Ramírez", "Salazar", "Teixeira"),
)
BALKAN = Names(
    ("Alina", "Arta", "Denisa", "Elena", "Ioana", "Liridona", "Mirela", "Teuta"),
    ("Adrian", "Arben", "Bogdan", "Florin", "Ilir", "Marius", "Radu", "Valon"),
    ("Berisha", "Dumitru", "Gashi", "Hoxha", "Ionescu", "Krasniqi", "Munteanu", "Popa"),
)
EAST_ASIAN = Names(
    ("Hồng", "Lan", "Li Na", "Mai", "Thảo", "Wei", "Xiu", "Yan"),
    ("Bao", "Chen", "Dũng", "Hùng", "Jun", "Long", "Minh", "Tao"),
    ("Chen", "Đặng", "Huang", "Lê", "Nguyễn", "Phạm", "Trần", "Zhang"),
)
FLEMISH = Names(
    (
        "An",
        "Els",
        "Griet",
        "Hilde",
        "Ingrid",
        "Karima",
        "Lotte",
        "Martine",
        "Naïma",
        "Sofie",
        "Tine",
    ),
    ("Bart", "Bram", "Dirk", "Jan", "Koen", "Luc", "Marc", "Pieter", "Rachid", "Stijn", "Wim"),
    (
        *("Aerts", "Baert", "Claes", "De Smedt", "Desmet", "Goossens", "Maes", "Mertens"),
        *("Ouali", "Peeters", "Vandenbossche", "Verhaeghe", "Vermeiren", "Willems", "Wouters"),
    ),
)

ORIGINS = (
    Origin("SY", ("ar", "kmr"), ("en", "tr", "fr"), ARABIC, 16),
    Origin("AF", ("prs", "ps"), ("en", "fa", "ur"), PERSIAN, 14),
    Origin("ER", ("ti",), ("en", "ar", "am"), HORN, 9),
    Origin("SO", ("so",), ("en", "ar", "sw"), HORN, 6),
    Origin("IQ", ("ar", "ckb"), ("en", "tr"), ARABIC, 6),
    Origin("TR", ("tr", "kmr"), ("en", "de"), TURKISH, 6),
    Origin("MA", ("ar", "rif"), ("fr", "es"), ARABIC, 6),
    Origin("UA", ("uk", "ru"), ("en", "pl"), SLAVIC, 7),
    Origin("IR", ("fa",), ("en", "tr"), PERSIAN, 3),
    Origin("ET", ("am", "om"), ("en", "ar"), HORN, 3),
    Origin("GN", ("ff", "sus"), ("fr", "en"), WEST_AFRICAN, 4),
    Origin("CD", ("ln", "sw"), ("fr", "en"), WEST_AFRICAN, 3),
    Origin("NG", ("ig", "en"), ("en", "fr"), WEST_AFRICAN, 2),
    Origin("GH", ("ak",), ("en", "fr"), WEST_AFRICAN, 2),
    Origin("PK", ("ur", "pa"), ("en", "hi"), SOUTH_ASIAN, 2),
    Origin("NP", ("ne",), ("en", "hi"), SOUTH_ASIAN, 1),
    Origin("BR", ("pt",), ("es", "en"), IBERIAN, 2),
    Origin("CO", ("es",), ("en", "pt"), IBERIAN, 2),
    Origin("PT", ("pt",), ("fr", "en"), IBERIAN, 1),
    Origin("BG", ("bg", "tr"), ("en", "ru"), SLAVIC, 2),
    Origin("RO", ("ro",), ("it", "en"), BALKAN, 2),
    Origin("GB", ("pa",), ("en", "hi"), SOUTH_ASIAN, 1),
    Origin("AL", ("sq",), ("it", "en"), BALKAN, 1),
    Origin("XK", ("sq",), ("de", "en"), BALKAN, 1),
    Origin("VN", ("vi",), ("en", "fr"), EAST_ASIAN, 1),
    Origin("CN", ("zh",), ("en", "de"), EAST_ASIAN, 1),
    Origin("BE", ("ar", "tr"), ("fr", "en"), ARABIC, 3),
    Origin("stateless", ("ar", "kmr"), ("en", "tr"), ARABIC, 2),
    Origin("unknown", ("ar", "prs"), ("en", "fr"), ARABIC, 1),
)

TOWNS = {
    provinces.ANTWERPEN: (
        Town("Antwerpen", "2060"),
        Town("Antwerpen", "2018"),
        Town("Borgerhout", "2140"),
        Town("Mechelen", "2800"),
        Town("Turnhout", "2300"),
        Town("Lier", "2500"),
        Town("Zwijndrecht", "2070"),
    ),
    provinces.VLAAMS_BRABANT: (
        Town("Leuven", "3000"),
        Town("Vilvoorde", "1800"),
        Town("Halle", "1500"),
        Town("Tienen", "3300"),
        Town("Zaventem", "1930"),
        Town("Diest", "3290"),
    ),
    provinces.WEST_VLAANDEREN: (
        Town("Brugge", "8000"),
        Town("Oostende", "8400"),
        Town("Kortrijk", "8500"),
        Town("Roeselare", "8800"),
        Town("Ieper", "8900"),
    ),
    provinces.OOST_VLAANDEREN: (
        Town("Gent", "9000"),
        Town("Gent", "9040"),
        Town("Aalst", "9300"),
        Town("Sint-Niklaas", "9100"),
        Town("Dendermonde", "9200"),
        Town("Ronse", "9600"),
    ),
    provinces.LIMBURG: (
        Town("Hasselt", "3500"),
        Town("Genk", "3600"),
        Town("Sint-Truiden", "3800"),
        Town("Beringen", "3580"),
        Town("Tongeren", "3700"),
    ),
    provinces.OUTSIDE: (
        Town("Brussel", "1000"),
        Town("Schaarbeek", "1030"),
        Town("Molenbeek", "1080"),
        Town("Luik", "4000"),
        Town("Waver", "1300"),
    ),
}

JOBS = (
    Job("lasser", "Verzonnen Metaal NV", "C"),
    Job("productieoperator", "Fictieve Voeding NV", "C"),
    Job("metselaar", "Bouwbedrijf Voorbeeld BV", "F"),
    Job("elektricien", "Elektro Voorbeeld BV", "F"),
    Job("winkelmedewerker", "Winkels van Nergens NV", "G"),
    Job("magazijnmedewerker", "Denkbeeldige Logistiek NV", "H"),
    Job("chauffeur", "Verzonnen Vervoer BV", "H"),
    Job("keukenmedewerker", "Brasserie Fictie BV", "I"),
    Job("softwareontwikkelaar", "Voorbeeldsoftware BV", "J"),
    Job("boekhouder", "Kantoor Verzinsel BV", "M"),
    Job("poetshulp", "Dienstencheques Fictie BV", "N"),
    Job("groenarbeider", "Tuinen van Nergens BV", "A"),
    Job("begeleider kinderopvang", "Kinderopvang Voorbeeld VZW", "Q"),
    Job("zorgkundige", "Woonzorg Verzonnen VZW", "Q"),
    Job("leerkracht", "School Nergens VZW", "P"),
)

INTERESTS = (
    "koken",
    "voetbal",
    "muziek",
    "lezen",
    "fietsen",
    "tuinieren",
    "fotografie",
    "wandelen",
    "naaien",
    "talen",
)

CORE = "Core VZW"
PROMOTERS = (
    CORE,
    "Wegwijs Werkt VZW (voorbeeld)",
    "Samen Vooruit VZW (voorbeeld)",
    "Talent in Tandem VZW (voorbeeld)",
    "Brugwerkers VZW (voorbeeld)",
    "Kompas en Kans VZW (voorbeeld)",
)
VDAB = "VDAB"
MINISTRY = "Departement Werk (voorbeeld)"

PROJECT_NAMES = ("Samen Sterk", "Tandem", "Wegwijzer", "Kansrijk", "Op Weg", "Duwtje", "Netwerk")

WITHDRAWAL_REASONS = (
    "Verhuisd naar een andere regio.",
    "Komt niet meer opdagen op afspraken.",
    "Kiest voor een voltijdse opleiding.",
    "Vond zelf werk voor de start.",
)
DEROGATION_REASONS = (
    "De bemiddelaar bevestigt dat een mentor het verschil kan maken.",
    "Het ontbrekende gegeven volgt; uitstel zou de start schaden.",
    "Uitzondering besproken op het provinciale overleg.",
)
# Who sells what to a project, per category of costs: invented.
SUPPLIERS = {
    "training": (
        ("Vormingshuis Nergens", "Vorming voor mentoren"),
        ("Taalpunt Voorbeeld", "Taalcursus op de werkvloer"),
    ),
    "travel": (
        ("Nergens Mobiliteit", "Verplaatsingen van mentor-coaches"),
        ("Spoor Voorbeeld", "Treinbiljetten"),
    ),
    "other": (
        ("Drukkerij Nergens", "Folders voor mentoren"),
        ("Zaal Voorbeeld", "Huur van een zaal"),
    ),
}
CONTROL_REASONS = (
    "Factuur zonder betaalbewijs.",
    "Kosten buiten de projectperiode.",
    "Forfait overschreden.",
)
CONCLUSIONS = (
    "De methodiek werkt; de instroom blijft onder de planning.",
    "Duo's starten vlot, de contacten worden goed opgevolgd.",
    "Sterk netwerk van mentoren, aandacht nodig voor de doorstroom naar stage.",
    "De samenwerking met VDAB verloopt goed; attesten komen te laat.",
)
