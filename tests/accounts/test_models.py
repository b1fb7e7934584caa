from congtin.accounts.models import User


def test_family_name_comes_first():
    assert str(User(username="an", first_name="An", last_name="Nguyễn Văn")) == "Nguyễn Văn An"


def test_user_without_a_name_goes_by_the_username():
    assert str(User(username="bien-tap")) == "bien-tap"
