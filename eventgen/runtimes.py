"""What Lambda runs, and which names of environment variables are its own."""

from eventgen.kinds import arn_pattern
from eventgen.texts import Like

# Lambda's runtimes that may still be created (botocore lambda.Runtime), and those that provider 5.100 does not know yet
RUNTIMES = (
    *("python3.10", "python3.11", "python3.12", "python3.13", "python3.14"),
    *("nodejs20.x", "nodejs22.x", "nodejs24.x"),
    *("java11", "java17", "java21", "java25", "java8.al2"),
    *("dotnet8", "dotnet10", "ruby3.3", "ruby3.4", "ruby4.0", "provided.al2", "provided.al2023"),
)
NEWER_THAN_PROVIDER_5 = frozenset({"python3.14", "nodejs24.x", "java25", "dotnet10", "ruby4.0"})
RESERVED = frozenset(
    [
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_DEFAULT_REGION",
        "AWS_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
    ]
)
MOST_ENVIRONMENT = 4096  # bytes, lambda-quota
# botocore lambda.LayerVersionArn
LAYER = Like(
    f"{arn_pattern('lambda', 'layer:[A-Za-z0-9_-]+:[0-9]+')}|{arn_pattern('lambda', 'awslayer:[A-Za-z0-9_-]+', ':')}",
    "the ARN of a layer's version, such as arn:aws:lambda:eu-west-1:123456789012:layer:tools:7",
)
