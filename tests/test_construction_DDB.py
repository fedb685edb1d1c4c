"""The language has no tables: no module breaks a rule about them. Whoever adds them answers for the rules anew."""

from made import refused
from templated import types


def test_no_table_is_ever_made() -> None:
    assert refused("tables: {orders: {}}") == ["PAGE001"]
    assert {type_ for type_ in types() if type_.startswith("aws_dynamodb_")} == set()
