"""A year of costs from a workbook to a settled letter, a payment file and the answer to question 2.

The coordinator declares, one manager controls and settles, another confirms and pays.
"""

import re

from docx import Document
from playwright.sync_api import expect

from tests.browser.soundness import sound
from tests.browser.steps import done, press
from tests.workbooks import xlsx

COORDINATOR = "coordinator@second.example"
MANAGER, MANAGER2 = "manager@vdab.example", "manager2@vdab.example"
ANALYST = "analyst@ministry.example"
HEADINGS = ["Categorie", "Omschrijving", "Leverancier", "Factuurnummer", "Datum", "Bedrag"]
COSTS = [
    ["andere", "Zaalhuur", "Zaal Nergens", "Z-1", "02/03/2026", "1.000,50"],
    ["andere", "Drukwerk", "Drukkerij Nergens", "D-1", "03/03/2026", "€ 250"],
    ["andere", "Koffie", "Bakkerij Nergens", "B-1", "04/03/2026", "49,75"],
]


def declare(page, path) -> str:
    """Read the workbook in and submit the claim; its address."""
    path.write_bytes(xlsx(HEADINGS, *COSTS))
    page.goto("/kosten/")
    page.get_by_role("link", name="Importeren").click()
    page.get_by_label("Bestand", exact=True).set_input_files(path)
    press(page, "Bestand inlezen")
    page.get_by_label("Project", exact=True).select_option(index=1)
    page.get_by_label("Jaar van de kosten").fill("2026")
    press(page, "Rijen nakijken")
    press(page, "Alle rijen bewaren")
    expect(page.locator("main")).to_contain_text("3 kosten zijn bewaard.")
    page.goto("/kosten/?state=draft&year=2026&category=other")
    page.get_by_role("link", name="Andere 2026").click()
    expect(page.locator("tfoot")).to_contain_text("1.300,25")
    page.get_by_role("link", name="Indienen").click()
    press(page, "Declaratie indienen")
    expect(page.locator("main")).to_contain_text("VDAB controleert ze.")
    return page.url


def control(page, claim: str) -> None:
    """Lower one cost, refuse one, and accept the other."""
    page.goto(claim)
    page.get_by_role("link", name="Controleren").click()
    sound(page)
    page.get_by_role("link", name="Volgende kost beoordelen").click()
    judge(page, "verlagen", amount="600,50", reason="Te duur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kost 2 beoordelen")
    judge(page, "weigeren", reason="Geen bewijs")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kost 3 beoordelen")
    sound(page)
    judge(page, "verlagen", amount="60", reason="Te duur")
    expect(page.locator(".m2w-alert--stop")).to_contain_text("nooit meer dan ingediend")
    judge(page, "aanvaarden")
    page.get_by_role("link", name="Controle afsluiten").click()
    press(page, "Controle afsluiten")
    done(page, "De controle is afgesloten.")


def judge(page, verdict: str, amount: str = "", reason: str = "") -> None:
    page.get_by_label(verdict).check()
    page.get_by_label("Aanvaard bedrag").fill(amount)
    page.get_by_label("Reden").fill(reason)
    page.locator("main form button[type=submit]").click()


def settle(page, promoter: str) -> str:
    """Enter what is proposed for the year; the address of the settlement."""
    page.goto("/afrekeningen/te-maken/")
    sound(page)
    page.get_by_role("row").filter(has_text=promoter).filter(has_text="2026").get_by_role(
        "link"
    ).first.click()
    expect(page.get_by_label("Af te rekenen bedrag")).to_have_value("650,25")
    sound(page)
    press(page, "2026 afrekenen")
    done(page, "De afrekening is ingevoerd.")
    expect(page.get_by_role("link", name="Bevestigen")).to_have_count(0)
    return page.url


def letter_of(page, path) -> str:
    with page.expect_download() as letter:
        page.get_by_role("link", name="Brief").click()
    assert re.fullmatch(r"[\w-]+-2026\.docx", letter.value.suggested_filename)
    letter.value.save_as(path)
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_from_a_workbook_to_the_answer(visit, tmp_path):
    promoter, first, second = visit(COORDINATOR), visit(MANAGER), visit(MANAGER2)
    claim = declare(promoter, tmp_path / "kosten.xlsx")
    control(first, claim)
    name = first.locator(".m2w-head__lead").inner_text().partition(",")[0]
    settlement = settle(first, name)

    second.goto("/")
    second.get_by_role("link", name="Afrekeningen te bevestigen").click()
    sound(second)
    second.goto(settlement)
    second.get_by_role("link", name="Bevestigen").click()
    press(second, "Afrekening bevestigen")
    done(second, "De afrekening is bevestigd.")

    promoter.goto(settlement)
    sound(promoter)
    letter = letter_of(promoter, tmp_path / "brief.docx")
    for told in ["1.300,25", "650,25", "650,00", "Geen bewijs", "Te duur"]:
        assert told in letter

    # What was advanced is more than what is settled so far: a part of it is recovered.
    first.goto(settlement)
    first.get_by_role("link", name="Saldo terugvorderen").click()
    first.get_by_label("Bedrag in euro").fill("100,00")
    press(first, "Saldo betalen of terugvorderen")
    done(first, "De betaling is ingevoerd.")
    second.goto("/betaallijsten/")
    press(second, "Betaallijst maken")
    done(second, "De betaallijst is gemaakt.")
    with second.expect_download() as file:
        second.get_by_role("link", name="CSV").click()
    assert "recovery" in file.value.path().read_text()
    second.goto("/betalingen/")
    listed = second.get_by_role("row").filter(has_text="-100,00")
    expect(listed).to_contain_text("op een betaallijst")
    listed.get_by_role("link", name="Betaald").click()
    press(second, "Betaling noteren")
    done(second, "De betaling is genoteerd.")

    every_figure_opens_its_rows(first, name)
    the_answer_explains(visit(ANALYST))


def every_figure_opens_its_rows(page, project: str) -> None:
    page.goto("/budget/")
    page.get_by_label("Project", exact=True).select_option(label=project)
    press(page, "Tonen")
    steps = page.locator("dl.m2w-facts a")
    figures = [(one.inner_text(), one.get_attribute("href")) for one in steps.all()]
    assert len(figures) == 4
    here = page.url
    for figure, address in figures:
        page.goto(address)
        expect(page.locator("main")).to_contain_text(figure.removeprefix("€\xa0"))
    page.goto(here)
    reasons = page.locator(".m2w-explain a")
    addresses = [one.get_attribute("href") for one in reasons.all()]
    assert addresses
    for address in addresses:
        page.goto(address)
        expect(page.get_by_role("table")).to_contain_text(project)
        sound(page)


def the_answer_explains(page) -> None:
    page.goto("/vragen/479/?as_of=2026-06-01")
    answer = page.locator("#vraag-2")
    expect(answer).to_contain_text("onderbenutting")
    expect(answer).to_contain_text(re.compile("dat verklaart|gepland"))
    answer.get_by_role("link", name=re.compile("^[0-9.]+,[0-9]{2}$")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Toekenningen")
