package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.httpapi.HttpApi;
import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.message.HostedTemplates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The optional document {@code courier.json}: what varies by app client or brand. Immutable.
 *
 * @param brands by id; always holds {@link Brand#DEFAULT}
 * @param appClients app client id → brand id
 * @param attributes the user attributes that templates may show
 * @param metadata the client metadata that templates may show
 * @param httpApis the APIs behind the scheme {@code http}, by account
 */
public record CourierJson(
    Map<String, Brand> brands,
    Map<String, String> appClients,
    Set<String> attributes,
    Set<String> metadata,
    Map<String, HttpApi> httpApis) {

  private static final Set<String> FIELDS =
      Set.of("$schema", "brand", "brands", "appClients", "attributes", "metadata", "httpApis");

  private static final Pattern BRAND_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final String BRAND_ID_EXPECTATION =
      "must have a key of lower-case letters, digits and hyphens, not default";

  /** Copies. */
  public CourierJson {
    brands = Map.copyOf(brands);
    appClients = Map.copyOf(appClients);
    attributes = Set.copyOf(attributes);
    metadata = Set.copyOf(metadata);
    httpApis = Map.copyOf(httpApis);
  }

  /** No document. */
  public static CourierJson none() {
    return new CourierJson(
        Map.of(Brand.DEFAULT, Brand.PLAIN), Map.of(), Set.of(), Set.of(), Map.of());
  }

  /** Whether {@code COURIER_CONFIG} holds the document itself, and not the path of its file. */
  public static boolean isInline(String config) {
    return config.startsWith("{");
  }

  /**
   * Parses the document; throws {@link InvalidSettings} with one sentence per mistake, each naming
   * its path.
   */
  public static CourierJson parse(String document) {
    var mistakes = new ArrayList<String>();
    try {
      CourierJson parsed = read(Json.parse(document).requireObject(), mistakes);
      if (mistakes.isEmpty()) {
        return parsed;
      }
    } catch (MalformedJson malformed) {
      mistakes.add(sentence(malformed));
    }
    throw new InvalidSettings(mistakes);
  }

  /** The brand of an app client; the default one for a client without, and for none. */
  public Brand brandOf(Optional<String> appClient) {
    return brand(appClient.map(appClients::get).orElse(Brand.DEFAULT));
  }

  /** The names of the providers that host templates, for any brand. */
  public Set<String> hosts() {
    var hosts = new HashSet<String>();
    brands.values().forEach(brand -> hosts.addAll(brand.hosted().keySet()));
    return Collections.unmodifiableSet(hosts);
  }

  /** The templates that {@code provider} hosts; {@link HostedTemplates#NONE} when it hosts none. */
  public HostedTemplates hostedBy(String provider) {
    return hosts().contains(provider) ? Brand.hostedBy(provider, brands) : HostedTemplates.NONE;
  }

  private Brand brand(String id) {
    return Optional.ofNullable(brands.get(id)).orElse(Brand.PLAIN);
  }

  private static CourierJson read(Json document, List<String> mistakes) {
    document.fields().keySet().stream()
        .filter(field -> !FIELDS.contains(field))
        .forEach(field -> mistakes.add(sentence(unknown(document.at(field), FIELDS))));
    var brands = new LinkedHashMap<String, Brand>();
    Brand plain = new BrandReader(Brand.PLAIN, mistakes).read(Brand.DEFAULT, document.at("brand"));
    brands.put(Brand.DEFAULT, plain);
    document
        .at("brands")
        .fields()
        .forEach((id, brand) -> {
          if (!BRAND_ID.matcher(id).matches() || id.equals(Brand.DEFAULT)) {
            mistakes.add(sentence(brand.mistake(BRAND_ID_EXPECTATION)));
          }
          brands.put(id, new BrandReader(plain, mistakes).read(id, brand));
        });
    Set<String> attributes = names(document.at("attributes"), mistakes);
    Set<String> metadata = names(document.at("metadata"), mistakes);
    var parsed =
        new CourierJson(
            brands,
            appClients(document.at("appClients"), brands.keySet(), mistakes),
            attributes,
            metadata,
            new HttpApiReader(attributes, metadata, mistakes).read(document.at("httpApis")));
    parsed
        .templatesWithoutBody()
        .forEach(api ->
            mistakes.add(
                sentence(
                    document
                        .at("httpApis")
                        .at(api)
                        .mistake(
                            "must have hosted, because hostedTemplates names templates of it"))));
    return parsed;
  }

  /** The entries of {@code httpApis} whose hosted templates would never be used. */
  private List<String> templatesWithoutBody() {
    return httpApis.keySet().stream()
        .filter(api -> hosts().contains(api.equals("default") ? "http" : "http/" + api))
        .filter(api -> Optional.ofNullable(httpApis.get(api)).flatMap(HttpApi::hosted).isEmpty())
        .sorted()
        .toList();
  }

  private static Map<String, String> appClients(
      Json clients, Set<String> brands, List<String> mistakes) {
    var appClients = new LinkedHashMap<String, String>();
    clients
        .fields()
        .forEach((client, brand) -> {
          Optional<String> known = brand.text().filter(brands::contains);
          known.ifPresentOrElse(
              id -> appClients.put(client, id),
              () -> mistakes.add(sentence(brand.mistake("must name one of brands"))));
        });
    return appClients;
  }

  private static Set<String> names(Json list, List<String> mistakes) {
    var names = new ArrayList<String>();
    for (Json name : list.items()) {
      name.text()
          .filter(text -> text.matches("[\\w:-]{1,64}"))
          .ifPresentOrElse(
              names::add,
              () ->
                  mistakes.add(
                      sentence(name.mistake("must be a name of letters, digits, _, - or :"))));
    }
    return Set.copyOf(names);
  }

  static MalformedJson unknown(Json field, Set<String> known) {
    return field.mistake(
        "is not known; known are " + String.join(", ", known.stream().sorted().toList()));
  }

  static String sentence(MalformedJson malformed) {
    return "courier.json: " + malformed.getMessage() + ".";
  }
}
