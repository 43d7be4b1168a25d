package io.github.cognitocourier.core.template;

import io.github.cognitocourier.core.message.Variables;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages that the tests write. */
final class Samples {

  static final String PASSWORD = "P<a&b>\"'$&{{x}}";
  static final String LINK = "https://example.auth.us-east-1.amazoncognito.com/feedback?valid=";

  private Samples() {}

  /** What our code fills in for {@code trigger}, with a brand that has everything. */
  static Variables branded(Known trigger) {
    Map<String, String> values = new LinkedHashMap<>(plain(trigger).values());
    values.put("brandName", "Example");
    values.put("brandUrl", "https://example.com");
    values.put("logoUrl", "https://example.com/logo.png");
    values.put("accentColor", "#0f766e");
    values.put("domain", "example.com");
    return new Variables(
        values, Map.of("name", "Sentinel-Attribute"), Map.of("invitedBy", "Sentinel-Metadata"));
  }

  /** What our code fills in for {@code trigger} when nothing is said about the brand. */
  static Variables plain(Known trigger) {
    return switch (trigger) {
      case ADMIN_CREATE_USER -> values(Map.of("code", PASSWORD, "userName", "Sentinel-User"));
      case ACCOUNT_TAKE_OVER_NOTIFICATION ->
          values(
              Map.of(
                  "ipAddress", "203.0.113.7",
                  "city", "Lyon",
                  "country", "France",
                  "deviceName", "Chrome 126, Windows",
                  "loginTime", "Friday, March 19, 2021 02:25 PM UTC",
                  "action", "BLOCK",
                  "blocked", "true",
                  "oneClickLinkValid", LINK + "true",
                  "oneClickLinkInvalid", LINK + "false",
                  "userName", "Sentinel-User"));
      case SIGN_UP,
          RESEND_CODE,
          FORGOT_PASSWORD,
          UPDATE_USER_ATTRIBUTE,
          VERIFY_USER_ATTRIBUTE,
          AUTHENTICATION ->
          values(Map.of("code", "384027", "userName", "Sentinel-User"));
    };
  }

  static Variables values(Map<String, String> values) {
    return new Variables(values, Map.of(), Map.of());
  }

  static Templates builtIn() {
    return Templates.load(Optional.empty());
  }

  /** The built-in set under a German one and the brand {@code acme}. */
  static Templates custom() {
    try {
      return Templates.load(
          Optional.of(Path.of(Samples.class.getResource("/custom-templates").toURI())));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Rendered email(Templates templates, Known trigger, Variables variables) {
    return templates.render(Channel.EMAIL, trigger, "default", List.of(), variables);
  }

  static String sms(Templates templates, Known trigger, Variables variables) {
    return templates.render(Channel.SMS, trigger, "default", List.of(), variables).text();
  }
}
