"""Types of what an alarm waits for: a bound for each of its metrics, or false."""

from typing import Any

from eventgen.specs import Spec
from eventgen.values import Duration, Metadata, Number, Shorthand, takes


class Threshold(Metadata):
    """From where on an alarm is raised; false: never."""

    def __init__(self, of: Duration | Number) -> None:
        self.of, self.says = of, f"{of.says}, or false"

    def read(self, value: Any) -> int | bool | None:
        if value is True:
            raise takes(self.says, value, f"write {self.of.bounds}, or false")
        return False if value is False else self.of.read(value)

    def json_schema(self) -> dict[str, Any]:
        return {"anyOf": [self.of.json_schema(), {"const": False}]}


COUNT = Threshold(Number(1, 1_000_000_000))


def switched(model: type[Spec]) -> Shorthand:
    """The thresholds of a node, or false for none of its alarms."""

    def read(value: Any) -> Any:
        return dict.fromkeys(model.model_fields, False) if value is False else {} if value is True else value

    return Shorthand(read, model | bool)
