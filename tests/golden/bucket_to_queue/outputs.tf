output "uploads_arn" {
  description = "ARN of uploads."
  value       = aws_s3_bucket.uploads.arn
}

output "uploads_bucket" {
  description = "Bucket of uploads."
  value       = aws_s3_bucket.uploads.bucket
}

output "pictures_arn" {
  description = "ARN of pictures."
  value       = aws_sqs_queue.pictures.arn
}

output "pictures_url" {
  description = "URL of pictures."
  value       = aws_sqs_queue.pictures.url
}

output "pictures_name" {
  description = "Name of pictures."
  value       = aws_sqs_queue.pictures.name
}

output "films_arn" {
  description = "ARN of films."
  value       = aws_sqs_queue.films.arn
}

output "films_url" {
  description = "URL of films."
  value       = aws_sqs_queue.films.url
}

output "films_name" {
  description = "Name of films."
  value       = aws_sqs_queue.films.name
}

output "pictures_dead_letter_arn" {
  description = "ARN of pictures.dead_letter."
  value       = aws_sqs_queue.pictures_dead_letter.arn
}

output "pictures_dead_letter_url" {
  description = "URL of pictures.dead_letter."
  value       = aws_sqs_queue.pictures_dead_letter.url
}

output "pictures_dead_letter_name" {
  description = "Name of pictures.dead_letter."
  value       = aws_sqs_queue.pictures_dead_letter.name
}

output "films_dead_letter_arn" {
  description = "ARN of films.dead_letter."
  value       = aws_sqs_queue.films_dead_letter.arn
}

output "films_dead_letter_url" {
  description = "URL of films.dead_letter."
  value       = aws_sqs_queue.films_dead_letter.url
}

output "films_dead_letter_name" {
  description = "Name of films.dead_letter."
  value       = aws_sqs_queue.films_dead_letter.name
}
