"""As much of JSON Schema as the site's own schema uses."""

import re

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
KNOWN = set(
    "$schema $id description type properties required additionalProperties items enum anyOf pattern format"
    " minimum maximum".split()
)


def problems(value, schema, place="$"):
    """Return what of `value` does not fit `schema`."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "anyOf" in schema:
        return [] if any(not problems(value, one, place) for one in schema["anyOf"]) else [place]
    if "enum" in schema:
        return [] if value in schema["enum"] else [place]
    if not isinstance(value, TYPES[schema["type"]]):
        return [place]
    if isinstance(value, dict):
        return _of_object(value, schema, place)
    if isinstance(value, list):
        return [found for one in value for found in problems(one, schema["items"], f"{place}[]")]
    fits = re.search(schema.get("pattern", ""), value) if isinstance(value, str) else True
    in_range = "minimum" not in schema or schema["minimum"] <= value <= schema["maximum"]
    return [] if fits and in_range else [place]


def _of_object(value, schema, place):
    known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    missing = [f"{place}.{name} is missing" for name in schema.get("required", []) if name not in value]
    found = []
    for name, inside in value.items():
        if name in known:
            found += problems(inside, known[name], f"{place}.{name}")
        elif more is False:
            found.append(f"{place}.{name} is unknown")
        elif isinstance(more, dict):
            found += problems(inside, more, f"{place}.{name}")
    return missing + found
