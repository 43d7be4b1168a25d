package io.github.cognitocourier.core.template;

import io.github.cognitocourier.core.code.Code;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Trigger;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the messages of the tests are about; a builder, since few tests care for everything. */
final class Topics {

  static final String CODE = "384027";
  static final String POOL = "us-east-1_AbCdEf123";
  static final String LINK = "https://example.auth.us-east-1.amazoncognito.com/feedback?value=";

  private final Known source;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private String client = "";
  private String userName = "jane";

  private Topics(Known source) {
    this.source = source;
  }

  static Topics about(Known source) {
    return new Topics(source);
  }

  /** An empty value stands for an absent one. */
  Topics attribute(String name, String value) {
    attributes.put(name, value);
    attributes.values().removeIf(String::isEmpty);
    return this;
  }

  Topics metadata(String name, String value) {
    metadata.put(name, value);
    metadata.values().removeIf(String::isEmpty);
    return this;
  }

  Topics client(String id) {
    client = id;
    return this;
  }

  Topics userName(String name) {
    userName = name;
    return this;
  }

  Messages.Topic topic() {
    var trigger =
        new Trigger(
            Channel.EMAIL,
            source,
            POOL,
            Optional.of(client).filter(id -> !id.isEmpty()),
            userName,
            Optional.empty(),
            attributes,
            metadata);
    Optional<Code> code = source.carriesCode() ? Optional.of(new Code(CODE)) : Optional.empty();
    return new Messages.Topic(new NotificationId("0f1e"), trigger, source, attributes, code);
  }

  /** A takeover notice that tells everything but where. */
  static Messages.Topic takeover() {
    return suspicious().topic();
  }

  /** The same, with one attribute changed. */
  static Messages.Topic takeover(String name, String value) {
    return suspicious().attribute(name, value).topic();
  }

  /** Every text that a stranger may write holds the word {@code Sentinel}. */
  static Messages.Topic sentinels(Known source) {
    Topics subject = source.carriesCode() ? about(source) : suspicious();
    for (String name :
        new String[] {"name", "given_name", "nickname", "email", "custom:tier", "USER_NAME"}) {
      subject.attribute(name, "Sentinel " + name);
    }
    return subject
        .attribute("FEEDBACK_TOKEN", "Sentinel")
        .metadata("invitedBy", "Sentinel")
        .metadata("subject", "Sentinel")
        .userName("Sentinel")
        .topic();
  }

  private static Topics suspicious() {
    return about(Known.ACCOUNT_TAKE_OVER_NOTIFICATION)
        .attribute("ACCOUNT_TAKE_OVER_ACTION", "BLOCK")
        .attribute("IP_ADDRESS", "192.0.2.44")
        .attribute("DEVICE_NAME", "Chrome 126, Windows")
        .attribute("LOGIN_TIME", "Friday, March 19, 2021 02:25 PM UTC")
        .attribute("ONE_CLICK_LINK_VALID", LINK + "Valid")
        .attribute("ONE_CLICK_LINK_INVALID", LINK + "Invalid")
        .attribute("FEEDBACK_TOKEN", "token");
  }
}
