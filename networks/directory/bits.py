"""Sets of organisations as whole numbers, so that choosing and counting cost next to nothing.

Bit 0 stands for the organisation with the number 0, bit 1 for the next. "In this network and in that
country" is then an `&`, and "how many" is `bit_count()`.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable


def as_set(numbers: Iterable[int]) -> int:
    """Return the set of `numbers`."""
    bits = bytearray()
    for number in numbers:
        if number >> 3 >= len(bits):
            bits.extend(bytes((number >> 3) + 1 - len(bits)))
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def grouped[Group: Hashable](pairs: Iterable[tuple[Group, int]]) -> dict[Group, int]:
    """Return the sets of the numbers that go with the same."""
    groups = defaultdict(list)
    for group, number in pairs:
        groups[group].append(number)
    return {group: as_set(numbers) for group, numbers in groups.items()}


def numbers_in(chosen: int, order: Iterable[int]) -> Iterable[int]:
    """Yield those numbers of `order` that are in a set."""
    digits = f"{chosen:b}"[::-1]
    return (number for number in order if number < len(digits) and digits[number] == "1")
