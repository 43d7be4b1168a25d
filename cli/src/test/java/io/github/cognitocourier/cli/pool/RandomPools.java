package io.github.cognitocourier.cli.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailMfaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnConfigurationType;

/**
 * User pools of every shape: each field of the SDK's model is set or not, by chance, as far as the
 * API lets a pool get there.
 */
public final class RandomPools {

  /** The key that is attached. */
  public static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  /** The function that is attached. */
  public static final String FUNCTION =
      "arn:aws:lambda:us-east-1:111122223333:function:courier:live";

  /** Where a string is one of few; everywhere else it is anything. */
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry("DeletionProtection", List.of("ACTIVE", "INACTIVE")),
          Map.entry("MfaConfiguration", List.of("OFF", "ON", "OPTIONAL")),
          Map.entry("EmailSendingAccount", List.of("COGNITO_DEFAULT", "DEVELOPER")),
          Map.entry("DefaultEmailOption", List.of("CONFIRM_WITH_CODE", "CONFIRM_WITH_LINK")),
          Map.entry("AdvancedSecurityMode", List.of("OFF", "AUDIT", "ENFORCED")),
          Map.entry("CustomAuthMode", List.of("AUDIT", "ENFORCED")),
          // The last one is newer than any SDK: a new value is no new field, and is passed on.
          Map.entry("UserPoolTier", List.of("LITE", "ESSENTIALS", "PLUS", "FUTURE")),
          Map.entry("LambdaVersion", List.of("V1_0", "V2_0", "V3_0")),
          Map.entry("AutoVerifiedAttributes", List.of("email", "phone_number")),
          Map.entry("AttributesRequireVerificationBeforeUpdate", List.of("email", "phone_number")),
          Map.entry(
              "AllowedFirstAuthFactors", List.of("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN")),
          Map.entry("UserVerification", List.of("required", "preferred")));

  private static final List<String> TEXTS =
      List.of(
          "Your code is {####}", "Grüße, {username}", "\"quoted\" \\ back", "名前 🔑", "a\nb", "<b>");

  private final Random random;

  RandomPools(long seed) {
    this.random = new Random(seed);
  }

  /** The next pool. */
  FakePool next(int number) {
    String id = "us-east-1_Pool" + number;
    var settings = new LinkedHashMap<>(fields(UpdateUserPoolRequest.builder(), 0.6));
    settings.remove("UserPoolId");
    settings.put("PoolName", "pool " + number);
    settings.putIfAbsent("MfaConfiguration", "OFF");
    settings.putIfAbsent("UserPoolTier", "ESSENTIALS");
    settings.put("LambdaConfig", triggers());
    settings.put("Policies", policies());
    possible(settings);
    return new FakePool(fixed(id), settings, factors(settings), awsTags());
  }

  private static Map<String, Object> child(Map<String, Object> parent, String name) {
    var child = new LinkedHashMap<>(PoolRules.map(parent, name));
    if (parent.containsKey(name)) {
      parent.put(name, child);
    }
    return child;
  }

  /** Takes back what no pool can have. */
  private static void possible(Map<String, Object> settings) {
    Map<String, Object> template = child(settings, "VerificationMessageTemplate");
    if (template.containsKey("EmailMessage")) {
      template.remove("EmailMessageByLink");
    }
    Object mode = PoolRules.map(settings, "UserPoolAddOns").get("AdvancedSecurityMode");
    if (mode == null) {
      settings.remove("UserPoolAddOns");
    } else if (!mode.equals("OFF")) {
      settings.put("UserPoolTier", "PLUS");
    }
    child(settings, "UserAttributeUpdateSettings")
        .computeIfPresent(
            "AttributesRequireVerificationBeforeUpdate",
            (name, ignored) -> settings.getOrDefault("AutoVerifiedAttributes", List.of()));
  }

  /** A pool always shows its password policy, of which two settings are optional. */
  private Map<String, Object> policies() {
    var policies = new LinkedHashMap<>(fields(UserPoolPolicyType.builder(), 1));
    Map<String, Object> password = child(policies, "PasswordPolicy");
    for (String name : List.of("TemporaryPasswordValidityDays", "PasswordHistorySize")) {
      if (random.nextBoolean()) {
        password.remove(name);
      }
    }
    if (random.nextBoolean()) {
      policies.remove("SignInPolicy");
    }
    return policies;
  }

  private Map<String, Object> triggers() {
    var triggers = new LinkedHashMap<String, Object>();
    var model = new LinkedHashMap<>(fields(UpdateUserPoolRequest.builder(), 1));
    PoolRules.map(model, "LambdaConfig")
        .forEach((name, value) -> {
          if (random.nextBoolean() && !name.startsWith("Custom") && !name.equals("KMSKeyID")) {
            triggers.put(name, value);
          }
        });
    if (random.nextBoolean()) {
      triggers.put("CustomMessage", arn());
    }
    if (triggers.containsKey("PreTokenGeneration")
        && triggers.containsKey("PreTokenGenerationConfig")) {
      triggers.put(
          "PreTokenGeneration",
          PoolRules.map(triggers, "PreTokenGenerationConfig").get("LambdaArn"));
    }
    if (random.nextInt(4) == 0) {
      triggers.put("CustomSMSSender", Map.of("LambdaVersion", "V1_0", "LambdaArn", arn()));
      triggers.put("KMSKeyID", KEY);
    }
    return triggers;
  }

  private Map<String, Object> factors(Map<String, Object> settings) {
    var factors = new LinkedHashMap<String, Object>();
    if (!settings.get("MfaConfiguration").equals("OFF")) {
      if (random.nextBoolean() || !settings.containsKey("SmsConfiguration")) {
        factors.put("SoftwareTokenMfaConfiguration", Map.of("Enabled", true));
      }
      if (random.nextInt(3) == 0) {
        factors.put("EmailMfaConfiguration", fields(EmailMfaConfigType.builder(), 1));
      }
    }
    if (random.nextInt(3) == 0) {
      factors.put("WebAuthnConfiguration", fields(WebAuthnConfigurationType.builder(), 0.7));
    }
    return factors;
  }

  private Map<String, Object> fixed(String id) {
    var fixed = new LinkedHashMap<String, Object>();
    fixed.put("Id", id);
    fixed.put("Arn", "arn:aws:cognito-idp:us-east-1:111122223333:userpool/" + id);
    fixed.put("CreationDate", 1_600_000_000.123);
    fixed.put("SchemaAttributes", List.of(fields(SchemaAttributeType.builder(), 0.8)));
    for (String name : List.of("Status", "Domain", "CustomDomain", "SmsConfigurationFailure")) {
      if (random.nextInt(3) == 0) {
        fixed.put(name, text());
      }
    }
    if (random.nextBoolean()) {
      fixed.put("UsernameAttributes", List.of("email"));
      fixed.put("UsernameConfiguration", Map.of("CaseSensitive", random.nextBoolean()));
    } else {
      fixed.put("AliasAttributes", List.of("email", "preferred_username"));
    }
    return fixed;
  }

  private Map<String, Object> awsTags() {
    return random.nextInt(4) == 0
        ? Map.of("aws:cloudformation:stack-name", "stack", "aws:cloudformation:logical-id", "Pool")
        : Map.of();
  }

  private Map<String, Object> fields(SdkPojo type, double chance) {
    var fields = new LinkedHashMap<String, Object>();
    for (SdkField<?> field : type.sdkFields()) {
      if (random.nextDouble() < chance) {
        fields.put(field.locationName(), value(field, field.locationName(), chance));
      }
    }
    return fields;
  }

  private Object value(SdkField<?> field, String name, double chance) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return fields(field.constructor().get(), chance);
    } else if (type.equals(MarshallingType.BOOLEAN)) {
      return random.nextBoolean();
    } else if (type.equals(MarshallingType.INTEGER)) {
      return 1 + random.nextInt(90);
    } else if (type.equals(MarshallingType.MAP)) {
      return tags();
    } else if (type.equals(MarshallingType.LIST)) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      var list = new ArrayList<>();
      int size = random.nextInt(3);
      for (int i = 0; i < size; i++) {
        list.add(value(member, name, 1));
      }
      return list.stream().distinct().toList();
    }
    return name.endsWith("Arn") ? arn() : word(name);
  }

  private Map<String, Object> tags() {
    var tags = new LinkedHashMap<String, Object>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.put("tag" + i, text());
    }
    return tags;
  }

  private String word(String name) {
    List<String> words = WORDS.get(name);
    return words == null ? text() : words.get(random.nextInt(words.size()));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(1000);
  }

  private String arn() {
    return "arn:aws:lambda:us-east-1:111122223333:function:other" + random.nextInt(1000);
  }
}
