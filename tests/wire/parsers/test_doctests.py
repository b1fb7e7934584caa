import doctest

import pytest

from congtin.wire.parsers import addresses, blocks, captions, cleaning, moments, plain


@pytest.mark.parametrize("module", [addresses, blocks, captions, cleaning, moments, plain])
def test_examples_in_the_docstrings_hold(module):
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
