package io.github.cognitocourier.cli.pool;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * What {@code UpdateUserPool} is given: every setting the pool has, because it resets what it is
 * not given. Which settings these are is asked of the SDK's model, not listed here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html">UpdateUserPool</a>
 */
final class UpdateInput {

  /** What a pool shows and no update can set. */
  static final Set<String> READ_ONLY =
      Set.of(
          "Id",
          "Arn",
          "Status",
          "CreationDate",
          "LastModifiedDate",
          "EstimatedNumberOfUsers",
          "SchemaAttributes",
          "AliasAttributes",
          "UsernameAttributes",
          "UsernameConfiguration",
          "Domain",
          "CustomDomain",
          "SmsConfigurationFailure",
          "EmailConfigurationFailure");

  /** AWS's own tags, which nobody else may set, change or remove. */
  private static final String RESERVED_TAG = "aws:";

  private UpdateInput() {}

  /** The update that leaves this state as it is. */
  static Json echo(String userPoolId, PoolState state) {
    var input = new LinkedHashMap<String, Object>();
    input.put("UserPoolId", userPoolId);
    Documents.fields(state.pool())
        .forEach((name, value) -> {
          if (name.equals("Name")) {
            input.put("PoolName", value);
          } else if (!READ_ONLY.contains(name)) {
            input.put(name, value);
          }
        });
    if (input.containsKey("UserPoolTags")) {
      Map<String, Object> tags = Documents.fields(state.pool().at("UserPoolTags"));
      tags.keySet().removeIf(key -> key.startsWith(RESERVED_TAG));
      input.put("UserPoolTags", tags);
    }
    if (temporaryPasswordDecides(state.pool())) {
      Map<String, Object> creation = Documents.fields(state.pool().at("AdminCreateUserConfig"));
      if (creation.remove("UnusedAccountValidityDays") != null) {
        input.put("AdminCreateUserConfig", creation);
      }
    }
    return Documents.of(input);
  }

  /**
   * The update that leads back to this state from any other: a setting that an omission would leave
   * alone is written out.
   */
  static Json restoring(String userPoolId, PoolState state) {
    Json echo = echo(userPoolId, state);
    Map<String, Object> input = Documents.fields(echo);
    input.putIfAbsent(
        "UserAttributeUpdateSettings",
        Map.of("AttributesRequireVerificationBeforeUpdate", List.of()));
    return Documents.of(input);
  }

  /**
   * What {@code SetUserPoolMfaConfig} is given to lead back to this state. With MFA off it refuses
   * the settings of a factor.
   */
  static Json restoringMfa(String userPoolId, PoolState state) {
    var input = new LinkedHashMap<String, Object>();
    input.put("UserPoolId", userPoolId);
    input.putAll(Documents.fields(state.mfa()));
    if (state.mfa().at("MfaConfiguration").text().orElse("OFF").equals("OFF")) {
      input
          .keySet()
          .removeAll(
              List.of(
                  "SmsMfaConfiguration", "SoftwareTokenMfaConfiguration", "EmailMfaConfiguration"));
    }
    return Documents.of(input);
  }

  /** The value that this version of courier could not send back as it is. */
  static Optional<String> unreadable(String userPoolId, PoolState state) {
    try {
      SdkModel.fill(UpdateUserPoolRequest.builder(), restoring(userPoolId, state));
      SdkModel.fill(SetUserPoolMfaConfigRequest.builder(), restoringMfa(userPoolId, state));
      return Optional.empty();
    } catch (MalformedJson ofAnotherType) {
      return Optional.ofNullable(ofAnotherType.getMessage());
    }
  }

  /** The paths that this version of courier does not know how to carry over, each once. */
  static List<String> strangers(String userPoolId, PoolState state) {
    var paths = new ArrayList<>(SdkModel.unknown(state.pool(), UserPoolType.builder()));
    SdkModel.unknown(echo(userPoolId, state), UpdateUserPoolRequest.builder()).stream()
        .filter(path -> !paths.contains(path))
        .forEach(paths::add);
    SdkModel.unknown(state.mfa(), GetUserPoolMfaConfigResponse.builder()).stream()
        .map(path -> "MFA settings, " + path)
        .forEach(paths::add);
    return List.copyOf(paths);
  }

  /** Whether the pool's old setting of the same meaning is dead, and refused beside this one. */
  static boolean temporaryPasswordDecides(Json pool) {
    return !pool.at("Policies").at("PasswordPolicy").at("TemporaryPasswordValidityDays").isAbsent();
  }
}
