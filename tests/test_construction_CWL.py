"""What no page can make wrong about log groups."""

from made import FUNCTION, Made, code, refused
from templated import types

LOGGED = f"""
functions: {{work: {FUNCTION}, keep: {{code: {{image: i}}, log_retention: 365d}}}}
state_machines: {{order: {{definition: {{StartAt: A, States: {{A: {{Type: Pass, End: true}}}}}}}}}}
delivery_streams: {{log: {{}}}}
buckets: {{lake: {{}}}}
apis: {{ingest: {{}}}}
streams: {{records: {{}}}}
flows:
  - log -> lake
  - {{from: ingest, to: records, route: POST /}}
"""


def test_every_log_group_is_kept_for_a_finite_time() -> None:
    groups = Made(LOGGED).all("aws_cloudwatch_log_group")
    kept = {block.labels[1]: block.attributes.get("retention_in_days") for block in groups}
    assert kept.pop("keep") == 365
    assert len(kept) >= 4
    assert set(kept.values()) == {30}


def test_a_function_writes_to_the_log_group_that_is_made_for_it() -> None:
    made = Made(LOGGED)
    logging = made["aws_lambda_function.work"].find("logging_config")
    assert code(logging.attributes["log_group"]) == "aws_cloudwatch_log_group.work.name"


def test_nobody_subscribes_to_a_log_group() -> None:
    made = Made(LOGGED)
    made_of_logs = {type_ for type_ in types() if type_.startswith("aws_cloudwatch_log_")}
    assert made_of_logs == {"aws_cloudwatch_log_group", "aws_cloudwatch_log_stream"}
    assert [path for path, text in made.files.items() if '"logs.amazonaws.com"' in text] == []
    assert refused("log_groups: {app: {}}") == ["PAGE001"]
