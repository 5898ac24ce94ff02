"""What is readOnly and required need not be sent, what is writeOnly and required need not come back."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import ValidationError
from tests.behaviour.test_served_document import application, compared, served_by, understood
from tests.meaning import differences
from tests.serving import served

from specpress import compare
from specpress.api import Api
from specpress.diagnostics import Report
from specpress.plan.forms import forms
from specpress.source.files import DiskFiles, MemoryFiles

Generated = Callable[..., ModuleType]
SPEC = Path(__file__).resolve().parents[1] / "golden/models_forms/spec.yaml"
MADE = "2026-01-02T03:04:05Z"


@pytest.fixture
def package(generated: Generated) -> ModuleType:
    return generated(SPEC)


def models_of(package: ModuleType) -> Any:
    return importlib.import_module(f"{package.__name__}.models")


class Shop:
    """Keeps what it gets and answers as the service would: with what it makes, and without the password."""

    def __init__(self, models: Any) -> None:
        self.models = models
        self.got: Any = None

    def create(self, body: Any) -> Any:
        self.got = body
        sent = body.model_dump(mode="json", exclude_unset=True)
        sent |= {"id": 7, "owner": {"name": body.owner.name}}
        sent["tag"] |= {"made": MADE}
        return self.models.Pet.model_validate(sent)

    def change(self, body: Any) -> Any:
        self.got = body
        return self.models.Ticket(number=7, text=body.text)

    def create_animals(self, body: Any) -> Any:
        raise NotImplementedError

    def list(self) -> Any:
        return []


def test_a_request_is_made_without_what_the_service_makes(package: ModuleType) -> None:
    models = models_of(package)
    router = importlib.import_module(f"{package.__name__}.router")
    client = importlib.import_module(f"{package.__name__}.client")
    shop = Shop(models)
    with served(router.create_app(shop, shop)) as host, client.Pets(host=host) as api:
        pet = models.PetRequest(
            name="Rex",
            owner=models.OwnerRequest(name="Ann", password="secret"),
            tag=models.PetRequestTag(color=models.PetTagColor.RED),
        )
        made = api.pets.create(pet)
    assert isinstance(shop.got, models.PetRequest) and shop.got == pet
    assert shop.got.owner.password == "secret"
    assert type(made) is models.Pet and made.id == 7
    assert made.tag.made == datetime.fromisoformat(MADE)
    assert made.owner.password is None and "password" not in made.owner.model_fields_set


def test_each_form_demands_what_is_sent_its_way(package: ModuleType) -> None:
    models = models_of(package)
    tag = {"color": "red", "made": MADE}
    known = {"id": 1, "name": "Rex", "owner": {"name": "Ann", "password": "x"}, "tag": tag}
    assert models.PetRequest.model_validate(known).id == 1  # a client may send back what it got
    for form, missing in ((models.Pet, "id"), (models.PetRequest, "name")):
        with pytest.raises(ValidationError, match=missing):
            form.model_validate({key: value for key, value in known.items() if key != missing})
    with pytest.raises(ValidationError, match="password"):
        models.OwnerRequest.model_validate({"name": "Ann"})
    assert models.NewOwner(name="Ann").id is None
    assert models.Owner(name="Ann").password is None


def test_only_what_differs_is_made_twice(package: ModuleType) -> None:
    models = models_of(package)
    assert models.PetRequest.model_fields["status"] is not None
    assert "PetRequestStatus" not in vars(models) and "PetRequestTagColor" not in vars(models)
    for name in ("NewOwner", "Base", "Birth", "Unused", "Id"):
        assert f"{name}Request" not in vars(models) and name in models.__all__
    for name in ("Unused", "Birth"):
        with pytest.raises(ValidationError):
            getattr(models, name)()
    assert models.DogInput.model_fields.keys() >= {"bark", "friend"}
    assert models.DogRequest.model_fields.keys() == {"dog"}


def test_unions_choose_among_forms(package: ModuleType) -> None:
    from pydantic import TypeAdapter

    models = models_of(package)
    body = {"animals": [{"kind": "Cat", "lives": 7}, {"kind": "Dog", "bark": "wuff"}]}
    made = models.CreateAnimalsRequest.model_validate(body)
    assert [type(one) for one in made.animals] == [models.CatRequest, models.DogInput]
    answer = TypeAdapter(models.Animal).validate_python({"kind": "Cat", "lives": 7, "id": "a"})
    assert type(answer) is models.Cat


def test_the_served_document_means_what_the_spec_says(generated: Generated) -> None:
    assert compared(generated, SPEC) == []
    app = application(generated(SPEC, emit=("models", "router")))
    schemas = app.openapi()["components"]["schemas"]
    assert set(schemas["PetRequest"]["required"]) == {"id", "name", "owner", "tag"}
    ours = understood(DiskFiles(SPEC.parent), SPEC.name)
    text = SPEC.read_text().replace(
        "required: [id, name, owner, tag]", "required: [name, owner, tag]"
    )
    other = understood(MemoryFiles({"s.yaml": text.encode()}), "s.yaml")
    assert differences(ours, served_by(app)) == [] != differences(other, served_by(app))


def test_a_form_field_need_not_be_sent_either(package: ModuleType) -> None:
    models = models_of(package)
    router = importlib.import_module(f"{package.__name__}.router")
    client = importlib.import_module(f"{package.__name__}.client")
    shop = Shop(models)
    with served(router.create_app(shop, shop)) as host, client.Pets(host=host) as api:
        assert api.owners.change(models.TicketRequest(text="hello")).number == 7
    assert type(shop.got) is models.TicketRequest
    assert shop.got.model_dump(exclude_unset=True) == {"text": "hello"}


def test_flavours_have_the_same_forms(generated: Generated) -> None:
    package = generated(
        SPEC, emit=("models",), flavour="dataclass", engine="datamodel-code-generator"
    )
    models = importlib.import_module(f"{package.__name__}.models")
    assert models.TicketRequest(text="a").number is None
    with pytest.raises(TypeError):
        models.Ticket(text="a")


def test_a_change_is_told_for_both_classes(tmp_path: Path) -> None:
    new = tmp_path / "spec.yaml"
    new.write_text(
        SPEC.read_text().replace(
            "name: {type: string}\n        owner", "name: {type: integer}\n        owner"
        )
    )
    (change,) = [c for c in compare(SPEC, new) if c.wire != "safe"]
    assert {"models.Pet.name", "models.PetRequest.name"} <= {
        s.partition(":")[0] for s in change.symbols
    }


def test_an_api_that_needs_no_form_stays_as_it_is(root: Path) -> None:
    spec = root / "spec/datafold/openapi.yaml"
    api: Api = understood(DiskFiles(spec.parent), spec.name)
    assert forms(api, Report()) is api
