package io.github.cognitocourier.cli.provider;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.lambda.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one provider can do: {@code docs/providers/<scheme>.json}. A feature is told by the name of
 * what stands in the request for it, a header, a JSON member or a form field; it is empty when the
 * vendor has none.
 *
 * @param regions the places to choose from, each with its host; {@code {region}} stands for any of
 *     the vendor's; empty when there is no choice
 * @param trackingOff what switches tracking off; empty when the vendor has no switch in a request
 * @param sandbox in the request when option {@code sandbox} is true, and only then
 * @param retentionOff in the request when option {@code retain-content} is false, and only then
 * @param validity tells the vendor how long an SMS is of use
 * @param codesOnly whether it carries verification codes alone
 */
public record Features(
    String scheme,
    String name,
    Set<Channel> channels,
    Map<String, String> regions,
    Optional<String> hostedTemplates,
    List<String> trackingOff,
    Optional<String> tags,
    Optional<String> metadata,
    Optional<String> idempotencyKey,
    Optional<String> sandbox,
    Optional<String> retentionOff,
    Optional<String> validity,
    boolean codesOnly) {

  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "channels",
          "regions",
          "hostedTemplates",
          "trackingOff",
          "tags",
          "metadata",
          "idempotencyKey",
          "sandbox",
          "retentionOff",
          "validity",
          "carries");

  /** Every provider's, in the order of their schemes. */
  public static List<Features> all() {
    return Catalogue.schemes().stream().map(Features::of).toList();
  }

  /** Those of the provider with this scheme, which is in the catalogue. */
  public static Features of(String scheme) {
    try (InputStream file = Features.class.getResourceAsStream(scheme + ".json")) {
      if (file == null) {
        throw new IllegalStateException("docs/providers/" + scheme + ".json is missing");
      }
      return read(scheme, Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("docs/providers/" + scheme + ".json", unreadable);
    }
  }

  private static Features read(String scheme, Json json) {
    if (!json.fields().keySet().equals(MEMBERS)) {
      throw new IllegalStateException(
          "docs/providers/" + scheme + ".json must have exactly " + new TreeSet<>(MEMBERS));
    }
    var channels = new TreeSet<Channel>();
    json.at("channels")
        .items()
        .forEach(
            each -> channels.add(Channel.valueOf(each.requireText().toUpperCase(Locale.ROOT))));
    return new Features(
        scheme,
        json.at("name").requireText(),
        channels,
        new TreeMap<>(json.at("regions").texts()),
        json.at("hostedTemplates").text(),
        json.at("trackingOff").items().stream().map(Json::requireText).toList(),
        json.at("tags").text(),
        json.at("metadata").text(),
        json.at("idempotencyKey").text(),
        json.at("sandbox").text(),
        json.at("retentionOff").text(),
        json.at("validity").text(),
        json.at("carries").requireText().equals("codes"));
  }
}
