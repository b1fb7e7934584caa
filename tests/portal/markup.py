"""A strict look at HTML: what is opened is closed, ids are unique, nothing inline that the policy
would refuse."""

from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_NOT_WITHIN_ITSELF = {"a", "button", "p", "main", "label"}


class Checker(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag in _NOT_WITHIN_ITSELF and tag in self.open:
            self.faults.append(f"<{tag}> within <{tag}>")
        if "style" in given or any(name.startswith("on") for name in given):
            self.faults.append(f"<{tag}> carries inline style or script")
        if tag == "style" or (tag == "script" and not {"src", "type"} & given.keys()):
            self.faults.append(f"inline <{tag}>")
        if tag == "img" and not {"alt", "width", "height"} <= given.keys():
            self.faults.append("<img> without alt, width or height")
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()


def check(html):
    """The checker after reading; asserts that the page is sound."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.faults == []
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids)), "ids are not unique"
    return checker


def check_page(response):
    """As check, for a whole page: one h1, no heading level skipped, no link into nothing."""
    page = check(response.content.decode())
    assert page.headings.count(1) == 1
    below = list(zip(page.headings, page.headings[1:], strict=False))
    assert all(later - earlier <= 1 for earlier, later in below), page.headings
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    return page
