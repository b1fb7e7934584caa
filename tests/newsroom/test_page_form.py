"""The address in the editor's form, sent again and again as the editor saves by itself."""

import pytest
from tests.factories import draft_article, make_article, make_home, make_section

from congtin.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def clean():
    make_home()

    def clean_slug(article, slug):
        form = ArticlePage.get_edit_handler().get_form_class()(
            instance=article, parent_page=article.get_parent() if article.pk else make_section()
        )
        form.cleaned_data = {"slug": slug}
        return form.clean_slug()

    return clean_slug


def test_draft_that_was_numbered_keeps_its_number_while_the_form_sends_none(clean):
    draft_article(title="Thu ngân sách")
    second = draft_article(title="Thu ngân sách")
    assert second.slug == "thu-ngan-sach-2"
    assert clean(second, "thu-ngan-sach") == "thu-ngan-sach-2"


def test_new_article_gets_the_first_free_number(clean):
    for _ in range(2):
        draft_article(title="Thu ngân sách")
    assert clean(ArticlePage(), "thu-ngan-sach") == "thu-ngan-sach-3"


def test_address_of_a_published_article_is_not_changed_behind_the_editors_back(clean):
    draft_article(title="Thu ngân sách")
    published = make_article(title="Tin khác")
    assert clean(published, "thu-ngan-sach") == "thu-ngan-sach"


@pytest.mark.parametrize(("given", "kept"), [("2026", "bai-2026"), ("-", "bai"), ("", "")])
def test_address_that_would_be_a_date_is_not_taken(clean, given, kept):
    assert clean(ArticlePage(), given) == kept
