"""Pictures of the admin for docs/editors.md, so that the guide shows what the screen shows.

`make guide-pictures` calls this; it starts a site of its own with the starter content, and three
people with the Serbian interface: an editor, a moderator and a translator. Words after it keep only
the pictures whose name holds one of them: `guide_pictures.py sudar prevodi`.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.browser.admin import ENTER, PUBLISH, SAVE, SUBMIT, code_of, give_password, log_in, press  # noqa: E402
from tests.browser.by_hand import site_and_browser  # noqa: E402
from tests.browser.running_site import STAFF_PASSWORD, STAFF_SECRET, RunningSite  # noqa: E402
from tests.browser.test_editing import preview as shown_preview  # noqa: E402

PICTURES = ROOT / "docs" / "images"
VIEWPORT: ViewportSize = {"width": 1280, "height": 800}
# Before somebody is known, her browser says what she reads.
LOCALE = "sr-Latn-RS"
# A guide of ten pictures has to load on a slow line too.
MOST_BYTES = 80_000
# They are not new: the first day's page would push down what the pictures are about.
PEOPLE = f"""
import datetime
from django.utils import timezone
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from astra_site.accounts.factors import codes
from astra_site.accounts.models import User
for name, first_name, role in (
    ("ana", "Ana", "Urednice"), ("mira", "Mira", "Moderatorke"), ("vera", "Vera", "Prevoditeljke")
):
    person = User.objects.create_user(name, password="{STAFF_PASSWORD}", first_name=first_name)
    person.groups.set([Group.objects.get(name=role)])
    person.date_joined = timezone.now() - datetime.timedelta(days=100)
    person.save()
    codes.add_app(person, "{STAFF_SECRET}", step=0)
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = "sr-latn"
    profile.save()
"""
NEWCOMER = f"""
from django.contrib.auth.models import Group
from astra_site.accounts.models import User
User.objects.filter(username="nova").delete()
person = User.objects.create_user("nova", password="{STAFF_PASSWORD}", first_name="Nova")
person.groups.set([Group.objects.get(name="Urednice")])
"""
# What is on the starter's pages already is all translated: leave something to do.
SOMETHING_TO_DO = """
from networks.models import NetworkPage
network = NetworkPage.objects.get(slug="ban").get_latest_revision_as_object()
network.acronym_meaning_en = ""
network.save_revision().publish()
network = NetworkPage.objects.get(slug="gaatw").get_latest_revision_as_object()
network.lead_sr_latn = network.lead_sr_latn + " Sedište je u Bangkoku."
network.save_revision().publish()
"""
ADDRESS_OF = "from networks.models import NetworkPage; print(NetworkPage.objects.get(slug={slug!r}).pk)"
MENU = "footer [data-w-dropdown-target=toggle]"


class Desk:
    """The people at work: each in a window of her own."""

    def __init__(self, browser: Browser, site: RunningSite) -> None:
        """Keep what opens windows."""
        self.browser, self.site = browser, site
        self.pages: dict[str, Page] = {}

    def person(self, name: str) -> Page:
        """Return the window of a person, who is logged in."""
        if name not in self.pages:
            window = self.browser.new_context(
                base_url=self.site.url,
                viewport=VIEWPORT,
                device_scale_factor=1,
                reduced_motion="reduce",
                color_scheme="light",
                locale=LOCALE,
                timezone_id="Europe/Belgrade",
            )
            self.pages[name] = log_in(window.new_page(), name)
        return self.pages[name]

    def edit(self, name: str, slug: str) -> Page:
        """Return the window of a person with the edit form of a network."""
        page = self.person(name)
        page.goto(f"/admin/pages/{self.site.run(ADDRESS_OF.format(slug=slug)).strip()}/edit/")
        return page


def submit(desk: Desk, slug: str) -> None:
    """Let the editor change a network's lead and submit it."""
    ana = desk.edit("ana", slug)
    lead = ana.locator("[name=lead_sr_latn]")
    lead.fill(f"{lead.input_value()} Sastaje se dvaput godišnje.")
    press(ana, SUBMIT)
    ana.wait_for_url(lambda address: not address.endswith("/edit/"))


def start_page(desk: Desk) -> Page:
    """Show what waits for a moderator after an editor has submitted a page."""
    submit(desk, "preugovor")
    mira = desk.person("mira")
    mira.goto("/admin/")
    return mira


def form(desk: Desk) -> Page:
    """Show Serbian and English side by side."""
    return desk.edit("ana", "ban")


def members(desk: Desk) -> Page:
    """Show the tab of the members."""
    page = desk.edit("ana", "la-strada-international")
    page.locator(".w-tabs__tab").nth(1).click()
    page.locator("[data-rows-body] .rows__open").nth(2).click()
    page.locator("[data-rows-body] .rows__fields").wait_for()
    return page


def preview(desk: Desk) -> Page:
    """Show the form with the English preview beside it."""
    page = desk.edit("ana", "gaatw")
    expect(shown_preview(page, "en")).to_contain_text("Global Alliance")
    return page


def publishing(desk: Desk) -> Page:
    """Show what a moderator can do with a page that an editor has submitted."""
    submit(desk, "ban")
    page = desk.edit("mira", "ban")
    page.locator(MENU).first.click()
    expect(page.locator("footer button[data-workflow-action-name=approve]").first).to_be_visible()
    return page


def comparison(desk: Desk) -> Page:
    """Show what an editor has changed in a page that she has submitted."""
    submit(desk, "gmcn")
    page = desk.person("mira")
    page.goto("/admin/")
    page.locator(".what-next a[href*='/compare/']").last.click()
    expect(page.locator(".addition").first).to_be_visible()
    return page


def collision(desk: Desk) -> Page:
    """Show what the second of two people at one page reads."""
    ana, mira = desk.edit("ana", "la-strada-international"), desk.edit("mira", "la-strada-international")
    if ana.locator("iframe[id*=preview]").is_visible():
        ana.locator("button[data-side-panel-toggle=preview]").first.click()
    mira.fill("[name=lead_sr_latn]", f"{mira.input_value('[name=lead_sr_latn]')} Dopunila Mira.")
    press(mira, PUBLISH)
    expect(mira.locator("footer")).to_have_count(0)
    ana.fill("[name=lead_sr_latn]", f"{ana.input_value('[name=lead_sr_latn]')} Dopunila Ana.")
    expect(ana.locator("#w-autosave-indicator")).to_have_attribute("data-w-autosave-state-value", "paused")
    press(ana, SAVE)
    ana.locator("[role=dialog]:visible [data-w-dialog-target=confirm]").click()
    expect(ana.get_by_text("Dopunila Mira.").first).to_be_visible()
    expect(ana.locator("#w-autosave-indicator")).to_have_attribute("data-w-autosave-state-value", "paused")
    return ana


def organisations(desk: Desk) -> Page:
    """Show the list of organisations, searched without diacritics, and its filters."""
    page = desk.person("ana")
    page.goto("/admin/snippets/networks/organisation/?q=zene")
    page.locator(".w-filter-button, [aria-label] .icon-sliders, button:has(.icon-sliders)").last.click()
    return page


def translations(desk: Desk) -> Page:
    """Show what a translator has to do."""
    page = desk.person("vera")
    page.goto("/admin/translations/")
    return page


def checks(desk: Desk) -> Page:
    """Show the report of the content checks."""
    page = desk.person("mira")
    page.goto("/admin/reports/content-checks/")
    return page


def dry_run(desk: Desk) -> Page:
    """Show what a workbook would change: one town and one organisation that is new."""
    page = desk.person("mira")
    page.goto("/admin/spreadsheets/")
    with page.expect_download() as begun:
        page.locator("a[href$='/export/xlsx/']").click()
    book = openpyxl.load_workbook(io.BytesIO(begun.value.path().read_bytes()))
    sheet = book["organisations"]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, column["city_sr"], "Novi Sad")
    new = {"name_sr": "Udruženje Primer", "slug_sr": "udruzenje-primer", "city_sr": "Niš", "country": "RS"}
    sheet.append([new.get(name) for name in column])
    changed = io.BytesIO()
    book.save(changed)
    file = {"name": "organizacije.xlsx", "mimeType": "application/zip", "buffer": changed.getvalue()}
    page.set_input_files("[name=file]", file)  # type: ignore[arg-type]
    page.locator("form[enctype] button[type=submit]").click()
    page.wait_for_url("**/dry-run/**")
    return page


def first_login(desk: Desk) -> Page:
    """Show how somebody new sets up her second step."""
    desk.site.run(NEWCOMER)
    window = desk.browser.new_context(
        base_url=desk.site.url, viewport=VIEWPORT, color_scheme="light", locale=LOCALE
    )
    page = desk.pages["nova"] = window.new_page()
    give_password(page, "nova")
    page.wait_for_url("**/admin/login/set-up/**")
    return page


def recovery_codes(desk: Desk) -> Page:
    """Show her recovery codes."""
    page = first_login(desk)
    secret = "".join(page.locator("main code").inner_text().split())
    page.fill("[name=code]", code_of(secret))
    page.click(ENTER)
    page.wait_for_url("**/admin/login/recovery-codes/**")
    return page


def second_step(desk: Desk) -> Page:
    """Show what is asked at each login after the password."""
    window = desk.browser.new_context(
        base_url=desk.site.url, viewport=VIEWPORT, color_scheme="light", locale=LOCALE
    )
    page = window.new_page()
    give_password(page, "ana")
    page.wait_for_url("**/admin/login/code/**")
    return page


PICTURE_OF: dict[str, Callable[[Desk], Page]] = {
    "obrazac": form,
    "clanice": members,
    "pregled": preview,
    "dugmad": publishing,
    "poredjenje": comparison,
    "organizacije": organisations,
    "prevodi": translations,
    "provera": checks,
    "uvoz": dry_run,
    "sta-dalje": start_page,
    "sudar": collision,
    "prijava-podesavanje": first_login,
    "prijava-rezervni-kodovi": recovery_codes,
    "prijava-drugi-korak": second_step,
}


def save(page: Page, name: str) -> None:
    """Write the picture of the window with as many colours as the size allows."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # Menus and panels move in.
    picture = Image.open(io.BytesIO(page.screenshot(caret="hide", animations="disabled"))).convert("RGB")
    for colours in (256, 192, 128, 64):
        packed = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if len(packed.getvalue()) < MOST_BYTES:
            break
    (PICTURES / f"urednica-{name}.png").write_bytes(packed.getvalue())


def main() -> None:
    """Put fresh pictures in the place of the old ones."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in PICTURE_OF if not sys.argv[1:] or any(word in name for word in sys.argv[1:])]
    with site_and_browser() as (site, browser):
        site.run(PEOPLE + SOMETHING_TO_DO)
        desk = Desk(browser, site)
        for name in wanted:
            save(PICTURE_OF[name](desk), name)
    print(f"{len(wanted)} pictures in {PICTURES.relative_to(ROOT)}/")  # noqa: T201


if __name__ == "__main__":
    main()
