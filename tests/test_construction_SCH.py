"""The language has no schedules: no module breaks a rule about them. Whoever adds them answers for the rules anew."""

from made import refused
from templated import types


def test_no_schedule_is_ever_made() -> None:
    assert refused("schedules: {tick: {every: 5m}}") == ["PAGE001"]
    assert {type_ for type_ in types() if type_.startswith("aws_scheduler_")} == set()
