"""Method names come from the operation alone, so that a document may grow without renaming anything."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.plan.operation_names import capitals, free, method_name, path_name, snake, words


@pytest.mark.parametrize(
    ("operation_id", "tag", "name"),
    [
        ("get_datadiff", "datadiffs", "get"),
        ("getDataDiff", "data-diffs", "get"),
        ("listPets", "pets", "list"),
        ("list_pets", "pet", "list"),
        ("getPets", "pets", "get_pets"),
        ("getPet", "pets", "get"),
        ("repos/get", "repos", "get"),
        ("actions/list-artifacts-for-repo", "actions", "list_artifacts_for_repo"),
        ("pets_listAll", "pets", "list_all"),
        ("pets", "pets", "pets"),
        ("getPetById", "pets", "get_pet_by_id"),
        ("listCategories", "category", "list"),
        ("get_category", "categories", "get"),
        ("createUser", None, "create_user"),
        ("get1", "1", "get1"),
        ("дай_мне", "t", "дай_мне"),
    ],
)
def test_the_words_of_the_tag_are_left_out(operation_id: str, tag: str | None, name: str) -> None:
    assert method_name(operation_id, tag, "get", "/x") == name


def test_an_operation_without_id_is_named_by_its_path() -> None:
    assert path_name("GET", "/api/v1/pets/{pet-id}/toys") == "get_api_v1_pets_by_pet_id_toys"
    assert method_name("", "pets", "POST", "/") == "post"
    assert method_name("!!!", "pets", "POST", "/{}") == "post_by"


@given(st.text(), st.none() | st.text(), st.sampled_from(["get", "POST"]), st.text())
def test_any_text_gives_a_name_that_python_takes(
    operation_id: str, tag: str | None, method: str, path: str
) -> None:
    name = free(snake(method_name(operation_id, tag, method, path), "get"), ())
    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert not name.startswith("__")
    assert len(name) <= 90


@given(st.text(), st.text(min_size=1, max_size=3, alphabet="abcXYZ_é٣"))
def test_classes_are_identifiers(text: str, fallback: str) -> None:
    name = capitals(text, "Api")
    assert name.isidentifier()


@given(st.lists(st.sampled_from(["a", "b", "class", "list"]), max_size=8))
def test_free_names_are_all_different(wanted: list[str]) -> None:
    taken: set[str] = set()
    for name in wanted:
        taken.add(free(name, taken))
    assert len(taken) == len(wanted)


def test_spellings_of_one_name_have_the_same_words() -> None:
    spellings = ("getPetByID", "get-pet-by-id", "GetPetById", "get_pet_by_id", "get.pet/by id")
    assert {tuple(words(text)) for text in spellings} == {("get", "pet", "by", "id")}
