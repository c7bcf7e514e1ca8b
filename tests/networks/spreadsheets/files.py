"""Small spreadsheets for tests."""

import csv
import io
import json
import zipfile

import openpyxl

from networks.spreadsheets import writing
from networks.spreadsheets.dry_run import plan_of
from networks.spreadsheets.importing import Importer
from networks.spreadsheets.reading import read
from networks.spreadsheets.snapshot import Snapshot


def csv_of(*rows):
    """Return rows, each a dictionary, as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def zip_of(organisations=(), memberships=()):
    """Return a zip with the rows of both tables."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        if organisations:
            archive.writestr("organisations.csv", csv_of(*organisations))
        if memberships:
            archive.writestr("memberships.csv", csv_of(*memberships))
    return output.getvalue()


def workbook(cells, sheet="organisations"):
    """Return a workbook with one sheet of rows of cells."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in cells:
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def dry_run(content, person, name="a.zip"):
    """Return what a file would do."""
    return plan_of(read(content, name), Snapshot.take(), person)


def import_file(content, person, name="a.zip"):
    """Import a file as if its dry run had just been seen."""
    return Importer(read(content, name), person).run(dry_run(content, person, name).fingerprint())


def state():
    """Return all that an import may change, as one text that can be compared."""
    snapshot = Snapshot.take()
    names = ("pk", "latest_revision_id", "has_unpublished_changes", "live", "locked")
    things = [*snapshot.organisations.values(), *snapshot.networks.values()]
    drafts = [[getattr(thing, name) for name in names] for thing in things]
    return json.dumps([snapshot.rows, drafts, sorted(snapshot.networks)], sort_keys=True)


def exported():
    """Return what an export shows now."""
    return Snapshot.take().exported()


def as_file(rows, kind):
    """Return exported rows as a file of the kind, with a name for it."""
    return (writing.xlsx(rows), "a.xlsx") if kind == "xlsx" else (writing.zipped_csv(rows), "a.zip")


def messages(remarks):
    """Return all remarks as one text."""
    return "\n".join(f"{remark.place} {remark.message}" for remark in remarks)
