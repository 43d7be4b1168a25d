package io.github.cognitocourier.sandbox.inbox;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.SmsSegments;
import io.github.cognitocourier.core.trigger.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as the inbox API shows it. */
final class MessageJson {

  private MessageJson() {}

  static Map<String, @Nullable Object> of(InboxMessage message) {
    Draft content = message.content();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", message.id());
    json.put("channel", content.channel().word());
    json.put("provider", message.provider());
    json.put("from", content.from());
    json.put("to", content.to());
    json.put("subject", content.subject().orElse(null));
    json.put("text", content.text());
    json.put("html", content.html().orElse(null));
    json.put("triggerSource", message.triggerSource().orElse(null));
    json.put("receivedAt", message.receivedAt().toString());
    json.put("request", request(message.request()));
    json.put("segments", segments(content));
    json.put("hostedTemplate", content.hostedTemplate().orElse(null));
    json.put("hostedVariables", content.hostedVariables().flatMap(Json::raw).orElse(null));
    return json;
  }

  /**
   * None for an e-mail, and none for a text that a hosted template writes: it is not known here.
   */
  private static @Nullable Map<String, Object> segments(Draft content) {
    if (content.channel() != Channel.SMS || content.hostedTemplate().isPresent()) {
      return null;
    }
    SmsSegments segments = SmsSegments.of(content.text());
    var json = new LinkedHashMap<String, Object>();
    json.put("encoding", segments.encoding().word());
    json.put("count", segments.count());
    json.put("units", segments.units());
    json.put("unitsPerSegment", segments.unitsPerSegment());
    return json;
  }

  private static Map<String, Object> request(SeenRequest request) {
    var json = new LinkedHashMap<String, Object>();
    json.put("method", request.method());
    json.put("path", request.path());
    json.put("headers", request.headers());
    json.put("body", request.body());
    return json;
  }
}
