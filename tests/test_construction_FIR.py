"""What no page can make wrong about delivery streams."""

import pytest
from hcl_values import Block
from made import FUNCTION, Made, code, names, refused
from templated import written

STREAM = "aws_kinesis_firehose_delivery_stream"
PAGE = f"""
functions: {{shape: {FUNCTION}}}
buckets: {{lake: {{encryption: kms}}}}
streams: {{clicks: {{encryption: kms}}}}
topics: {{news: {{}}}}
delivery_streams:
  plain: {{}}
  dated: {{prefix: "!{{timestamp:yyyy}}/", error_prefix: "", transform: shape, newline: true}}
  named: {{prefix: clicks/, transform: shape}}
  parted: {{partition_by: {{user: .user_id}}}}
flows:
  - clicks -> plain
  - {{from: news, to: dated}}
  - {{from: [plain, dated, named, parted], to: lake}}
"""
# d23-fh-perm
ON_BUCKET = {"s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"}
ON_OBJECTS = {"s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"}
ON_STREAM = {"kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"}


@pytest.fixture(scope="module")
def made() -> Made:
    return Made(PAGE)


def streams(made: Made) -> dict[str, Block]:
    return {block.labels[1]: block for block in made.all(STREAM)}


def test_the_destination_is_the_one_that_there_is(made: Made) -> None:
    for stream in streams(made).values():
        assert stream.attributes["destination"] == "extended_s3"
        assert stream.find("extended_s3_configuration").attributes["bucket_arn"]
    assert "s3_configuration" not in written()


def test_records_are_written_in_the_form_that_they_have(made: Made) -> None:
    """Whoever lets a page ask for Parquet answers for its buffer."""
    assert [name for name in written() if "format_conversion" in name] == []
    assert refused("delivery_streams: {log: {format: parquet}}")[0] == "PAGE001"


def test_a_prefix_with_expressions_has_one_for_errors(made: Made) -> None:
    prefixes = {}
    for label, stream in streams(made).items():
        written_to = stream.find("extended_s3_configuration").attributes
        prefixes[label] = written_to.get("prefix"), written_to.get("error_output_prefix")
    assert (prefixes["plain"], prefixes["named"]) == ((None, None), ("clicks/", None))
    for label in ("dated", "parted"):
        prefix, for_errors = prefixes[label]
        assert "!{" in str(prefix)
        assert "!{firehose:error-output-type}" in str(for_errors)


def test_keys_are_extracted_where_there_are_partitions(made: Made) -> None:
    for label, stream in streams(made).items():
        written_to = stream.find("extended_s3_configuration")
        partitioned = [block for block in written_to.blocks if block.type == "dynamic_partitioning_configuration"]
        steps = [block for block in written_to.blocks if block.type == "processing_configuration"]
        types = [step.attributes["type"] for each in steps for step in each.blocks]
        assert ("MetadataExtraction" in types) == bool(partitioned) == (label == "parted")
        assert [block.attributes["enabled"] for block in partitioned] == [True] * len(partitioned)


def test_no_stream_takes_records_that_firehose_does_not(made: Made) -> None:
    """A stream takes records of 1 MiB, unless it is told otherwise."""
    assert made.all("aws_kinesis_stream")
    assert [name for name in written() if name.startswith("max_record_size")] == []
    assert refused("streams: {clicks: {max_record_size: 10MiB}}") == ["PAGE001"]


def test_what_reads_a_stream_is_not_encrypted_by_itself(made: Made) -> None:
    for label, stream in streams(made).items():
        both = names(stream) & {"server_side_encryption", "kinesis_source_configuration"}
        assert both == {"kinesis_source_configuration" if label == "plain" else "server_side_encryption"}


def test_the_role_may_do_all_that_firehose_does(made: Made) -> None:
    for label in streams(made):
        statements = made.statements(f"aws_iam_role_policy.{label}")
        assert set(statements["ListLake"]["Action"]) == ON_BUCKET
        assert code(statements["ListLake"]["Resource"]) == "aws_s3_bucket.lake.arn"
        assert set(statements["WriteToLake"]["Action"]) == ON_OBJECTS
        assert [str(part) for part in statements["WriteToLake"]["Resource"].parts][1:] == ["/*"]
        assert {"kms:GenerateDataKey", "kms:Decrypt"} <= set(statements["UseKeyToSend"]["Action"])
        assert statements["WriteLogs"]["Action"] == "logs:PutLogEvents"
        (trust,) = made[f"aws_iam_role.{label}"].attributes["assume_role_policy"]["Statement"]
        assert trust["Principal"] == {"Service": "firehose.amazonaws.com"}
        assert ("Transform" in statements) == (label in ("dated", "named"))
        assert ("ReceiveFromClicks" in statements) == (label == "plain")
    of_plain = made.statements("aws_iam_role_policy.plain")
    assert set(of_plain["ReceiveFromClicks"]["Action"]) == ON_STREAM
    assert of_plain["UseKeyToReceive"]["Action"] == "kms:Decrypt"
    transform = made.statements("aws_iam_role_policy.named")["Transform"]
    assert set(transform["Action"]) == {"lambda:InvokeFunction", "lambda:GetFunctionConfiguration"}
