package io.github.cognitocourier.lambda;

import io.github.cognitocourier.aws.KmsDataKeys;
import io.github.cognitocourier.core.delivery.Provider;
import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.route.Dispatch;
import io.github.cognitocourier.core.route.Routes;
import io.github.cognitocourier.core.settings.Brand;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.Mistakes;
import io.github.cognitocourier.core.settings.Settings;
import io.github.cognitocourier.core.trigger.TriggerSource;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a message will go first, told before there is one. */
final class FirstPlaces {

  private FirstPlaces() {}

  /** KMS; empty when the settings are wrong, which is told elsewhere. */
  static Optional<URI> kms(Environment environment) {
    String arns = environment.get(Settings.KMS_KEY_ARN).orElse("");
    return new Mistakes()
        .in(() -> KmsDataKeys.endpoint(arns.split(",", 2)[0].strip(), environment))
        .flatMap(place -> place);
  }

  /**
   * The address of who is asked first, at most one for each channel: none for a provider that
   * speaks no HTTP. A route that depends on the message is asked for one that is nobody's: the
   * guess may be wrong, and costs a connection then.
   */
  static List<URI> providers(Routes routes) {
    return Stream.of(
            first(routes.email().providers(dispatch(Optional.empty()))),
            first(routes.sms().providers(dispatch(PhoneNumber.parse("+12025550100")))))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static Optional<URI> first(List<? extends Provider<?>> providers) {
    return providers.stream().findFirst().flatMap(Provider::endpoint);
  }

  private static Dispatch dispatch(Optional<PhoneNumber> number) {
    return new Dispatch(
        TriggerSource.Known.SIGN_UP,
        Optional.empty(),
        Brand.DEFAULT,
        new NotificationId("nobody"),
        number);
  }
}
