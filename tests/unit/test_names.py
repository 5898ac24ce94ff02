"""Names: always one that Python takes, always the same, never twice in a scope."""

from __future__ import annotations

import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.plan.names import Scope, class_name, field_name, member_name, snake, words

TEXTS = st.one_of(
    st.text(max_size=12),
    st.text("aZ_-. 1é№ﬁ𝒜ℌºªªㅤ\u200b\u0301'\"\\{}$@+", max_size=10),
    st.sampled_from(
        [*keyword.kwlist, *keyword.softkwlist, "list", "str", "None", "__class__", "mro"]
    ),
)
MAKERS = [class_name, field_name, snake, member_name]


@pytest.mark.parametrize("make", MAKERS)
@given(text=TEXTS)
def test_every_text_gives_an_identifier(make: object, text: str) -> None:
    name = make(text)  # type: ignore[operator]
    assert name.isidentifier() and not keyword.iskeyword(name)
    assert unicodedata.normalize("NFKC", name) == name
    assert not name.startswith("_") and len(name) <= 100
    assert make(text) == name  # type: ignore[operator]


@given(st.lists(TEXTS, max_size=12), st.booleans())
def test_a_scope_gives_no_name_twice(texts: list[str], fold: bool) -> None:
    scope = Scope(fold=fold)
    given_names = [scope.claim(class_name(text)) for text in texts]
    seen = [name.casefold() if fold else name for name in given_names]
    assert len(set(seen)) == len(seen)
    assert all(name.isidentifier() for name in given_names)


@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_a_later_name_renames_no_earlier_one(texts: list[str], more: str) -> None:
    before, after = Scope(), Scope()
    first = [before.claim(class_name(text)) for text in texts]
    second = [after.claim(class_name(text)) for text in [*texts, more]]
    assert second[: len(first)] == first


CLASSES = {
    "Pet": "Pet",
    "pet": "pet",
    "pet-status": "PetStatus",
    "petStatus": "petStatus",
    "v1.Pet": "V1Pet",
    "2fast": "Schema2Fast",
    "ﬁle": "File",
    "": "Schema",
    "💥": "Schema",
    "Größe": "Größe",
}


@pytest.mark.parametrize(("text", "name"), CLASSES.items())
def test_classes(text: str, name: str) -> None:
    assert class_name(text) == name


FIELDS = {
    "name": "name",
    "firstName": "firstName",
    "first-name": "first_name",
    "@id": "id",
    "class": "class_",
    "_private": "private",
    "__class__": "class_",
    "1st": "field_1st",
    "+": "plus",
    "": "field",
    "a b": "a_b",
    "ﬁle": "file",
    "名前": "名前",
}


@pytest.mark.parametrize(("text", "name"), FIELDS.items())
def test_fields(text: str, name: str) -> None:
    assert field_name(text) == name


MEMBERS = {
    "in-progress": "IN_PROGRESS",
    "inProgress": "IN_PROGRESS",
    "HTTPError": "HTTP_ERROR",
    "+1": "PLUS_1",
    "-created": "MINUS_CREATED",
    "!=": "NOT_EQUAL",
    "": "EMPTY",
    " ": "SPACE",
    "1": "VALUE_1",
    "None": "NONE",
    "class": "CLASS",
    "💥": "VALUE",
}


@pytest.mark.parametrize(("text", "name"), MEMBERS.items())
def test_members(text: str, name: str) -> None:
    assert member_name(text) == name


def test_one_name_in_any_spelling_has_the_same_words() -> None:
    spelt = ["petStatus", "PetStatus", "pet-status", "pet status", "pet.status"]
    assert {tuple(word.lower() for word in words(text)) for text in spelt} == {("pet", "status")}
    assert snake("getPetById") == "get_pet_by_id"
