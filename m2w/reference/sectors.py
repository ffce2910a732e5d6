"""Sections of NACE-BEL 2008: the sector of a job, a target or an employer."""

from m2w.reference.labels import Label

LABELS = {
    "A": Label("Landbouw, bosbouw en visserij", "Agriculture, forestry and fishing"),
    "B": Label("Winning van delfstoffen", "Mining and quarrying"),
    "C": Label("Industrie", "Manufacturing"),
    "D": Label(
        "Productie en distributie van elektriciteit, gas, stoom en gekoelde lucht",
        "Electricity, gas, steam and air conditioning supply",
    ),
    "E": Label(
        "Distributie van water; afval- en afvalwaterbeheer en sanering",
        "Water supply; sewerage, waste management and remediation",
    ),
    "F": Label("Bouwnijverheid", "Construction"),
    "G": Label(
        "Groot- en detailhandel; reparatie van auto's en motorfietsen",
        "Wholesale and retail trade; repair of motor vehicles and motorcycles",
    ),
    "H": Label("Vervoer en opslag", "Transportation and storage"),
    "I": Label(
        "Verschaffen van accommodatie en maaltijden", "Accommodation and food service activities"
    ),
    "J": Label("Informatie en communicatie", "Information and communication"),
    "K": Label("Financiële activiteiten en verzekeringen", "Financial and insurance activities"),
    "L": Label("Exploitatie van en handel in onroerend goed", "Real estate activities"),
    "M": Label(
        "Vrije beroepen en wetenschappelijke en technische activiteiten",
        "Professional, scientific and technical activities",
    ),
    "N": Label(
        "Administratieve en ondersteunende diensten",
        "Administrative and support service activities",
    ),
    "O": Label(
        "Openbaar bestuur en defensie; verplichte sociale verzekeringen",
        "Public administration and defence; compulsory social security",
    ),
    "P": Label("Onderwijs", "Education"),
    "Q": Label(
        "Menselijke gezondheidszorg en maatschappelijke dienstverlening",
        "Human health and social work activities",
    ),
    "R": Label("Kunst, amusement en recreatie", "Arts, entertainment and recreation"),
    "S": Label("Overige diensten", "Other service activities"),
    "T": Label("Huishoudens als werkgever", "Activities of households as employers"),
    "U": Label(
        "Extraterritoriale organisaties en lichamen",
        "Activities of extraterritorial organisations and bodies",
    ),
}
SECTORS = tuple(LABELS)


def label(code: str) -> str:
    """Name of a NACE section in the active language."""
    return str(LABELS[code])
