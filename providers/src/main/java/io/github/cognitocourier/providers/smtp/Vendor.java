package io.github.cognitocourier.providers.smtp;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.providers.wire.Fields;
import io.github.cognitocourier.providers.wire.FittedText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whose mail server it is: each vendor reads headers of its own in a mail, and takes them out
 * again. They switch tracking off, name the trigger and the notification, and hold the idempotency
 * key where there is one.
 */
public enum Vendor {
  /** A server that reads no such headers. */
  NONE(""),
  /** <a href="https://help.brevo.com/hc/en-us/articles/7924908994450">Brevo</a>. */
  BREVO("brevo.com"),
  /** <a href="https://developers.mailersend.com/smtp-relay.html">MailerSend</a>. */
  MAILERSEND("mailersend.net"),
  /**
   * <a
   * href="https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/pass-sending-options">Mailgun</a>.
   */
  MAILGUN("mailgun.org"),
  /** <a href="https://dev.mailjet.com/docs/smtp_relay/custom_headers">Mailjet</a>. */
  MAILJET("mailjet.com"),
  /**
   * <a href="https://mailchimp.com/developer/transactional/docs/smtp-integration/">Mailchimp
   * Transactional</a>.
   */
  MANDRILL("mandrillapp.com"),
  /** <a href="https://postmarkapp.com/developer/user-guide/send-email-with-smtp">Postmark</a>. */
  POSTMARK("postmarkapp.com"),
  /** <a href="https://resend.com/docs/dashboard/emails/idempotency-keys">Resend</a>. */
  RESEND("resend.com"),
  /**
   * <a
   * href="https://www.twilio.com/docs/sendgrid/for-developers/sending-email/smtp-filters">SendGrid</a>.
   */
  SENDGRID("sendgrid.net"),
  /**
   * <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-send-email.html">SES</a>.
   */
  SES("amazonaws.com"),
  /** <a href="https://developers.sparkpost.com/api/smtp/">SparkPost</a>. */
  SPARKPOST("sparkpostmail.com");

  private final String domain;

  Vendor(String domain) {
    this.domain = domain;
  }

  /** Whose server {@code host} is; {@link #NONE} when it is none of these. */
  public static Vendor at(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(vendor -> vendor != NONE && lower.endsWith("." + vendor.domain))
        .filter(vendor -> vendor != SES || SES_HOST.matcher(lower).find())
        .findFirst()
        .orElse(NONE);
  }

  /** Of all hosts at AWS, those of SES: {@code email-smtp.us-east-1.amazonaws.com}. */
  private static final Pattern SES_HOST = Pattern.compile("(^|\\.)email-smtp(-fips)?\\.");

  /** The vendor of this word, such as {@code postmark}. */
  public static Optional<Vendor> named(String word) {
    return Arrays.stream(values()).filter(vendor -> vendor.word().equals(word)).findFirst();
  }

  /** All words, for an error. */
  public static String words() {
    return Arrays.stream(values()).map(Vendor::word).collect(Collectors.joining(", "));
  }

  /** The word for it in a URL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether the vendor rewrites links or counts opens unless the operator has switched that off
   * there. Postmark's server setting for opens overrides {@code X-PM-TrackOpens: false}, and for
   * {@code X-MC-Track} Mandrill documents no value that means off.
   */
  public boolean tracksByAccount() {
    return switch (this) {
      case BREVO, MAILERSEND, MANDRILL, POSTMARK, RESEND, SES -> true;
      case NONE, MAILGUN, MAILJET, SENDGRID, SPARKPOST -> false;
    };
  }

  /** Postmark refuses a mail for a longer value of metadata. */
  private static final int LONGEST_POSTMARK_METADATA = 80;

  /** Its headers for this message, in ASCII. */
  public Map<String, String> headers(Email email) {
    String id = email.id().value();
    String trigger = email.template().trigger();
    Map<String, String> metadata = Fields.of("notification_id", id, "trigger", trigger);
    return switch (this) {
      case NONE -> Map.of();
      case MAILERSEND -> Fields.of("X-MailerSend-Tags", trigger);
      case BREVO -> Fields.of("X-Mailin-Tag", trigger);
      case MAILGUN -> mailgun(trigger, metadata);
      case MAILJET -> {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Mailjet-TrackClick", "0");
        headers.put("X-Mailjet-TrackOpen", "0");
        headers.put("X-MJ-CustomID", id);
        yield headers;
      }
      case MANDRILL -> {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-MC-ViewContentLink", "false");
        headers.put("X-MC-Tags", trigger);
        headers.put("X-MC-Metadata", Json.write(metadata));
        yield headers;
      }
      case POSTMARK -> postmark(trigger, id);
      case RESEND -> Fields.of("Resend-Idempotency-Key", id);
      case SENDGRID -> Fields.of("X-SMTPAPI", Json.write(sendGrid(trigger, metadata)));
      case SES ->
          Fields.of(
              "X-SES-MESSAGE-TAGS",
              "notification_id=" + FittedText.tag(id) + ", trigger=" + FittedText.tag(trigger));
      case SPARKPOST -> Fields.of("X-MSYS-API", Json.write(sparkPost(trigger, metadata)));
    };
  }

  private static Map<String, String> mailgun(String trigger, Map<String, String> metadata) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Mailgun-Track", "no");
    headers.put("X-Mailgun-Track-Clicks", "no");
    headers.put("X-Mailgun-Track-Opens", "no");
    headers.put("X-Mailgun-Tag", trigger);
    headers.put("X-Mailgun-Variables", Json.write(metadata));
    return headers;
  }

  private static Map<String, String> postmark(String trigger, String id) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-PM-TrackLinks", "None");
    headers.put("X-PM-TrackOpens", "false");
    headers.put("X-PM-Tag", trigger);
    headers.put("X-PM-Metadata-notification_id", FittedText.end(id, LONGEST_POSTMARK_METADATA));
    headers.put("X-PM-Metadata-trigger", trigger);
    return headers;
  }

  private static Map<String, Object> sendGrid(String trigger, Map<String, String> metadata) {
    Map<String, Object> off = Fields.of("settings", Fields.of("enable", 0));
    var json = new LinkedHashMap<String, Object>();
    json.put("category", List.of(trigger));
    json.put("unique_args", metadata);
    json.put(
        "filters",
        Fields.of(
            "clicktrack", off, "opentrack", off, "subscriptiontrack", off, "ganalytics", off));
    return json;
  }

  private static Map<String, Object> sparkPost(String trigger, Map<String, String> metadata) {
    var options = new LinkedHashMap<String, Object>();
    options.put("open_tracking", false);
    options.put("click_tracking", false);
    options.put("transactional", true);
    var json = new LinkedHashMap<String, Object>();
    json.put("campaign_id", trigger);
    json.put("metadata", metadata);
    json.put("options", options);
    return json;
  }
}
