package io.github.cognitocourier.core.trigger;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.PhoneNumber;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the recipient: the user attribute {@code email} or {@code phone_number}, never {@code
 * userName} or client metadata. An account takeover notification may lack it; the user is then
 * looked up. Safe for concurrent use.
 */
public final class Recipients {

  private final Users users;

  /** Looks users up with {@code users}, when it must. */
  public Recipients(Users users) {
    this.users = users;
  }

  /** The recipient of a trigger, within {@code deadline}. */
  public Recipient of(Trigger trigger, Deadline deadline) {
    Recipient named = of(trigger.channel(), trigger.userAttributes());
    boolean mayBeLookedUp = trigger.source() == TriggerSource.Known.ACCOUNT_TAKE_OVER_NOTIFICATION;
    return named instanceof Recipient.Missing && mayBeLookedUp ? lookUp(trigger, deadline) : named;
  }

  private Recipient lookUp(Trigger trigger, Deadline deadline) {
    String userName = trigger.userAttributes().getOrDefault("USER_NAME", trigger.userName());
    return switch (users.attributes(trigger.userPoolId(), userName, deadline)) {
      case Users.Lookup.Found found -> {
        var attributes = new LinkedHashMap<>(trigger.userAttributes());
        attributes.putAll(found.attributes());
        yield of(trigger.channel(), attributes);
      }
      case Users.Lookup.NotFound notFound ->
          new Recipient.Missing(
              "The event names no "
                  + attributeName(trigger.channel())
                  + " and the user could not be looked up ("
                  + notFound.vendorCode()
                  + "); for AccessDeniedException grant the function's role"
                  + " cognito-idp:AdminGetUser on the user pool.");
    };
  }

  private static Recipient of(Channel channel, Map<String, String> attributes) {
    Optional<String> value = Optional.ofNullable(attributes.get(attributeName(channel)));
    Optional<Recipient> recipient =
        switch (channel) {
          case EMAIL ->
              value.flatMap(EmailAddress::parse).map(to -> new Recipient.ByEmail(to, attributes));
          case SMS ->
              value.flatMap(PhoneNumber::parse).map(to -> new Recipient.BySms(to, attributes));
        };
    return recipient.orElseGet(() -> missing(channel));
  }

  private static Recipient missing(Channel channel) {
    return new Recipient.Missing(
        switch (channel) {
          case EMAIL ->
              "request.userAttributes.email is missing or not an e-mail address; give the user one.";
          case SMS ->
              "request.userAttributes.phone_number is missing or not in E.164 form (+ and digits);"
                  + " give the user one.";
        });
  }

  private static String attributeName(Channel channel) {
    return switch (channel) {
      case EMAIL -> "email";
      case SMS -> "phone_number";
    };
  }
}
