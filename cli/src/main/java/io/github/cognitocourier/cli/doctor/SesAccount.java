package io.github.cognitocourier.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.aws.AwsReply;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.providers.account.Account;
import io.github.cognitocourier.providers.account.Evidence;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * SES in one region. A verified domain may send for the domains below it.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html">
 *     GetAccount</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html">
 *     GetEmailIdentity</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailTemplate.html">
 *     GetEmailTemplate</a>
 */
record SesAccount(AwsInquiry inquiry) implements Account {

  private static final String SES = "SES";

  @Override
  public Evidence credentials(Deadline deadline) {
    return AwsInquiry.judged(inquiry.get("/v2/email/account", deadline), SES, this::account);
  }

  private Evidence account(Json account) {
    if (!isTrue(account.at("SendingEnabled"))) {
      return new Refuted(
          "SES is paused in " + region() + ".",
          "Look at the account's reputation in the SES console, then resume sending.");
    }
    if (!isTrue(account.at("ProductionAccessEnabled"))) {
      return new Refuted(
          "SES is in its sandbox in " + region() + ": it sends to verified addresses only.",
          "Request production access in the SES console of that region.");
    }
    return new Confirmed("SES sends in " + region() + ".");
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    var pending = new ArrayList<String>();
    for (String identity : identities(from, domain)) {
      AwsReply reply =
          inquiry.get("/v2/email/identities/" + URLEncoder.encode(identity, UTF_8), deadline);
      if (AwsInquiry.isNotFound(reply)) {
        continue;
      }
      Evidence evidence = AwsInquiry.judged(reply, SES, found -> verified(found, domain));
      if (!(evidence instanceof Refuted)) {
        return evidence;
      }
      pending.add(identity.equals(from) ? "the address at " + domain : identity);
    }
    String region = region();
    return pending.isEmpty()
        ? new Refuted(
            "SES knows no identity for " + domain + " in " + region + ".",
            "Verify " + domain + " in the SES console of " + region + ".")
        : new Refuted(
            "SES has not verified " + pending.getFirst() + " in " + region + ".",
            "Set the DNS records that the SES console shows for it, or answer its mail.");
  }

  /** The address, its domain, and each domain above that. */
  static List<String> identities(String from, String domain) {
    var identities = new ArrayList<String>();
    identities.add(from);
    String candidate = domain;
    while (candidate.contains(".")) {
      identities.add(candidate);
      candidate = candidate.substring(candidate.indexOf('.') + 1);
    }
    return identities;
  }

  private static Evidence verified(Json identity, String domain) {
    return isTrue(identity.at("VerifiedForSendingStatus"))
        ? new Confirmed("SES has verified the sender at " + domain + ".")
        : new Refuted("not verified", "verify it");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    AwsReply reply = inquiry.get("/v2/email/templates/" + URLEncoder.encode(id, UTF_8), deadline);
    return AwsInquiry.isNotFound(reply)
        ? new Refuted(
            "SES has no template " + id + " in " + region() + ".",
            "Create the template in that region, or correct its name in courier.json.")
        : AwsInquiry.judged(reply, SES, _ -> new Confirmed("SES has the template " + id + "."));
  }

  private String region() {
    return inquiry.place().region().name();
  }

  private static boolean isTrue(Json value) {
    return value.raw().filter(Boolean.TRUE::equals).isPresent();
  }
}
