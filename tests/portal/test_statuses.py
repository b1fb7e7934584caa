from congtin.ledger.progress import Status
from congtin.portal.statuses import LABELS, make_tally


def test_every_status_has_a_word():
    assert set(LABELS) == set(Status)


def test_segments_follow_the_order_of_statuses_and_fill_the_bar():
    tally = make_tally({Status.NO_DATA: 4, Status.EXCEEDED: 1, Status.MET: 3})
    assert [(part.status, part.x, part.width) for part in tally.segments] == [
        (Status.EXCEEDED, "0.000%", "12.500%"),
        (Status.MET, "12.500%", "37.500%"),
        (Status.NO_DATA, "50.000%", "50.000%"),
    ]


def test_the_tally_says_itself_in_words_and_counts_what_could_be_judged():
    tally = make_tally({Status.NO_DATA: 4, Status.EXCEEDED: 1, Status.INCOMPARABLE: 1})
    assert str(tally) == "6 chỉ tiêu: 1 vượt, 4 chưa có số liệu, 1 không so được"
    assert (tally.judged, tally.total) == (1, 6)


def test_nothing_to_count_makes_an_empty_bar():
    assert make_tally({}).segments == []
