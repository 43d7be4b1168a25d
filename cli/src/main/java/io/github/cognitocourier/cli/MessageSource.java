package io.github.cognitocourier.cli;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Parsed;
import io.github.cognitocourier.core.trigger.Trigger;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import io.github.cognitocourier.testkit.CodeEncryptor;
import io.github.cognitocourier.testkit.CognitoEvents;
import io.github.cognitocourier.testkit.CognitoUser;
import io.github.cognitocourier.testkit.LocalKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the message comes from: an event file, or flags. */
final class MessageSource {

  static final String KEY_ARN =
      "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000";
  private static final String POOL = "us-east-1_CommandLine";
  private static final String SAMPLE_CODE = "123456";

  @Option(
      names = "--event",
      paramLabel = "FILE",
      required = true,
      description = "An event as Cognito sends it, as JSON.")
  private @Nullable Path event;

  @ArgGroup(exclusive = false)
  private @Nullable Flags flags;

  /** Made by picocli. */
  MessageSource() {}

  /** What an event is made of. */
  static final class Flags {

    @Option(
        names = "--trigger",
        paramLabel = "TRIGGER",
        required = true,
        description = "SignUp, ForgotPassword, AdminCreateUser, …")
    private String trigger = "";

    @Option(
        names = "--to",
        paramLabel = "RECIPIENT",
        required = true,
        description = "An e-mail address, or a phone number such as +14155550123.")
    private String to = "";

    @Option(
        names = "--channel",
        paramLabel = "CHANNEL",
        description = "email or sms (default: sms for a phone number, else email).")
    private @Nullable String channel;

    @Option(
        names = "--code",
        paramLabel = "CODE",
        description = "The code or temporary password (default: " + SAMPLE_CODE + ").")
    private String code = SAMPLE_CODE;

    @Option(
        names = "--locale",
        paramLabel = "LOCALE",
        description = "The user's locale, such as de-AT.")
    private String locale = "";

    @Option(
        names = "--client-id",
        paramLabel = "ID",
        description = "The app client, which chooses the brand.")
    private String clientId = "commandline";

    /** Made by picocli. */
    Flags() {}

    Channel chosenChannel() {
      if (channel == null) {
        return to.startsWith("+") ? Channel.SMS : Channel.EMAIL;
      }
      return Arrays.stream(Channel.values())
          .filter(each -> each.word().equals(channel))
          .findFirst()
          .orElseThrow(() -> new InvalidSettings("--channel must be email or sms."));
    }

    /** A message without a recipient is a mistake of the call, not of a user pool. */
    void requireRecipient(Channel channel) {
      Optional<?> recipient =
          switch (channel) {
            case EMAIL -> EmailAddress.parse(to);
            case SMS -> PhoneNumber.parse(to);
          };
      if (recipient.isEmpty()) {
        throw new InvalidSettings(
            switch (channel) {
              case EMAIL ->
                  "--to must be an e-mail address, or a phone number such as +14155550123.";
              case SMS -> "--to must be a phone number in E.164 form, such as +14155550123.";
            });
      }
    }

    Known chosenTrigger() {
      return Known.named(trigger)
          .orElseThrow(() ->
              new InvalidSettings(
                  "--trigger must be one of "
                      + Arrays.stream(Known.values())
                          .map(Known::suffix)
                          .collect(Collectors.joining(", "))
                      + "."));
    }
  }

  boolean isFile() {
    return event != null;
  }

  /** The event; with {@code inMemory} its code is one that {@code keys} can open. */
  SourcedEvent event(LocalKeys keys, boolean inMemory) {
    var encryptor = new CodeEncryptor(keys, new SecureRandom());
    if (event != null) {
      return fromFile(NamedFile.text(event), encryptor, inMemory);
    }
    if (flags == null) {
      throw new InvalidSettings("Give --event FILE, or --trigger and --to.");
    }
    return fromFlags(flags, encryptor);
  }

  /** A dry run asks no KMS: a sample code stands in for the one that only KMS can open. */
  private static SourcedEvent fromFile(String json, CodeEncryptor encryptor, boolean inMemory) {
    return switch (Trigger.parse(json.getBytes(StandardCharsets.UTF_8))) {
      case Parsed.Malformed malformed -> throw new InvalidSettings(malformed.advice());
      case Trigger trigger when !inMemory || trigger.code().isEmpty() ->
          new SourcedEvent(trigger.channel(), json);
      case Trigger trigger -> {
        String own = encryptor.encrypt(SAMPLE_CODE, KEY_ARN, trigger.userPoolId()).base64();
        yield new SourcedEvent(trigger.channel(), withCode(Json.parse(json), own));
      }
    };
  }

  /** Not by a search in the text: JSON may spell one string in many ways. */
  private static String withCode(Json event, String code) {
    Map<String, @Nullable Object> request = copy(event.at("request"));
    request.put("code", code);
    Map<String, @Nullable Object> whole = copy(event);
    whole.put("request", request);
    return Json.write(whole);
  }

  private static Map<String, @Nullable Object> copy(Json object) {
    var copy = new LinkedHashMap<String, @Nullable Object>();
    object.fields().forEach((name, value) -> copy.put(name, value.raw().orElse(null)));
    return copy;
  }

  private static SourcedEvent fromFlags(Flags flags, CodeEncryptor encryptor) {
    Channel channel = flags.chosenChannel();
    flags.requireRecipient(channel);
    CognitoUser user =
        CognitoUser.in(POOL)
            .withClientId(flags.clientId)
            .withLocale(flags.locale)
            .withCode(flags.code)
            .withTemporaryPassword(flags.code);
    CognitoUser addressed =
        switch (channel) {
          case EMAIL -> user.withEmail(flags.to).withAttribute("email", flags.to);
          case SMS -> user.withPhoneNumber(flags.to).withAttribute("phone_number", flags.to);
        };
    var source = new CognitoEvents.Source(channel, flags.chosenTrigger());
    byte[] event = new CognitoEvents(encryptor, KEY_ARN).event(source, addressed);
    return new SourcedEvent(channel, new String(event, StandardCharsets.UTF_8));
  }
}
