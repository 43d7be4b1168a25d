package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.aws.AwsReply;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.providers.account.Account;
import io.github.cognitocourier.providers.account.Evidence;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * AWS End User Messaging SMS in one region.
 *
 * @param own the sender that the provider's URL names; empty when the account decides
 * @see <a
 *     href="https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_DescribeAccountAttributes.html">
 *     DescribeAccountAttributes</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_DescribePhoneNumbers.html">
 *     DescribePhoneNumbers</a>
 */
record SmsVoiceAccount(AwsInquiry inquiry, String own) implements Account {

  private static final String SERVICE = "End User Messaging";
  private static final String FIX =
      "Name a phone number, sender id or pool of this account and region, or request one.";

  @Override
  public Evidence credentials(Deadline deadline) {
    return AwsInquiry.judged(
        inquiry.call("DescribeAccountAttributes", Map.of(), deadline), SERVICE, this::tier);
  }

  private Evidence tier(Json output) {
    Optional<String> tier =
        items(output.at("AccountAttributes")).stream()
            .filter(each -> each.at("Name").text().filter("ACCOUNT_TIER"::equals).isPresent())
            .flatMap(each -> each.at("Value").text().stream())
            .findFirst();
    String region = inquiry.place().region().name();
    return switch (tier.orElse("")) {
      case "PRODUCTION" -> new Confirmed("End User Messaging sends in " + region + ".");
      case "SANDBOX" ->
          new Refuted(
              "End User Messaging is in its sandbox in "
                  + region
                  + ": it sends to verified numbers only.",
              "Request production access in the End User Messaging console of that region.");
      default -> new Unclear("End User Messaging does not tell its tier in " + region + ".");
    };
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    String identity = from.isEmpty() ? own : from;
    if (identity.isEmpty()) {
      return new Confirmed("The account decides from which number or name it sends.");
    }
    if (identity.startsWith("pool-")) {
      return asked(
          "DescribePools", Map.of("PoolIds", List.of(identity)), "Pools", _ -> true, deadline);
    }
    if (identity.startsWith("phone-")) {
      return asked(
          "DescribePhoneNumbers",
          Map.of("PhoneNumberIds", List.of(identity)),
          "PhoneNumbers",
          _ -> true,
          deadline);
    }
    if (identity.matches("\\+[0-9]+")) {
      return asked(
          "DescribePhoneNumbers",
          Map.of(),
          "PhoneNumbers",
          each -> each.at("PhoneNumber").text().filter(identity::equals).isPresent(),
          deadline);
    }
    return identity.startsWith("arn:")
        ? new Unclear("An identity by its ARN may belong to another account; it is not asked for.")
        : asked(
            "DescribeSenderIds",
            Map.of(),
            "SenderIds",
            each -> each.at("SenderId").text().filter(identity::equals).isPresent(),
            deadline);
  }

  /**
   * Whether the list has one that fits, in use; AWS lists 100 at once, which is as far as it is
   * read.
   */
  private Evidence asked(
      String operation,
      Map<String, ?> input,
      String list,
      Predicate<Json> fits,
      Deadline deadline) {
    AwsReply reply = inquiry.call(operation, input, deadline);
    if (AwsInquiry.isNotFound(reply)) {
      return new Refuted("End User Messaging does not know the sender.", FIX);
    }
    return AwsInquiry.judged(
        reply,
        SERVICE,
        output -> found(output, items(output.at(list)).stream().filter(fits).findFirst()));
  }

  private static Evidence found(Json output, Optional<Json> sender) {
    if (sender.isEmpty()) {
      return output.at("NextToken").isAbsent()
          ? new Refuted("End User Messaging does not know the sender.", FIX)
          : new Unclear("The sender is not among the first that End User Messaging lists.");
    }
    // A sender id has no status.
    String status = sender.get().at("Status").text().orElse("ACTIVE");
    return status.equals("ACTIVE")
        ? new Confirmed("End User Messaging has the sender.")
        : new Refuted(
            "End User Messaging has the sender, but it is not active yet.",
            "Wait until its registration is through, or choose another sender.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    return new Refuted(
        "End User Messaging hosts no templates.",
        "Remove hostedTemplates.aws-sms from courier.json; messages are sent with their content.");
  }

  private static List<Json> items(Json array) {
    return array.raw().filter(List.class::isInstance).isPresent() ? array.items() : List.of();
  }
}
