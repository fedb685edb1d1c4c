output "orders" {
  description = "Everything that the page orders gives."
  value       = module.orders
}

output "billing" {
  description = "Everything that the page billing gives."
  value       = module.billing
}
