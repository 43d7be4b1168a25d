package io.github.cognitocourier.cli.doctor;

import static io.github.cognitocourier.cli.doctor.Breakage.when;
import static io.github.cognitocourier.cli.doctor.MotoDeployment.REGION;

import java.util.stream.Stream;

/** The function and its environment, broken. */
final class FunctionBreakages {

  private static final String PUBLISH =
      "Correct the function's environment variables and publish a new version.";

  private FunctionBreakages() {}

  static Stream<Breakage> all() {
    return Stream.concat(configuration(), settings());
  }

  private static Stream<Breakage> configuration() {
    return Stream.of(
        when("the function was deleted")
            .changed(
                it -> it.clients.lambda(REGION).deleteFunction(call -> call.functionName(it.name)))
            .says(
                "function",
                "The function that the pool calls does not exist.",
                "Deploy it under this name, or attach another with ./courier attach."),
        when("the alias was deleted")
            .changed(it ->
                it.clients
                    .lambda(REGION)
                    .deleteAlias(call -> call.functionName(it.name).name("live")))
            .says(
                "function.alias",
                "The function has no alias or version live.",
                "Publish a version and create the alias: aws lambda create-alias --function-name"
                    + " {name} --name live --function-version VERSION."),
        when("the runtime is too old")
            .drafted(it -> it.runtime = "java21")
            .says(
                "function.runtime",
                "The runtime is java21; the zip is made for java25.",
                "Set the function's runtime to java25 and publish a new version."),
        when("the handler is another one")
            .drafted(it -> it.handler = "index.handler")
            .says(
                "function.handler",
                "The handler is another one.",
                "Set the handler to io.github.cognitocourier.lambda.CourierFunction and publish a"
                    + " new version."),
        when("the timeout is Lambda's default")
            .drafted(it -> it.timeout = 3)
            .says(
                "function.timeout",
                "The timeout is 3 s; one delivery may take 4 s and a cold start more.",
                "Set the function's timeout to 15 s and publish a new version."),
        when("no call gets through")
            .changed(it ->
                it.clients
                    .lambda(REGION)
                    .putFunctionConcurrency(
                        call -> call.functionName(it.name).reservedConcurrentExecutions(0)))
            .says(
                "function.reserved",
                "The reserved concurrency is 0: Lambda throttles every call.",
                "Take it back: aws lambda delete-function-concurrency --function-name {name}."));
  }

  private static Stream<Breakage> settings() {
    return Stream.of(
        when("a deadline is mistyped")
            .drafted(it -> it.variables.put("COURIER_DEADLINE", "soon"))
            .says(
                "settings",
                "COURIER_DEADLINE must be a number of seconds from 0.5 to 60, such as 4s.",
                PUBLISH),
        when("a provider's option does not exist")
            .drafted(it -> it.variables.put("COURIER_SMS", "twilio://default?from=+1&colour=red"))
            .says(
                "settings",
                "COURIER_SMS: twilio: has no option colour; it knows edge, endpoint, from,"
                    + " messaging-service, region, retain-content, risk-check, smart-encoded,"
                    + " status-callback.",
                PUBLISH),
        when("a secret is not set")
            .drafted(it -> it.variables.put("SENDGRID_API_KEY", ""))
            .says(
                "settings",
                "SENDGRID_API_KEY is not set; set it to a SendGrid API key with the permission Mail"
                    + " Send.",
                PUBLISH),
        when("COURIER_CONFIG was forgotten")
            .drafted(it -> it.variables.put("COURIER_CONFIG", ""))
            .says(
                "settings.document",
                "COURIER_CONFIG is not set, so the function reads no courier.json.",
                "Set COURIER_CONFIG to its path in the zip (courier.json) or in a layer"
                    + " (/opt/courier.json)."),
        when("the function has the key of yesterday")
            .drafted(it ->
                it.variables.put(
                    "KMS_KEY_ARN",
                    "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"))
            .says(
                "settings.key",
                "KMS_KEY_ARN does not have the key of the pool's KMSKeyID.",
                "Add {key} to KMS_KEY_ARN, separated by a comma, and publish a new version."),
        when("a channel has no route")
            .drafted(it -> it.variables.put("COURIER_SMS", ""))
            .says(
                "settings.channels",
                "The pool hands a channel over for which COURIER_SMS is not set.",
                "Set it to a route, or detach the pool from that channel."),
        when("the secret is empty")
            .drafted(it -> it.secret = "{\"key\":\"\"}")
            .says(
                "secrets",
                "SENDGRID_API_KEY refers to the member key of a secret that is empty, or has a space"
                    + " or another character that no key has.",
                "Put the provider's key alone into the secret."),
        when("the reference names no member of the secret")
            .changed(it -> it.variable("SENDGRID_API_KEY", "secretsmanager:" + it.secretArn))
            .says(
                "secrets",
                "SENDGRID_API_KEY refers to a secret that is a JSON object, of which a key needs one"
                    + " member.",
                "Put # and the member's name behind the ARN in the variable."),
        when("an identifier is a reference")
            .drafted(it -> it.variables.put("TWILIO_ACCOUNT_SID", "ssm:/sid"))
            .changed(it -> it.parameter("/sid", VendorAccounts.TWILIO_SID))
            .says(
                "settings",
                "TWILIO_ACCOUNT_SID takes no reference to a secret; set it to the value itself.",
                PUBLISH),
        when("a reference is mistyped")
            .drafted(it -> it.variables.put("TWILIO_AUTH_TOKEN", "ssm:twilio/token"))
            .says(
                "settings",
                "TWILIO_AUTH_TOKEN must be ssm: and the name of a parameter, with a slash at its"
                    + " beginning if it has any, or its ARN"
                    + " (arn:aws:ssm:region:account:parameter/name).",
                PUBLISH),
        when("the secret has no such member")
            .drafted(it -> it.secret = "{\"other\":\"x\"}")
            .says(
                "secrets",
                "SENDGRID_API_KEY refers to the member key of a secret that has none.",
                "Add it to the secret's JSON object, or correct the part behind # in the variable."),
        when("the place of all secrets lacks one")
            .changed(it -> {
              it.variable("SENDGRID_API_KEY", "");
              it.variable("COURIER_SECRETS", "secretsmanager:" + it.secretArn);
            })
            .says(
                "secrets",
                "SENDGRID_API_KEY refers by COURIER_SECRETS to the member SENDGRID_API_KEY of a"
                    + " secret that has none.",
                "Add it to the secret's JSON object."),
        when("the path of all secrets lacks one")
            .changed(it -> {
              it.variable("TWILIO_AUTH_TOKEN", "");
              it.variable("COURIER_SECRETS", "ssm:/" + it.name);
            })
            .says(
                "secrets",
                "TWILIO_AUTH_TOKEN refers by COURIER_SECRETS to a secret that does not exist.",
                "Create the parameter /{name}/TWILIO_AUTH_TOKEN, or correct the path in"
                    + " COURIER_SECRETS."),
        when("the place of all secrets is one key")
            .drafted(it -> it.secret = VendorAccounts.SENDGRID_KEY)
            .changed(it -> {
              it.variable("SENDGRID_API_KEY", "");
              it.variable("COURIER_SECRETS", "secretsmanager:" + it.secretArn);
            })
            .says(
                "secrets",
                "SENDGRID_API_KEY refers by COURIER_SECRETS to the member SENDGRID_API_KEY of a"
                    + " secret that is no JSON object.",
                "Store a JSON object with that member as SecretString."),
        when("the document in COURIER_CONFIG is wrong")
            .drafted(it -> it.variables.put("COURIER_CONFIG", "{\"brand\":{\"colour\":\"red\"}}"))
            .says(
                "settings.document",
                "courier.json: brand.colour is not known; known are accentColor, domain, emailRoute,"
                    + " from, hostedTemplates, locale, logoUrl, name, smsFrom, smsRoute, url.",
                "Correct the document in COURIER_CONFIG and publish a new version."),
        when("the parameter was deleted")
            .changed(it ->
                it.clients
                    .ssm(REGION)
                    .deleteParameter(call -> call.name("/" + it.name + "/twilio")))
            .says(
                "secrets",
                "TWILIO_AUTH_TOKEN refers to a secret that does not exist.",
                "Create the secret, or correct its ARN or name in the variable."));
  }
}
