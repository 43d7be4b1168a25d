package io.github.cognitocourier.core;

import io.github.cognitocourier.core.code.Code;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.code.HtmlEscapes;
import io.github.cognitocourier.core.delivery.Delivery;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Result;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.message.EmailAddress;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.route.Dispatch;
import io.github.cognitocourier.core.route.Routes;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.telemetry.Notes;
import io.github.cognitocourier.core.template.Messages;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.Parsed;
import io.github.cognitocourier.core.trigger.Recipient;
import io.github.cognitocourier.core.trigger.Recipients;
import io.github.cognitocourier.core.trigger.Trigger;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A Cognito event arrives; its code is decrypted; a message is written; a route picks providers;
 * one of them accepts it; the outcome is recorded. Safe for concurrent use.
 */
public final class Courier {

  /** Kept back from the platform's own time limit, so that the outcome can be recorded. */
  private static final Duration RESERVE = Duration.ofMillis(300);

  private final Settings settings;
  private final Decryptor decryptor;
  private final Recipients recipients;
  private final Messages messages;
  private final Routes routes;
  private final Delivery delivery;
  private final InstantSource clock;

  /** Wires the stages of the sentence. */
  public Courier(
      Settings settings,
      Decryptor decryptor,
      Recipients recipients,
      Messages messages,
      Routes routes,
      Delivery delivery,
      InstantSource clock) {
    this.settings = settings;
    this.decryptor = decryptor;
    this.recipients = recipients;
    this.messages = messages;
    this.routes = routes;
    this.delivery = delivery;
    this.clock = clock;
  }

  /** What the operator should know of the providers at start-up, one sentence each. */
  public List<String> warnings() {
    return routes.warnings();
  }

  /**
   * Delivers one event and records what became of it. Never throws for what the event, AWS or a
   * vendor did.
   */
  public Result deliver(byte[] event, Invocation invocation) {
    Instant entry = clock.instant();
    var notes = new Notes();
    Result result = guarded(event, deadline(invocation), notes);
    Duration duration = Duration.between(entry, clock.instant());
    invocation.telemetry().record(notes.record(invocation.requestId(), result, duration));
    return result;
  }

  private Deadline deadline(Invocation invocation) {
    return Deadline.in(settings.deadline(), clock).within(invocation.remaining().minus(RESERVE));
  }

  /** One known trigger on its way. */
  private record Notification(
      Trigger trigger, TriggerSource.Known source, Deadline deadline, Notes notes) {}

  /**
   * A bug of ours is a failure like any other: recorded, tried again, kept. Its message may quote
   * the event.
   */
  private Result guarded(byte[] event, Deadline deadline, Notes notes) {
    try {
      return switch (Trigger.parse(event)) {
        case Parsed.Malformed malformed -> failed("malformed_event", malformed.advice());
        case Trigger trigger -> read(trigger, deadline, notes);
      };
    } catch (RuntimeException | LinkageError bug) {
      StackTraceElement[] trace = bug.getStackTrace();
      String where = trace.length == 0 ? "" : " at " + trace[0];
      return failed(
          "internal_error",
          "A bug in Cognito Courier: " + bug.getClass().getSimpleName() + where + ".");
    }
  }

  private Result read(Trigger trigger, Deadline deadline, Notes notes) {
    notes.read(trigger);
    return switch (trigger.source()) {
      case TriggerSource.Unknown unknown ->
          failed(
              "unknown_trigger",
              trigger.fullSource()
                  + " is not known to this version of Cognito Courier; update it.");
      case TriggerSource.Known source ->
          decrypted(new Notification(trigger, source, deadline, notes));
    };
  }

  private Result decrypted(Notification notification) {
    Trigger trigger = notification.trigger();
    if (trigger.code().isEmpty()) {
      return addressed(notification, trigger.eventIdentity(), Optional.empty());
    }
    return switch (decryptor.decrypt(
        trigger.code().get(), trigger.userPoolId(), notification.deadline())) {
      case Decryption.Refused refused -> failed(refused.reason().word(), advice(refused));
      case Decryption.Decrypted(Code code, NotificationId id) when code.reveal().isBlank() ->
          failed("empty_code", "The event carries an empty code; check who made the event.");
      case Decryption.Decrypted(Code code, NotificationId id) ->
          addressed(notification, id, Optional.of(plain(notification.source(), code)));
    };
  }

  private static String advice(Decryption.Refused refused) {
    String detail = refused.detail().isEmpty() ? "" : " (" + refused.detail() + ")";
    return refused.reason().advice() + detail;
  }

  /** Cognito escapes temporary passwords for HTML, and nothing else. */
  private static Code plain(TriggerSource.Known source, Code code) {
    return source == TriggerSource.Known.ADMIN_CREATE_USER ? HtmlEscapes.unescape(code) : code;
  }

  private Result addressed(Notification notification, NotificationId id, Optional<Code> code) {
    Notes notes = notification.notes();
    notes.identified(id);
    return switch (recipients.of(notification.trigger(), notification.deadline())) {
      case Recipient.Missing missing -> failed("no_recipient", missing.advice());
      case Recipient.ByEmail(EmailAddress to, Map<String, String> attributes) -> {
        notes.addressed(to.domain());
        Messages.Topic topic = topic(notification, id, attributes, code);
        Dispatch dispatch = dispatch(notification, id, Optional.empty());
        yield delivered(
            notification, () -> messages.email(topic, to), routes.email().providers(dispatch));
      }
      case Recipient.BySms(PhoneNumber to, Map<String, String> attributes) -> {
        notes.addressed(to.countryPrefix());
        Messages.Topic topic = topic(notification, id, attributes, code);
        Dispatch dispatch = dispatch(notification, id, Optional.of(to));
        yield delivered(
            notification, () -> messages.sms(topic, to), routes.sms().providers(dispatch));
      }
    };
  }

  private static Messages.Topic topic(
      Notification notification,
      NotificationId id,
      Map<String, String> attributes,
      Optional<Code> code) {
    return new Messages.Topic(id, notification.trigger(), notification.source(), attributes, code);
  }

  private Dispatch dispatch(
      Notification notification, NotificationId id, Optional<PhoneNumber> number) {
    Optional<String> appClient = notification.trigger().clientId();
    String brand = settings.document().brandOf(appClient).id();
    return new Dispatch(notification.source(), appClient, brand, id, number);
  }

  private <M extends Message> Result delivered(
      Notification notification, Supplier<M> writer, List<Provider<M>> route) {
    if (route.isEmpty()) {
      return failed("no_route", noRoute(notification.trigger().channel()));
    }
    M message = writer.get();
    Notes notes = notification.notes();
    notes.written(message);
    return delivery.deliver(message, route, notification.deadline(), notes);
  }

  private String noRoute(Channel channel) {
    return switch (channel) {
      case EMAIL -> "Cognito wants an e-mail sent, but COURIER_EMAIL is not set.";
      case SMS ->
          settings.smsRoute().isEmpty()
              ? "Cognito wants an SMS sent, but COURIER_SMS is not set."
              : "The route of SMS has no provider for the prefix of this phone number; add the"
                  + " prefix or *=ROUTE to its byprefix().";
    };
  }

  private static Result failed(String word, String advice) {
    return new Result.Failed(new Result.Reason(word, advice), List.of());
  }
}
