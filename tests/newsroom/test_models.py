"""Rules of the newsroom's tables that the database keeps."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from congtin.newsroom.models import Author, Person, Post, Source, Withdrawal

pytestmark = pytest.mark.django_db


def refuses(model, **columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**columns)


def test_person_is_listed_once():
    Person.objects.create(name="Lê An", note="Bí thư")
    Person.objects.create(name="Lê An", note="Giáo viên")
    refuses(Person, name="Lê An", note="Bí thư")


def test_post_ends_after_it_begins():
    person = Person.objects.create(name="Lê An")
    refuses(
        Post,
        person=person,
        title="Bí thư",
        valid_from=dt.date(2021, 1, 1),
        valid_to=dt.date(2020, 1, 1),
    )


@pytest.mark.parametrize("model", [Source, Author])
def test_name_is_used_once(model):
    model.objects.create(name="Báo Một", **({"slug": "mot"} if model is Source else {}))
    refuses(model, name="Báo Một", **({"slug": "hai"} if model is Source else {}))


def test_one_note_of_withdrawal_for_an_address():
    Withdrawal.objects.create(path="/thoi-su/tin/", headline="Tin")
    refuses(Withdrawal, path="/thoi-su/tin/", headline="Tin khác")


def test_source_takes_its_address_from_its_name():
    source = Source(name="Báo Đại biểu Nhân dân")
    source.full_clean()
    assert source.slug == "bao-dai-bieu-nhan-dan"


def test_person_of_a_common_name_is_told_apart():
    assert str(Person(name="Lê An", note="Bí thư")) == "Lê An (Bí thư)"
    assert str(Person(name="Lê An")) == "Lê An"


def test_post_names_its_body():
    assert str(Post(title="Bí thư", organisation="Quận ủy Lê Chân")) == "Bí thư, Quận ủy Lê Chân"
