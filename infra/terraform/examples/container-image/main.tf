# The function as a container image in ECR instead of a zip.
# The tag is looked up by every plan: an image pushed under it has another digest, so the next apply moves `live` to it.

data "aws_ecr_image" "function" {
  repository_name = var.repository
  image_tag       = var.tag
}

module "sender" {
  source = "../../sender"

  name        = "courier-container-image"
  image_uri   = data.aws_ecr_image.function.image_uri
  from        = "Example <no-reply@example.com>"
  email_route = "sendgrid://default"
  secrets     = { SENDGRID_API_KEY = "ssm:/cognito-courier/sendgrid" }
  user_pools  = { customers = var.user_pool_id }
}
