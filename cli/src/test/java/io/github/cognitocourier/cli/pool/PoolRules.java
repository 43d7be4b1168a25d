package io.github.cognitocourier.cli.pool;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * What {@code UpdateUserPool} refuses. The texts are AWS's where an account or a project that had
 * one published them; the fields come from the SDK's model.
 */
final class PoolRules {

  private static final Pattern ARN =
      Pattern.compile(
          "arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?");

  private PoolRules() {}

  /** Why this input is refused for a pool with these MFA factors; empty when it is taken. */
  static Optional<Refusal> refusal(
      Map<String, Object> input, SdkPojo request, Map<String, Object> factors) {
    return Stream.<Supplier<Optional<Refusal>>>of(
            () -> unknown("", input, request),
            () -> validity(input),
            () -> triggers(map(input, "LambdaConfig")),
            () -> templates(map(input, "VerificationMessageTemplate")),
            () -> mfa(input, factors),
            () -> tags(map(input, "UserPoolTags")),
            () -> tier(input),
            () -> verified(input))
        .flatMap(rule -> rule.get().stream())
        .findFirst();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Map<String, Object> parent, String name) {
    return (Map<String, Object>) parent.getOrDefault(name, Map.of());
  }

  @SuppressWarnings("unchecked")
  private static Optional<Refusal> unknown(String path, Object value, SdkPojo type) {
    Map<String, SdkField<?>> fields = new HashMap<>();
    type.sdkFields().forEach(field -> fields.put(field.locationName(), field));
    for (var entry : ((Map<String, Object>) value).entrySet()) {
      SdkField<?> field = fields.get(entry.getKey());
      if (field == null) {
        return Optional.of(
            new Refusal(400, "SerializationException", "Unknown field " + path + entry.getKey()));
      }
      ListTrait list = field.getTrait(ListTrait.class);
      SdkField<?> nested = list == null ? field : list.memberFieldInfo();
      if (nested.constructor() != null) {
        Collection<Object> values =
            entry.getValue() instanceof List<?> many
                ? (List<Object>) many
                : List.of(entry.getValue());
        for (Object one : values) {
          Optional<Refusal> refusal =
              unknown(path + entry.getKey() + ".", one, nested.constructor().get());
          if (refusal.isPresent()) {
            return refusal;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> validity(Map<String, Object> input) {
    boolean both =
        map(map(input, "Policies"), "PasswordPolicy").containsKey("TemporaryPasswordValidityDays")
            && map(input, "AdminCreateUserConfig").containsKey("UnusedAccountValidityDays");
    return when(
        both,
        "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of"
            + " UnusedAccountValidityDays");
  }

  private static Optional<Refusal> triggers(Map<String, Object> triggers) {
    Object key = triggers.get("KMSKeyID");
    if (key != null && !ARN.matcher(key.toString()).matches()) {
      return when(
          true,
          "1 validation error detected: Value '"
              + key
              + "' at 'lambdaConfig.kMSKeyID' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: "
              + ARN);
    }
    for (String sender : List.of("CustomEmailSender", "CustomSMSSender")) {
      Map<String, Object> fields = map(triggers, sender);
      if (triggers.containsKey(sender)
          && (key == null || !fields.keySet().equals(Set.of("LambdaArn", "LambdaVersion")))) {
        return when(true, sender + " needs LambdaArn, LambdaVersion and KMSKeyID.");
      }
    }
    Object legacy = triggers.get("PreTokenGeneration");
    Object current = map(triggers, "PreTokenGenerationConfig").get("LambdaArn");
    return when(
        legacy != null && current != null && !legacy.equals(current),
        "PreTokenGeneration and PreTokenGenerationConfig must have the same ARN.");
  }

  private static Optional<Refusal> templates(Map<String, Object> template) {
    return when(
        template.containsKey("EmailMessage") && template.containsKey("EmailMessageByLink"),
        "EmailMessage and EmailMessageByLink exclude each other.");
  }

  /**
   * Measured by others on the real API: ON is refused while no factor is enabled, in words that
   * sound like never.
   */
  private static Optional<Refusal> mfa(Map<String, Object> input, Map<String, Object> factors) {
    boolean any =
        input.containsKey("SmsConfiguration")
            || factors.containsKey("SoftwareTokenMfaConfiguration")
            || factors.containsKey("EmailMfaConfiguration");
    return when(
        "ON".equals(input.get("MfaConfiguration")) && !any,
        "Cannot turn MFA functionality ON, once the user pool has been created.");
  }

  private static Optional<Refusal> tags(Map<String, Object> tags) {
    return tags.keySet().stream().anyMatch(key -> key.startsWith("aws:"))
        ? Optional.of(
            new Refusal(400, "UserPoolTaggingException", "Tag keys must not begin with aws:."))
        : Optional.empty();
  }

  private static Optional<Refusal> tier(Map<String, Object> input) {
    Object mode = map(input, "UserPoolAddOns").getOrDefault("AdvancedSecurityMode", "OFF");
    Object tier = input.getOrDefault("UserPoolTier", "PLUS");
    return !mode.equals("OFF") && !tier.equals("PLUS")
        ? Optional.of(
            new Refusal(
                400,
                "FeatureUnavailableInTierException",
                "Threat protection is not available in this tier."))
        : Optional.empty();
  }

  private static Optional<Refusal> verified(Map<String, Object> input) {
    Object required =
        map(input, "UserAttributeUpdateSettings")
            .getOrDefault("AttributesRequireVerificationBeforeUpdate", List.of());
    Object verified = input.getOrDefault("AutoVerifiedAttributes", List.of());
    return when(
        !((List<?>) verified).containsAll((List<?>) required),
        "AttributesRequireVerificationBeforeUpdate must be auto-verified.");
  }

  private static Optional<Refusal> when(boolean refused, String message) {
    return refused ? Optional.of(Refusal.invalid(message)) : Optional.empty();
  }
}
