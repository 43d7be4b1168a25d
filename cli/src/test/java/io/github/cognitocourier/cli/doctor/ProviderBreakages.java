package io.github.cognitocourier.cli.doctor;

import static io.github.cognitocourier.cli.doctor.Breakage.when;

import java.util.stream.Stream;

/** The accounts of the providers, broken. */
final class ProviderBreakages {

  private static final String NUMBERS =
      "/2010-04-01/Accounts/"
          + VendorAccounts.TWILIO_SID
          + "/IncomingPhoneNumbers.json?PhoneNumber=%2B14155550100";

  private ProviderBreakages() {}

  static Stream<Breakage> all() {
    return Stream.of(
        when("the provider's key is wrong")
            .drafted(it -> it.secret = "{\"key\":\"SG.revoked\"}")
            .says(
                "provider",
                "SendGrid refuses the key (401).",
                "Create an API key with the permission Mail Send, in the account's own region, and"
                    + " put it where SENDGRID_API_KEY says; a 403 can also be SendGrid's IP Access"
                    + " Management."),
        when("the provider's key may not send")
            .answered(it -> it.answer("/v3/scopes", 200, "{\"scopes\":[\"alerts.read\"]}"))
            .says(
                "provider",
                "SendGrid accepts the key, but it may not send.",
                "Give the API key the permission Mail Send (scope mail.send)."),
        when("the sender's domain is not authenticated")
            .answered(
                it -> it.answer("/v3/whitelabel/domains?limit=50&domain=example.com", 200, "[]"))
            .says(
                "provider.sender",
                "example.com is neither an authenticated domain nor that of a verified sender.",
                "Authenticate example.com in SendGrid's Sender Authentication and set its DNS"
                    + " records."),
        when("the sender's number is another account's")
            .answered(it -> it.answer(NUMBERS, 200, "{\"incoming_phone_numbers\":[]}"))
            .says(
                "provider.sender",
                "The sender is no number of this account.",
                "Set option from of the Twilio URL, or smsFrom of the brand, to a number of this"
                    + " account."),
        when("the hosted template was deleted")
            .answered(it -> it.answer("/v3/templates/d-1", 404, "{}"))
            .says(
                "provider.template",
                "SendGrid has no template d-1.",
                "Write the id of a dynamic template (d-...) of this account into courier.json."));
  }
}
