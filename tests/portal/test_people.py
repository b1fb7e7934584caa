import datetime as dt

from congtin.newsroom.models import Post
from congtin.portal.people import choose_posts

DAY = dt.date(2020, 12, 18)


def make_post(title="Bí thư", **fields):
    return Post(title=title, **fields)


def test_a_post_whose_span_covers_the_day_is_read_with_the_article():
    held = make_post(valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2021, 1, 1))
    over = make_post(valid_from=dt.date(2015, 1, 1), valid_to=dt.date(2019, 1, 1))
    assert choose_posts([over, held], DAY) == [held]


def test_all_posts_named_by_a_source_of_that_day_are_read():
    posts = [make_post(as_of=DAY), make_post("Trưởng ban", as_of=DAY)]
    assert choose_posts([*posts, make_post(as_of=dt.date(2019, 1, 1))], DAY) == posts


def test_else_the_source_nearest_in_time_is_used():
    near, far = make_post(as_of=dt.date(2020, 6, 1)), make_post(as_of=dt.date(2024, 6, 1))
    assert choose_posts([far, near], DAY) == [near]


def test_a_post_without_any_date_is_not_claimed():
    assert choose_posts([make_post()], DAY) == []
