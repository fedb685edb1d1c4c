output "bills_arn" {
  description = "ARN of bills."
  value       = aws_sqs_queue.bills.arn
}

output "bills_url" {
  description = "URL of bills."
  value       = aws_sqs_queue.bills.url
}

output "bills_name" {
  description = "Name of bills."
  value       = aws_sqs_queue.bills.name
}

output "bill_arn" {
  description = "ARN of bill."
  value       = aws_lambda_function.bill.arn
}

output "bill_function_name" {
  description = "Function name of bill."
  value       = aws_lambda_function.bill.function_name
}

output "bills_dead_letter_arn" {
  description = "ARN of bills.dead_letter."
  value       = aws_sqs_queue.bills_dead_letter.arn
}

output "bills_dead_letter_url" {
  description = "URL of bills.dead_letter."
  value       = aws_sqs_queue.bills_dead_letter.url
}

output "bills_dead_letter_name" {
  description = "Name of bills.dead_letter."
  value       = aws_sqs_queue.bills_dead_letter.name
}

output "placed_dead_letter_arn" {
  description = "ARN of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.arn
}

output "placed_dead_letter_url" {
  description = "URL of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.url
}

output "placed_dead_letter_name" {
  description = "Name of placed.dead_letter."
  value       = aws_sqs_queue.placed_dead_letter.name
}
