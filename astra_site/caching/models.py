"""Versions of the tables, by which processes know whether what they have read is still good."""

from collections.abc import Collection

from django.db import connection, models

# The row that counts every change, whatever it was.
CONTENT = "content"
COUNT_UP = (
    "INSERT INTO caching_cacheversion (name, value) VALUES {} ON CONFLICT (name)"
    " DO UPDATE SET value = caching_cacheversion.value + 1"
)


class CacheVersion(models.Model):
    """Tells every process of the site whether its copy of what it read from a table is still good."""

    # PostgreSQL's longest.
    name = models.CharField(max_length=63, primary_key=True)
    value = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "version of a cache"

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"

    @classmethod
    def of_content(cls) -> int:
        """Return the version of the whole content."""
        return CacheVersion.objects.filter(name=CONTENT).values_list("value", flat=True).first() or 0

    @classmethod
    def count_up(cls, tables: Collection[str]) -> int:
        """Give the content and these tables new versions; return that of the content.

        One statement and no transaction: on SQLite, an INSERT in front of this may still wait to be read to
        its end, and a transaction that begins now would take it back. In one order, so that no two wait for
        each other.
        """
        names = sorted({CONTENT, *tables})
        with connection.cursor() as cursor:
            cursor.execute(COUNT_UP.format(", ".join(["(%s, 1)"] * len(names))), names)
        return cls.of_content()
