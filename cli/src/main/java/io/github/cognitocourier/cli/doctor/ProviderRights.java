package io.github.cognitocourier.cli.doctor;

import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the function's role may send through those providers of its routes that are AWS's own:
 * there a right takes the place of a key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html">Actions
 *     and resources of SES v2</a>
 */
final class ProviderRights {

  private ProviderRights() {}

  static Verdict examine(Deployment deployment) {
    List<Verdict> verdicts =
        FunctionSettings.providers(deployment).stream()
            .flatMap(url -> of(url, deployment))
            .toList();
    return Verdict.worst(verdicts)
        .orElseGet(() ->
            new Good(
                verdicts.isEmpty()
                    ? "No route names a provider of AWS's own."
                    : "The role may send through AWS's own providers."));
  }

  private static Stream<Verdict> of(ProviderUrl url, Deployment deployment) {
    return switch (url.scheme()) {
      case "ses" -> mail(url, deployment);
      case "aws-sms" -> textMessages(url, deployment);
      case "sns" ->
          Stream.of(may("sns:Publish", "*", "publish to phone numbers by SNS", deployment));
      default -> Stream.empty();
    };
  }

  private static Stream<Verdict> mail(ProviderUrl url, Deployment deployment) {
    List<String> senders = senders(url, Channel.EMAIL, deployment);
    if (senders.isEmpty()) {
      return Stream.of(
          new Unchecked("Who sends by SES is in courier.json: give your copy with --config."));
    }
    Optional<String> named = url.option("identity-arn");
    Stream<Verdict> identities =
        named.isPresent()
            ? Stream.of(mail(named.get(), "as the identity of identity-arn", deployment))
            : senders.stream().map(from -> anyIdentity(url, from, deployment));
    return Stream.concat(
        identities,
        url.option("configuration-set").stream()
            .map(set ->
                mail(
                    arn(url, "ses", "configuration-set/" + set, deployment),
                    "through the configuration set " + set,
                    deployment)));
  }

  /**
   * SES takes the identity that it has verified: the address, its domain or one above that. A right
   * on one of them suffices, and a report names no address.
   */
  private static Verdict anyIdentity(ProviderUrl url, String from, Deployment deployment) {
    String domain = from.substring(from.lastIndexOf('@') + 1);
    List<Verdict> verdicts =
        SesAccount.identities(from, domain).stream()
            .map(identity ->
                mail(
                    arn(url, "ses", "identity/" + identity, deployment),
                    "for " + domain,
                    deployment))
            .toList();
    return Stream.of(Good.class, Unchecked.class)
        .flatMap(kind -> verdicts.stream().filter(kind::isInstance))
        .findFirst()
        .orElseGet(() -> verdicts.get(1));
  }

  private static Verdict mail(String resource, String how, Deployment deployment) {
    return may("ses:SendEmail", resource, "send mail by SES " + how, deployment);
  }

  private static Stream<Verdict> textMessages(ProviderUrl url, Deployment deployment) {
    return senders(url, Channel.SMS, deployment).stream()
        .map(from -> from.isEmpty() ? url.option("from").orElse("") : from)
        .distinct()
        .map(identity ->
            origination(url, identity, deployment)
                .map(resource ->
                    may(
                        "sms-voice:SendTextMessage",
                        resource,
                        "send by End User Messaging",
                        deployment))
                .orElseGet(() ->
                    new Unchecked(
                        "The ARN of End User Messaging's sender is not known here: see that the"
                            + " role may sms-voice:SendTextMessage on it.")));
  }

  /** A number and a sender id do not tell the ARN that they have, and none is the account's. */
  private static Optional<String> origination(
      ProviderUrl url, String identity, Deployment deployment) {
    if (identity.startsWith("arn:")) {
      return Optional.of(identity);
    }
    if (identity.startsWith("pool-")) {
      return Optional.of(arn(url, "sms-voice", "pool/" + identity, deployment));
    }
    return identity.startsWith("phone-")
        ? Optional.of(arn(url, "sms-voice", "phone-number/" + identity, deployment))
        : Optional.empty();
  }

  private static Verdict may(String action, String resource, String what, Deployment deployment) {
    return new RoleRight(action, resource, Map.of(), what, RoleRight.NO_POLICY).examine(deployment);
  }

  /** Whom the provider speaks for, of every brand. */
  private static List<String> senders(ProviderUrl url, Channel channel, Deployment deployment) {
    return ProviderChecks.senders(deployment, channel)
        .filter(sender -> sender.url().equals(url))
        .map(ProviderChecks.Sender::from)
        .distinct()
        .toList();
  }

  /** In the account of the function, and in the region where the provider is asked. */
  private static String arn(
      ProviderUrl url, String service, String resource, Deployment deployment) {
    Arn function = deployment.functionArn();
    return String.join(
        ":",
        "arn",
        function.partition(),
        service,
        url.option("region").orElse(function.region()),
        function.account(),
        resource);
  }
}
