package io.github.cognitocourier.aws.delivery;

import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The options that SNS and End User Messaging share. */
final class SmsOptions {

  private SmsOptions() {}

  /** {@code max-price}, in US dollars; throws {@link InvalidSettings} when it is no price. */
  static Optional<String> maxPrice(ProviderUrl url) {
    Optional<String> price = url.option("max-price");
    if (price.filter(text -> !text.matches("[0-9]{0,2}\\.[0-9]{1,5}")).isPresent()) {
      throw url.mistake("option max-price must be US dollars such as 0.25");
    }
    return price;
  }

  /**
   * {@code india-entity} and {@code india-template} under the service's own names; throws {@link
   * InvalidSettings} when there is one without the other.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations-sms-senderid-india.html">
   *     India sender ID registration process</a>
   */
  static Map<String, String> india(ProviderUrl url, String entityName, String templateName) {
    Optional<String> entity = url.option("india-entity");
    Optional<String> template = url.option("india-template");
    if (entity.isPresent() != template.isPresent()) {
      throw url.mistake("give options india-entity and india-template together");
    }
    var ids = new LinkedHashMap<String, String>();
    entity.ifPresent(id -> ids.put(entityName, id));
    template.ifPresent(id -> ids.put(templateName, id));
    return ids;
  }

  /** Whether the number is in India, whose rules the ids are for. */
  static boolean isIndian(PhoneNumber number) {
    return number.countryPrefix().equals("+91");
  }
}
