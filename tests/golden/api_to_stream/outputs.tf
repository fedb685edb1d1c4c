output "clicks_arn" {
  description = "ARN of clicks: Takes clicks from browsers."
  value       = aws_api_gateway_rest_api.clicks.arn
}

output "clicks_id" {
  description = "ID of clicks."
  value       = aws_api_gateway_rest_api.clicks.id
}

output "clicks_execution_arn" {
  description = "Execution arn of clicks."
  value       = aws_api_gateway_rest_api.clicks.execution_arn
}

output "partners_arn" {
  description = "ARN of partners."
  value       = aws_api_gateway_rest_api.partners.arn
}

output "partners_id" {
  description = "ID of partners."
  value       = aws_api_gateway_rest_api.partners.id
}

output "partners_execution_arn" {
  description = "Execution arn of partners."
  value       = aws_api_gateway_rest_api.partners.execution_arn
}

output "clicks_by_session_arn" {
  description = "ARN of clicks-by-session."
  value       = aws_kinesis_stream.clicks_by_session.arn
}

output "clicks_by_session_name" {
  description = "Name of clicks-by-session."
  value       = aws_kinesis_stream.clicks_by_session.name
}
