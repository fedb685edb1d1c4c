module "orders" {
  source = "../orders"

  name            = var.orders_name
  sender          = var.orders_sender
  publish_package = var.orders_publish_package
}

module "billing" {
  source = "../billing"

  name               = var.billing_name
  orders_placed_arn  = module.orders.placed_arn
  orders_placed_name = module.orders.placed_name
}
