import pytest

from congtin.wire.retrieve import HostResting
from congtin.wire.retrieve.courtesy import Courtesy


class Clock:
    def __init__(self):
        self.moment = 1000.0
        self.slept = []

    def now(self):
        return self.moment

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.moment += seconds


@pytest.fixture
def clock():
    return Clock()


def test_second_request_to_a_host_waits_and_another_host_does_not(clock):
    courtesy = Courtesy(pause_seconds=2, now=clock.now, sleep=clock.sleep)
    courtesy.wait_for_turn("a.example")
    courtesy.wait_for_turn("b.example")
    assert clock.slept == []
    courtesy.wait_for_turn("a.example")
    assert clock.slept == [2]


def test_longer_pause_that_the_host_wishes_is_kept_up_to_a_limit(clock):
    courtesy = Courtesy(pause_seconds=1, now=clock.now, sleep=clock.sleep)
    courtesy.wait_for_turn("a.example", pause_seconds=5)
    courtesy.wait_for_turn("a.example", pause_seconds=3600)
    courtesy.wait_for_turn("a.example")
    assert clock.slept == [5, 30]


def test_rest_ends(clock):
    courtesy = Courtesy(pause_seconds=0, now=clock.now, sleep=clock.sleep)
    courtesy.let_rest("a.example", seconds=60)
    courtesy.let_rest("a.example", seconds=10)
    with pytest.raises(HostResting) as resting:
        courtesy.wait_for_turn("a.example")
    assert resting.value.retry_after_seconds == 60
    courtesy.wait_for_turn("b.example")
    clock.moment += 61
    courtesy.wait_for_turn("a.example")
    assert clock.slept == []
