"""HCL -> Graph: what eventgen wrote and what a person would have written is read alike, with a page and without."""

from collections.abc import Callable
from typing import Any

import pytest
from corpus import PAGES, example, module

from eventgen import pipeline
from eventgen.assets import assets
from eventgen.check import check
from eventgen.compare import compare
from eventgen.diagnostics import Diagnostic
from eventgen.graph import Graph
from eventgen.hcl import Expr
from eventgen.lift import lift
from eventgen.module import Source
from eventgen.reader import read

Edit = Callable[[dict[str, str]], None]


def texts(name: str) -> dict[str, str]:
    return {path: content.decode() for path, content in module(example(name)).items() if path.endswith(".tf")}


def compared(name: str, files: dict[str, str]) -> list[Diagnostic]:
    page = example(name)
    given, _ = assets(page.graph, page.document)
    source = Source(page.graph, page.document, given)
    return list(compare([read(path, text) for path, text in files.items()], source))


def lifted(text: str) -> Graph:
    return lift([read("main.tf", text)]).graph


@pytest.mark.parametrize("name", PAGES)
def test_an_example_says_what_its_page_says(name: str) -> None:
    assert [str(finding) for finding in compared(name, texts(name))] == []


def test_a_bucket_of_another_partition_is_known_by_its_name() -> None:
    spec = """eventgen: 1
name: page
buckets: {uploads: {existing: "arn:aws-us-gov:s3:::uploads"}}
functions: {resize: {code: {image: i}}}
trails: {audit: {bucket: uploads}}
flows: [uploads -> resize]
"""
    page = pipeline.read("page.yaml", spec.encode())
    made = pipeline.rendered(page)[0]
    assert page.sound
    assert check([made.candidate]) == []


@pytest.mark.parametrize("name", PAGES)
def test_an_example_is_read_without_its_page(name: str) -> None:
    """Its own nodes, by their labels, and its flows."""
    page, found = example(name).graph, lift([read(path, text) for path, text in texts(name).items()]).graph
    made = {node.label: node.kind.name for node in page.nodes.values() if node.existing is None and node.kind.main}
    assert {node.label: node.kind.name for node in found.nodes.values() if node.label in made} == made
    flows = [e for e in page.edges if e.source.label in made and e.target.label in made]
    assert {(e.integration.name, e.source.label, e.target.label) for e in flows} <= {
        (e.integration.name, e.source.label, e.target.label) for e in found.edges
    }


# What a person might write for the same thing ---------------------------------------------------------------


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(files: dict[str, str]) -> None:
        assert old in files[path]
        files[path] = files[path].replace(old, new)

    return edit


REDRIVE = """
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_dead_letter.arn
    maxReceiveCount     = 5
  })
"""
POLICY = """
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.orders.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
"""
DOCUMENT = """
data "aws_iam_policy_document" "orders" {
  statement {
    sid       = "DenyInsecureTransport"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.orders.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
"""
HEREDOC = """
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": {
        "Resource": "${aws_sqs_queue.orders.arn}",
        "Condition": {"Bool": {"aws:SecureTransport": ["false"]}},
        "Sid": "DenyInsecureTransport", "Effect": "Deny", "Principal": "*", "Action": ["sqs:*"]
      }
    }
  EOF
"""


def own_redrive(files: dict[str, str]) -> None:
    replaced("queues.tf", REDRIVE, "")(files)
    files["queues.tf"] += (
        f'\nresource "aws_sqs_queue_redrive_policy" "any" {{\n  queue_url = aws_sqs_queue.orders.id\n{REDRIVE}}}\n'
    )


def with_document(files: dict[str, str]) -> None:
    replaced("queues.tf", POLICY, "\n  policy = data.aws_iam_policy_document.orders.json\n")(files)
    files["queues.tf"] += DOCUMENT


def one_file(files: dict[str, str]) -> None:
    text = "\n".join(files.values())
    files.clear()
    files["main.tf"] = text


def another_order(files: dict[str, str]) -> None:
    replaced("queues.tf", "  visibility_timeout_seconds = 180\n", "")(files)
    files["queues.tf"] = files["queues.tf"].replace(
        "  tags = local.tags\n", "  tags = local.tags\n  visibility_timeout_seconds = 180\n", 1
    )


def in_a_local(files: dict[str, str]) -> None:
    replaced("queues.tf", "visibility_timeout_seconds = 180", "visibility_timeout_seconds = local.hidden")(files)
    files["queues.tf"] += "\nlocals {\n  hidden = 180\n}\n"


ALIKE: dict[str, Edit] = {
    "a redrive policy of its own": own_redrive,
    "a policy as a document's data": with_document,
    "a policy as a heredoc, one statement, lists": replaced("queues.tf", POLICY, HEREDOC),
    "all in one file": one_file,
    "arguments in another order": another_order,
    "a number in a local": in_a_local,
    "a number as a string": replaced("queues.tf", "timeout_seconds = 180", 'timeout_seconds = "180"'),
    "a default left out": replaced("queues.tf", "  delay_seconds              = 0\n", ""),
    "the id for the URL": replaced(
        "queues.tf", "queue_url = aws_sqs_queue.orders.url", "queue_url = aws_sqs_queue.orders.id"
    ),
    "the function's ARN for its name": replaced(
        "flows.tf", "aws_lambda_function.process.function_name", "aws_lambda_function.process.arn"
    ),
    "a default written out": replaced("queues.tf", "  delay_seconds ", "  fifo_queue = false\n  delay_seconds "),
    "comments": replaced("flows.tf", "resource", "# one\n/* two */ resource"),
}


@pytest.mark.parametrize("edit", ALIKE)
def test_the_same_in_other_words_is_the_same(edit: str) -> None:
    files = texts("sqs-lambda")
    ALIKE[edit](files)
    assert [str(finding) for finding in compared("sqs-lambda", files)] == []


# A difference has its place in the HCL, and names both values ------------------------------------------------

DIFFERENT: dict[str, tuple[Edit, str]] = {
    "another number": (
        replaced("queues.tf", "timeout_seconds = 180", "timeout_seconds = 60"),
        "queues.tf:3:3: error TFL001 orders: visibility_timeout is 60 here, and 180 on the page",
    ),
    "another try": (
        replaced("queues.tf", "maxReceiveCount     = 5", "maxReceiveCount     = 50"),
        "queues.tf:12:5: error TFL001 orders: dead_letter.after is 50 here, and 5 on the page",
    ),
    "a wider policy": (
        replaced(
            "queues.tf",
            'Effect    = "Deny"\n        Principal = "*"\n',
            'Effect    = "Allow"\n        Principal = "*"\n',
        ),
        "aws_sqs_queue_policy.orders: Effect of the statement DenyInsecureTransport is",
    ),
    "a policy of another kind": (
        replaced("queues.tf", 'Version = "2012-10-17"\n', 'Version = "2012-10-17"\n    Id = "x"\n'),
        "aws_sqs_queue_policy.orders: Id of policy is",
    ),
    "a statement that is none": (
        replaced("queues.tf", "    Statement = [\n", '    Statement = [\n"x",\n'),
        "nothing of the page asks for the statement x of policy",
    ),
    "a module for any provider": (
        lambda files: files.update({"versions.tf": 'terraform {\n  required_version = ">= 1.7"\n}\n'}),
        "terraform lacks required_providers",
    ),
    "an argument that nobody asked for": (
        replaced("functions.tf", "  timeout ", "  publish = true\n  timeout "),
        "nothing of the page asks for publish",
    ),
    "a resource that nobody asked for": (
        lambda files: files.update({"x.tf": 'resource "aws_sns_topic" "x" {\n  name = "x"\n}\n'}),
        "x.tf:1:1: error TFL003 the page has no topic x",
    ),
    "a mapping of another queue": (
        replaced("flows.tf", "aws_sqs_queue.orders.arn", "aws_sqs_queue.orders_dead_letter.arn"),
        "the page has no flow orders.dead_letter -> process",
    ),
}


@pytest.mark.parametrize("edit", DIFFERENT)
def test_a_difference_is_told_at_its_place(edit: str) -> None:
    files = texts("sqs-lambda")
    harm, words = DIFFERENT[edit]
    harm(files)
    found = [str(finding) for finding in compared("sqs-lambda", files)]
    assert any(words in said for said in found), found


# A pipeline that eventgen did not write ---------------------------------------------------------------------

FOREIGN = """
resource "aws_sns_topic" "orders" {
  name       = "orders.fifo"
  fifo_topic = true
}

resource "aws_sqs_queue" "billing" {
  name                       = "billing.fifo"
  fifo_queue                 = true
  visibility_timeout_seconds = var.timeout * 6
  redrive_policy = <<JSON
{"deadLetterTargetArn": "${aws_sqs_queue.dlq.arn}", "maxReceiveCount": 3}
JSON
}

resource "aws_sqs_queue" "dlq" {
  name              = "billing-dlq.fifo"
  fifo_queue        = true
  kms_master_key_id = "alias/mine"
}

resource "aws_sns_topic_subscription" "a" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.billing.arn
  raw_message_delivery = true
  filter_policy        = jsonencode({ kind = ["sale", { prefix = var.kind }] })
}

resource "aws_lambda_event_source_mapping" "b" {
  event_source_arn = aws_sqs_queue.billing.arn
  function_name    = "arn:aws:lambda:eu-west-1:123456789012:function:bill"
  batch_size       = 5
}

variable "timeout" {
  type = number
}

variable "kind" {
  type    = string
  default = "refund"
}
"""


def test_a_pipeline_of_others_is_read() -> None:
    found = lifted(FOREIGN)
    by_name: dict[str, Any] = {node.label: node for node in found.nodes.values() if node.existing is None}
    assert {name: node.kind.name for name, node in by_name.items()} == {
        "orders": "topic",
        "billing": "queue",
        "dlq": "queue",
    }
    billing = by_name["billing"]
    assert (billing.spec.fifo, billing.spec.deduplication, billing.spec.dead_letter.after) == (True, "id", 3)
    assert billing.spec.visibility_timeout == Expr("(* var.timeout 6)")
    assert billing.links["dead_letter"].label == "dlq"
    assert by_name["dlq"].spec.encryption == "alias/mine"
    to_queue, to_function = sorted(found.edges, key=lambda edge: edge.integration.name, reverse=True)
    assert (to_queue.integration.name, to_queue.options.raw) == ("topic_to_queue", True)
    assert to_queue.options.filter.attributes == {"kind": ["sale", {"prefix": Expr("var.kind")}]}
    assert (to_function.integration.name, to_function.options.batch.size) == ("queue_to_function", 5)
    assert to_function.target.existing == "arn:aws:lambda:eu-west-1:123456789012:function:bill"
    assert found.header.variables["kind"].default == "refund"
    assert found.header.variables["timeout"].type == "number"
