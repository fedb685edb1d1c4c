output "shop_arn" {
  description = "ARN of shop: What happens in the shop."
  value       = aws_cloudwatch_event_bus.shop.arn
}

output "shop_name" {
  description = "Name of shop."
  value       = aws_cloudwatch_event_bus.shop.name
}

output "ledger_arn" {
  description = "ARN of ledger."
  value       = aws_cloudwatch_event_bus.ledger.arn
}

output "ledger_name" {
  description = "Name of ledger."
  value       = aws_cloudwatch_event_bus.ledger.name
}

output "tell_arn" {
  description = "ARN of tell."
  value       = aws_lambda_function.tell.arn
}

output "tell_function_name" {
  description = "Function name of tell."
  value       = aws_lambda_function.tell.function_name
}
