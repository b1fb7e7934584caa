"""Which posts of a person an article may be read with: those that a source vouches for."""

import datetime as dt
from collections.abc import Iterable

from congtin.newsroom.models import Post

__all__ = ["choose_posts"]


def choose_posts(posts: Iterable[Post], day: dt.date) -> list[Post]:
    """The posts held on that day; where no span covers it, those of the source nearest to it."""
    known = list(posts)
    held = [post for post in known if _covers(post, day)]
    if held:
        return held
    dated = [post for post in known if post.as_of]
    nearest = min((abs(_get_day(post) - day) for post in dated), default=None)
    return [post for post in dated if abs(_get_day(post) - day) == nearest]


def _covers(post: Post, day: dt.date) -> bool:
    if post.as_of == day:
        return True
    begun = post.valid_from is not None and post.valid_from <= day
    return begun and (post.valid_to is None or day <= post.valid_to)


def _get_day(post: Post) -> dt.date:
    return post.as_of or dt.date.min
