package io.github.cognitocourier.cli.pool;

import static io.github.cognitocourier.cli.pool.PoolRules.map;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;

/**
 * One user pool as the API treats it: an update replaces every setting, and one that it is not
 * given falls back to its default. Exceptions: {@code UserPoolTier} (documented) and {@code
 * UserAttributeUpdateSettings} (measured).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html">UpdateUserPool</a>
 */
public final class FakePool {

  /** What an omission leaves alone. */
  private static final Set<String> KEPT =
      Set.of("UserPoolTier", "UserAttributeUpdateSettings", "PoolName");

  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "MfaConfiguration", "OFF",
          "DeletionProtection", "INACTIVE",
          "LambdaConfig", Map.of(),
          "UserPoolTags", Map.of(),
          "EmailConfiguration", Map.of("EmailSendingAccount", "COGNITO_DEFAULT"),
          "VerificationMessageTemplate", Map.of("DefaultEmailOption", "CONFIRM_WITH_CODE"),
          "AdminCreateUserConfig", Map.of("AllowAdminCreateUserOnly", false),
          "Policies",
              Map.of(
                  "PasswordPolicy",
                  Map.of(
                      "MinimumLength", 8,
                      "RequireUppercase", true,
                      "RequireLowercase", true,
                      "RequireNumbers", true,
                      "RequireSymbols", true,
                      "TemporaryPasswordValidityDays", 7)));

  private final Map<String, Object> fixed;
  private final Map<String, Object> settings;
  private final Map<String, Object> factors;
  private final Map<String, Object> awsTags;
  private final List<Map<String, Object>> updates = new ArrayList<>();
  private long modified = 1_700_000_000L;
  private int users = 100;

  /**
   * A pool with these settings.
   *
   * @param fixed what no update can set: Id, Arn, SchemaAttributes …
   * @param settings by the names of the update
   * @param factors the MFA factors that are set apart: token, e-mail, passkeys
   * @param awsTags the tags that AWS itself has set
   */
  public FakePool(
      Map<String, Object> fixed,
      Map<String, Object> settings,
      Map<String, Object> factors,
      Map<String, Object> awsTags) {
    this.fixed = copy(fixed);
    this.settings = copy(settings);
    this.factors = copy(factors);
    this.awsTags = copy(awsTags);
  }

  String id() {
    return fixed.get("Id").toString();
  }

  /** All that a careful owner would want to find again, and nothing that changes by itself. */
  public Map<String, Object> snapshot() {
    return copy(Map.of("settings", settings, "factors", factors, "awsTags", awsTags));
  }

  /** The settings themselves, for somebody else to change. */
  public Map<String, Object> settings() {
    return settings;
  }

  /** What no update can set, for the API to grow. */
  public Map<String, Object> fixed() {
    return fixed;
  }

  Map<String, Object> factors() {
    return factors;
  }

  /** The inputs of UpdateUserPool that were taken. */
  public List<Map<String, Object>> updates() {
    return updates;
  }

  void touch() {
    modified++;
  }

  synchronized Map<String, Object> describe() {
    Map<String, Object> shown = copy(fixed);
    shown.putAll(copy(settings));
    shown.put("Name", shown.remove("PoolName"));
    shown.put("LastModifiedDate", modified);
    shown.put("EstimatedNumberOfUsers", users++);
    var tags = new LinkedHashMap<>(map(settings, "UserPoolTags"));
    tags.putAll(awsTags);
    shown.put("UserPoolTags", tags);
    if (map(map(settings, "Policies"), "PasswordPolicy")
        .containsKey("TemporaryPasswordValidityDays")) {
      // The API shows the old setting beside the new one, and refuses to take it back.
      var creation = new LinkedHashMap<>(map(settings, "AdminCreateUserConfig"));
      creation.putIfAbsent("UnusedAccountValidityDays", 7);
      shown.put("AdminCreateUserConfig", creation);
    }
    return shown;
  }

  synchronized Map<String, Object> mfa() {
    Map<String, Object> shown = copy(factors);
    Object mode = settings.getOrDefault("MfaConfiguration", "OFF");
    shown.put("MfaConfiguration", mode);
    if (!mode.equals("OFF") && settings.containsKey("SmsConfiguration")) {
      var sms = new LinkedHashMap<String, Object>();
      sms.put("SmsConfiguration", settings.get("SmsConfiguration"));
      if (settings.containsKey("SmsAuthenticationMessage")) {
        sms.put("SmsAuthenticationMessage", settings.get("SmsAuthenticationMessage"));
      }
      shown.put("SmsMfaConfiguration", sms);
    }
    return shown;
  }

  synchronized Optional<Refusal> update(Map<String, Object> input) {
    var request = UpdateUserPoolRequest.builder();
    Optional<Refusal> refusal = PoolRules.refusal(input, request, factors);
    if (refusal.isPresent()) {
      return refusal;
    }
    for (SdkField<?> field : request.sdkFields()) {
      String name = field.locationName();
      if (input.containsKey(name)) {
        settings.put(name, input.get(name));
      } else if (!KEPT.contains(name)) {
        settings.remove(name);
        Optional.ofNullable(DEFAULTS.get(name)).ifPresent(value -> settings.put(name, value));
      }
    }
    settings.remove("UserPoolId");
    if (settings.get("MfaConfiguration").equals("OFF")) {
      factors.keySet().removeAll(Set.of("SoftwareTokenMfaConfiguration", "EmailMfaConfiguration"));
    }
    updates.add(copy(input));
    modified++;
    return Optional.empty();
  }

  synchronized Optional<Refusal> setMfa(Map<String, Object> input) {
    Map<String, Object> given = copy(input);
    given.keySet().removeAll(Set.of("UserPoolId", "MfaConfiguration"));
    boolean any = !given.isEmpty() && !given.keySet().equals(Set.of("WebAuthnConfiguration"));
    boolean off = "OFF".equals(input.getOrDefault("MfaConfiguration", "OFF"));
    if (off == any) {
      return Optional.of(
          Refusal.invalid(
              off
                  ? "Invalid MFA configuration given, can't turn off MFA and configure an MFA"
                      + " together."
                  : "Invalid MFA configuration given, can't disable all MFAs with a required or"
                      + " optional configuration."));
    }
    Map<String, Object> sms = map(given, "SmsMfaConfiguration");
    settings.putAll(sms);
    settings.put("MfaConfiguration", input.getOrDefault("MfaConfiguration", "OFF"));
    given.remove("SmsMfaConfiguration");
    factors.clear();
    factors.putAll(given);
    modified++;
    return Optional.empty();
  }

  /** A deep copy, and plain maps: what is read from JSON and what is written in Java are equal. */
  static Map<String, Object> copy(Map<String, Object> map) {
    return parse(JsonWriter.string(map));
  }

  static Map<String, Object> parse(String json) {
    try {
      return JsonParser.object().from(json);
    } catch (JsonParserException broken) {
      throw new IllegalArgumentException(broken);
    }
  }
}
