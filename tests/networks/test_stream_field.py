"""A change of blocks needs no migration."""

from django.db.migrations.writer import MigrationWriter
from wagtail import blocks

from networks.models import NetworkPage, StandardPage
from networks.stream_field import SlimStreamField


class OtherBlocks(blocks.StreamBlock):
    """A stream that has nothing in common with ours."""

    other = blocks.CharBlock()


def test_a_migration_says_nothing_of_the_blocks():
    fields = [
        SlimStreamField(OtherBlocks(), blank=True),
        StandardPage._meta.get_field("body_sr_latn"),
        NetworkPage._meta.get_field("body_en"),
    ]
    for field in fields:
        _name, path, args, kwargs = field.deconstruct()
        assert path == "networks.stream_field.SlimStreamField"
        assert args == []
        assert not {"block_lookup", "block_types"} & set(kwargs)


def test_two_fields_with_different_blocks_are_one_to_a_migration():
    one, other = SlimStreamField(OtherBlocks(), blank=True), SlimStreamField(blank=True)

    assert MigrationWriter.serialize(one) == MigrationWriter.serialize(other)


def test_a_field_made_from_a_migration_reads_without_blocks():
    _name, _path, args, kwargs = SlimStreamField(OtherBlocks()).deconstruct()

    assert len(SlimStreamField(*args, **kwargs).to_python("[]")) == 0
