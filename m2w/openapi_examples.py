"""The examples in the description of the API: each is made of its schema, so that it fits.

One example of each object stands under the components; operations refer to it.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Shape = dict[str, Any]

JSON = "application/json"
CASE = tomllib.loads((Path(__file__).parent / "data" / "api_examples.toml").read_text("utf-8"))
TODAY, MOMENT = "2022-04-01", "2022-04-01T09:30:00+02:00"
# What a component is about, without what it is for.
FOR = (("New", "Patched"), ("Fields", "Items", "Item", "Body", "File", "Document"))
FEW = 3  # what a correction changes


class UnknownFieldError(LookupError):
    """A field of which nobody said what stands in it."""


class Examples:
    """Makes an example of each component; `asked` leaves out what only we fill in."""

    def __init__(self, schemas: dict[str, Shape], *, asked: bool) -> None:
        self.schemas, self.asked = schemas, asked
        self.made: dict[str, Any] = {}

    def of(self, shape: Shape, owner: str = "", name: str = "") -> Any:
        """What stands in a field of this name; `owner` is the component that has it.

        Raises UnknownFieldError.
        """
        if known(owner, name) == "":
            return ""
        if "$ref" in shape:
            return self.of_component(shape["$ref"].rsplit("/", 1)[-1], owner, name)
        if "properties" in shape:
            return self.of_object(shape, owner)
        for ways in ("allOf", "oneOf", "anyOf"):
            if ways in shape:
                return self.of(next(filter(self.says_something, shape[ways])), owner, name)
        if "items" in shape:
            return self.of_list(shape["items"], owner, name)
        return value_of(shape, owner, name)

    def says_something(self, shape: Shape) -> bool:
        end = shape.get("$ref", "").rsplit("/", 1)[-1]
        return bool(shape) and shape.get("type") != "null" and end not in {"NullEnum", "BlankEnum"}

    def of_component(self, component: str, owner: str, name: str) -> Any:
        shape = self.schemas[component]
        if "enum" in shape:
            return value_of(shape, owner, name)
        if component not in self.made:
            self.made[component] = self.of(shape, component, name)
        return self.made[component]

    def of_object(self, shape: Shape, owner: str) -> dict[str, Any]:
        told = {
            name: part
            for name, part in shape["properties"].items()
            if name not in CASE["left_out"].get(owner, ())
            and (not self.asked or is_sent(part, owner, name))
        }
        if owner.startswith("Patched"):
            told = dict(list(told.items())[:FEW])
        return {name: self.of(part, owner, name) for name, part in told.items()}

    def of_list(self, items: Shape, owner: str, name: str) -> list[Any]:
        listed = known(owner, name)
        return listed if isinstance(listed, list) else [self.of(items, owner, name)]


def is_sent(part: Shape, owner: str, name: str) -> bool:
    """Not what only we fill in, nor what is not known."""
    return not part.get("readOnly") and not is_nothing(owner, name)


def is_nothing(owner: str, name: str) -> bool:
    nothing = CASE["nothing"]
    return name in nothing["everywhere"] or name in nothing.get(about(owner), ())


def known(owner: str, name: str) -> Any:
    """What is said of a field, of its component first; None for nothing."""
    of = CASE["of"]
    places = (of.get(owner, {}), of.get(about(owner), {}), CASE["fields"])
    return next((place[name] for place in places if name in place), None)


def about(component: str) -> str:
    """`NewMentee` and `MenteeItem` are about a `Mentee`."""
    starts, ends = FOR
    for start in starts:
        component = component.removeprefix(start)
    for end in ends:
        component = component.removesuffix(end) or component
    return component


def value_of(shape: Shape, owner: str, name: str) -> Any:
    """One value, as its type writes it. Raises UnknownFieldError."""
    if is_nothing(owner, name):
        return None
    types = {shape["type"]} if isinstance(shape.get("type"), str) else set(shape.get("type", ()))
    if "enum" in shape:
        said = known(owner, name)
        return said if said in shape["enum"] else next(filter(None, shape["enum"]))
    if types == {"boolean"}:
        return known(owner, name) is True
    if (known_by_format := of_format(shape.get("format", ""), owner, name)) is not None:
        return known_by_format
    said = CASE["codes"].get(kind_of(owner)) if name == "code" else known(owner, name)
    if said is None:
        raise UnknownFieldError(f"{owner}.{name}")
    return str(said) if "string" in types else said


def of_format(kind: str, owner: str, name: str) -> str | None:
    if kind == "uuid":
        return id_of(referred(owner, name))
    if kind == "date":
        return known(owner, name) or TODAY
    return MOMENT if kind == "date-time" else None


def referred(owner: str, name: str) -> str:
    """What kind of object an id is of."""
    named = f"{about(owner)}.{name}".lower()
    return str(CASE["kinds"].get(named) or kind_of(owner if name == "id" else name))


def kind_of(name: str) -> str:
    """What a component, or a reference of that name, is one of."""
    plain = about(name).lower().removesuffix("_id")
    return str(CASE["kinds"].get(plain, plain))


def exemplify(result: Shape, **kwargs: Any) -> Shape:
    """Gives each operation an example of what is asked and of what is answered."""
    components = result["components"]
    found = components.setdefault("examples", {})
    for address, path in result["paths"].items():
        for operation in path.values():
            show_places(address, operation.get("parameters", []))
    for asked, contents in ((False, answers(result)), (True, bodies(result))):
        examples = Examples(components["schemas"], asked=asked)
        for media in contents:
            refer(media, found, examples)
    return result


def show_places(address: str, parameters: list[Shape]) -> None:
    """Give what stands in an address the value that it has in the case."""
    for parameter in parameters:
        if parameter["in"] == "path":
            name = parameter["name"]
            before = address.split(f"/{{{name}}}", maxsplit=1)[0].rsplit("/", 1)[-1]
            parameter["example"] = CASE["places"].get(name) or id_of(one_of(before))


def one_of(resource: str) -> str:
    """`payment_lists` and `matches` are those of a `paymentlist` and a `match`."""
    plain = resource.replace("_", "")
    return plain.removesuffix("es" if plain.endswith("ches") else "s")


def id_of(kind: str) -> str:
    return str(uuid5(NAMESPACE_URL, kind_of(kind)))


def answers(result: Shape) -> Iterator[Shape]:
    for operation in operations(result):
        for status, answer in operation["responses"].items():
            if status < "300" and JSON in answer.get("content", {}):
                yield answer["content"][JSON]


def bodies(result: Shape) -> Iterator[Shape]:
    for operation in operations(result):
        yield from operation.get("requestBody", {}).get("content", {}).values()


def operations(result: Shape) -> Iterator[Shape]:
    for path in result["paths"].values():
        yield from path.values()


def refer(media: Shape, found: dict[str, Any], examples: Examples) -> None:
    """Name the example of what is answered or sent; what is sent may be less of the same."""
    name = name_of(media["schema"])
    example = {"value": examples.of(media["schema"], name=name)}
    if found.get(name, example) != example:
        name += "ToSend"
    found[name] = example
    media["examples"] = {name: {"$ref": f"#/components/examples/{name}"}}


def name_of(shape: Shape) -> str:
    """That of its component."""
    if "items" in shape:
        return f"{name_of(shape['items'])}List"
    return str(shape["$ref"]).rsplit("/", 1)[-1]
