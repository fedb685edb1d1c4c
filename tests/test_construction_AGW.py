"""What no page can make wrong about APIs."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hcl_values import Block, Call, Expression, Template
from made import Made, code, names, refused
from templated import texts, types, written

from eventgen import kinds

PAGE = """
apis: {clicks: {}, quiet: {access_log: false, authorization: iam}}
streams: {events: {}, others: {}}
flows:
  - {from: clicks, to: events, route: POST /clicks, partition_key: $.user.id}
  - {from: clicks, to: others, route: "PUT /sites/{site}"}
  - {from: quiet, to: events, route: POST /}
"""
LABELS = ("clicks_clicks_post", "clicks_sites__site__put", "quiet_post")
REST = "aws_api_gateway"


@pytest.fixture(scope="module")
def made() -> Made:
    return Made(PAGE)


def integrations(made: Made) -> dict[str, Block]:
    found = {block.labels[1]: block for block in made.all(f"{REST}_integration")}
    assert tuple(found) == LABELS
    return found


def text(value: Any) -> str:
    """A text as Terraform makes it, with the source of each expression in the place of its value."""
    if isinstance(value, Call):
        assert value.function == "join"
        between, lines = value.arguments
        return str(between.join(map(text, lines)))
    parts = value.parts if isinstance(value, Template) else (value,)
    return "".join(f"<{part.code}>" if isinstance(part, Expression) else part for part in parts)


def test_an_integration_answers_within_the_time_of_a_regional_api(made: Made) -> None:
    for integration in integrations(made).values():
        assert 50 <= integration.attributes["timeout_milliseconds"] <= 29_000
    for api in made.all(f"{REST}_rest_api"):
        assert api.find("endpoint_configuration").attributes["types"] == ["REGIONAL"]
    assert refused("apis: {i: {timeout: 60s}}")[0] == "PAGE001"


def test_every_api_is_a_rest_api() -> None:
    """Whoever adds HTTP and WebSocket APIs answers for their rules anew."""
    assert {type_ for type_ in types() if type_.startswith("aws_apigatewayv2")} == set()
    assert "integration_subtype" not in written()
    assert refused("apis: {i: {type: http}}")[0] == "PAGE003"


def test_an_integration_calls_the_service_itself(made: Made) -> None:
    for integration in integrations(made).values():
        said = integration.attributes
        assert (said["type"], said["integration_http_method"]) == ("AWS", "POST")
        uri = text(said["uri"])
        assert uri == "arn:<local.partition>:apigateway:<local.region>:kinesis:action/PutRecord"


def test_an_integration_has_a_role_that_may_put_records(made: Made) -> None:
    for label, integration in integrations(made).items():
        api = label.split("_")[0]
        assert code(integration.attributes["credentials"]) == f"aws_iam_role.{api}.arn"
        (trust,) = made[f"aws_iam_role.{api}"].attributes["assume_role_policy"]["Statement"]
        assert trust["Principal"] == {"Service": "apigateway.amazonaws.com"}
        stream = "others" if "sites" in label else "events"
        may = made.statements(f"aws_iam_role_policy.{api}")[f"SendTo{stream.capitalize()}"]
        assert "kinesis:PutRecord" in may["Action"]
        assert code(may["Resource"]) == f"aws_kinesis_stream.{stream}.arn"


def test_a_request_becomes_a_record(made: Made) -> None:
    keys = []
    for label, integration in integrations(made).items():
        said = integration.attributes
        header = "integration.request.header.Content-Type"
        assert said["request_parameters"] == {header: "'application/x-amz-json-1.1'"}
        record = text(said["request_templates"]["application/json"])
        stream = "others" if "sites" in label else "events"
        assert f'"StreamName": "<aws_kinesis_stream.{stream}.name>",\n' in record
        assert '"Data": "$util.base64Encode($input.json(\'$\'))",\n' in record
        keys += re.findall(r'"PartitionKey": "(.+)"\n', record)
    assert len(keys) == len(LABELS)
    assert "$input.path('$.user.id')" in keys[0]
    assert set(keys[1:]) == {"$context.requestId"}


def statuses(made: Made, label: str) -> Iterator[tuple[str, str | None]]:
    """Each status that a route answers with, and which status of the service becomes it."""
    for block in made.all(f"{REST}_integration_response"):
        if code(block.attributes["http_method"]) == f"{REST}_integration.{label}.http_method":
            of = f"{REST}_method_response.{block.labels[1]}"
            assert code(block.attributes["status_code"]) == f"{of}.status_code"
            yield made[of].attributes["status_code"], block.attributes.get("selection_pattern")


def test_a_route_has_all_answers_and_tells_what_the_stream_refuses(made: Made) -> None:
    """A body that is too large for a record is answered with 400, and one that could not be written with 500."""
    for label in LABELS:
        assert list(statuses(made, label)) == [("202", None), ("400", r"4\d{2}"), ("500", r"5\d{2}")]


def test_a_body_that_is_no_json_goes_nowhere(made: Made) -> None:
    for integration in integrations(made).values():
        assert integration.attributes["passthrough_behavior"] == "NEVER"
        assert set(integration.attributes["request_templates"]) == {"application/json"}


def test_what_changes_the_api_deploys_it_anew(made: Made) -> None:
    of_api = {"clicks": 2 * [2 + 3], "quiet": [2 + 3]}
    for deployment in made.all(f"{REST}_deployment"):
        api = deployment.labels[1]
        (trigger,) = deployment.attributes["triggers"].values()
        (hashed,) = trigger.arguments
        assert trigger.function == "sha256"
        deployed = [code(each) for each in hashed]
        routes = [each for each in deployed if not each.startswith(f"{REST}_resource.")]
        assert len(routes) == sum(of_api[api])
        ours = {f"{type_}.{label}" for type_, label in (b.labels for b in made.blocks.values() if len(b.labels) == 2)}
        assert set(deployed) <= ours
        assert deployment.find("lifecycle").attributes["create_before_destroy"] is True


def test_a_deployment_is_no_stage(made: Made) -> None:
    for deployment in made.all(f"{REST}_deployment"):
        assert names(deployment) == {"rest_api_id", "triggers", "lifecycle", "create_before_destroy"}
    assert {stage.attributes["stage_name"] for stage in made.all(f"{REST}_stage")} == {"v1"}
    assert not {"invoke_url", "canary_settings", "stage_description"} & written()
    assert [
        found for found in texts() if re.search(r"aws_api_gateway_deployment\S*\.(invoke_url|execution_arn)", found)
    ] == []


def test_the_role_of_the_account_is_set_once_and_only_if_wanted(made: Made) -> None:
    (account,) = made.all(f"{REST}_account")
    assert code(account.attributes["count"]) == "var.manage_api_gateway_account ? 1 : 0"
    assert "reset_on_delete" not in written()
    assert made.blocks["variable.manage_api_gateway_account"].attributes["default"] is True
    assert code(made[f"{REST}_stage.clicks"].attributes["depends_on"][0]) == f"{REST}_account.clicks"
    assert "access_log_settings" not in names(made[f"{REST}_stage.quiet"])


def test_no_api_invokes_a_function() -> None:
    """Whoever lets APIs invoke functions answers for the permission anew."""
    assert kinds.integration("api", "function") is None
    sources = {name.split("_to_")[0] for name in kinds.names("integrations") if name.endswith("_to_function")}
    assert "api" not in sources
