"""What an editor does with links in rich text, step by step, in whichever browser a test drives."""

from playwright.sync_api import Locator, Page, expect

# The fields of each kind of link in the window, and what they make of it.
FORMS = {
    "external": {"url": "https://example.org/izveštaj?godina=2020"},
    "email": {"email_address": "veza@example.org"},
    "phone": {"phone_number": "011 785 0000"},
    "anchor": {"url": "izvori"},
}
ADDRESSES = {
    "external": "https://example.org/izveštaj?godina=2020",
    "email": "mailto:veza@example.org",
    "phone": "tel:0117850000",
    "anchor": "#izvori",
}
WINDOW = ".modal-body"
# The small window about a link.
BUTTONS = "[role=tooltip]:has(.Tooltip__button)"


def rich_text(page: Page, field: str) -> Locator:
    """Return the first editor of rich text in a field, which may be a stream of blocks."""
    editor = page.locator(f'[data-contentpath="{field}"] .Draftail-Editor [contenteditable=true]').first
    expect(editor).to_be_visible()
    return editor


def write(page: Page, editor: Locator, words: str) -> None:
    """Write `words` on a line of their own at the end, and select them.

    Letters beyond an English keyboard Playwright writes into Firefox without a key, which moves the caret.
    """
    # A click in the middle might hit a link.
    editor.focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    expect(editor).to_contain_text(words)
    page.keyboard.press("Shift+Home")


def open_window(page: Page) -> Locator:
    """Open the window for links by its key, and return it when it shows the pages."""
    page.keyboard.press("Control+k")
    window = page.locator(WINDOW)
    expect(window.locator("table.chooser")).to_be_visible()
    return window


def is_closed(page: Page) -> None:
    """Wait until the window is gone and the text may be written in again."""
    expect(page.locator(WINDOW)).to_have_count(0)


def choose_page(page: Page, *titles: str) -> None:
    """Go down the tree of pages in the window along `titles`, and choose the last."""
    window = page.locator(WINDOW)
    *above, last = titles
    for title in above:
        row = window.locator("tbody tr", has=page.get_by_role("link", name=title, exact=True))
        row.locator("a.navigate-pages").last.click()
        expect(window.locator("tr.parent-page")).to_contain_text(title)
    window.locator("a.choose-page", has_text=last).last.click()
    is_closed(page)


def fill_in(page: Page, kind: str, **fields: str) -> None:
    """Fill in the window's form for a kind of link and send it."""
    for name, value in fields.items():
        field = page.locator(f"{WINDOW} [name={kind}-link-chooser-{name}]")
        # In Firefox a text is written where the caret is, which the window may still be taking.
        field.click()
        field.fill(value)
        expect(field).to_have_value(value)
    page.locator(f"{WINDOW} form [type=submit]").last.click()


def add_link(page: Page, editor: Locator, kind: str, words: str) -> None:
    """Write words that link to another site, an address, a number or a place on the page."""
    write(page, editor, words)
    open_window(page).locator(f"a[href*='choose-{kind}-link']").click()
    fill_in(page, kind, **FORMS[kind])
    is_closed(page)
    expect(editor.locator(".TooltipEntity", has_text=words)).to_be_visible()


def add_link_to_page(page: Page, editor: Locator, words: str, *titles: str) -> None:
    """Write words that link to the page at the end of `titles`, from the home page on."""
    write(page, editor, words)
    open_window(page)
    choose_page(page, *titles)
    expect(editor.locator(".TooltipEntity", has_text=words)).to_be_visible()


def add_link_to_document(page: Page, editor: Locator, words: str, title: str) -> None:
    """Write words that link to a document, by the button."""
    write(page, editor, words)
    page.locator(".Draftail-ToolbarButton[name=DOCUMENT]:visible").first.click()
    page.locator(WINDOW).get_by_role("link", name=title).click()
    is_closed(page)
    expect(editor.locator(".TooltipEntity", has_text=words)).to_be_visible()


def touch(page: Page, editor: Locator, words: str) -> Locator:
    """Click on a link in the text and return the small window about it."""
    # Selected words have tools above them, which may cover the link.
    editor.press("Control+End")
    link = editor.locator(".TooltipEntity", has_text=words)
    # Away from the bars at the window's edges.
    link.evaluate("link => link.scrollIntoView({ block: 'center' })")
    link.click()
    tooltip = page.locator(BUTTONS)
    expect(tooltip).to_be_visible()
    return tooltip
