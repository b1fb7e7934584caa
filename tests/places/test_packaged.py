"""Any province from the packaged data, so that a ward anywhere can start."""

import pytest

from congtin.places.actions import load_province
from congtin.places.errors import ProvinceUnknown
from congtin.places.models import Unit
from congtin.places.packaged import read_province


@pytest.mark.parametrize("name", ["Tỉnh Đồng Tháp", "đồng tháp", "dong thap"])
def test_a_province_is_found_with_and_without_its_kind_and_marks(name):
    province = read_province(name)
    assert (province.name, len(province.communes)) == ("Tỉnh Đồng Tháp", 102)


def test_an_unknown_province_lists_the_34():
    with pytest.raises(ProvinceUnknown) as caught:
        read_province("Tỉnh Hải Dương")
    assert str(caught.value).count("Tỉnh ") + str(caught.value).count("Thành phố ") == 35


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    province, made = load_province(name="Đồng Tháp")
    assert made == 103
    assert load_province(name="Đồng Tháp") == (province, 0)
    assert province.children.filter(level="commune").count() == 102


@pytest.mark.django_db
def test_wards_that_differ_by_marks_alone_have_addresses_of_their_own():
    load_province(name="Đồng Tháp")
    slugs = Unit.objects.filter(name__in=["Phường Mỹ Tho", "Xã Mỹ Thọ"]).values_list("slug", "name")
    assert dict(slugs) == {"phuong-my-tho": "Phường Mỹ Tho", "xa-my-tho": "Xã Mỹ Thọ"}
    assert len(set(Unit.objects.values_list("slug", flat=True))) == Unit.objects.count()
