package io.github.cognitocourier.testkit.conformance;

import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.delivery.Secrets;
import io.github.cognitocourier.core.message.Email;
import io.github.cognitocourier.core.message.HostedTemplates;
import io.github.cognitocourier.core.message.Message;
import io.github.cognitocourier.core.message.Sms;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the kit must know of a provider. Nothing here is code of the provider's own: its cases are
 * files.
 *
 * @param url the provider URL, as an operator would write it, without {@code endpoint}
 * @param environment what it reads, with {@link Sentinels#KEY} as its secret
 * @param fixtures a folder with {@code replies/} and {@code requests/}, and {@code
 *     not-applicable.txt} when the vendor cannot have a case
 */
public record Conformance<M extends Message>(
    String url,
    Map<String, String> environment,
    Maker<M> maker,
    Function<Sample, M> message,
    Path fixtures) {

  /** Makes a provider, as the catalogue does. */
  @FunctionalInterface
  public interface Maker<M extends Message> {

    /** See {@code Providers.email} and {@code Providers.sms}. */
    Provider<M> make(
        ProviderUrl url,
        Environment environment,
        HostedTemplates hosted,
        Exchange exchange,
        Secrets secrets);
  }

  /** An e-mail provider. */
  public static Conformance<Email> email(
      String url, Map<String, String> environment, Maker<Email> maker, Path fixtures) {
    return new Conformance<>(url, environment, maker, Sample::email, fixtures);
  }

  /** An SMS provider. */
  public static Conformance<Sms> sms(
      String url, Map<String, String> environment, Maker<Sms> maker, Path fixtures) {
    return new Conformance<>(url, environment, maker, Sample::sms, fixtures);
  }

  /**
   * The cases that the vendor cannot have, each with its reason: the lines {@code case: reason} of
   * {@code not-applicable.txt} beside the fixtures. None without that file.
   */
  Map<String, String> notApplicable() {
    Path file = fixtures.resolve("not-applicable.txt");
    return Files.exists(file)
        ? Fixture.text(file)
            .lines()
            .map(this::reason)
            .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]))
        : Map.of();
  }

  private String[] reason(String line) {
    String[] parts = line.split(": ", 2);
    if (parts.length < 2 || parts[1].isBlank()) {
      throw new IllegalStateException(
          row() + ": a line of not-applicable.txt is not of the form `case: reason`: " + line);
    }
    return parts;
  }

  /** Its row in the table: the folder's name, so that one scheme may have several. */
  String row() {
    return fixtures.getFileName().toString();
  }
}
