package io.github.cognitocourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cognitocourier.core.json.Json;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What KMS refuses, and in which words. */
class KmsRefusalsTest {

  private static final Map<String, String> CONTEXT = Map.of("userpool-id", "us-east-1_A", "b", "2");

  private final Sandbox sandbox = Sandbox.start(0, environment -> (in, out, context) -> {});
  private final Caller caller = new Caller(sandbox);
  private final String key = sandbox.kmsKeyArn();
  private final KmsClient kms =
      KmsClient.builder()
          .endpointOverride(sandbox.uri())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
          .build();

  @AfterEach
  void stop() {
    kms.close();
    caller.close();
    sandbox.close();
  }

  @Test
  void limits_are_those_that_kms_documents() {
    assertThat(encrypt(key, "x".repeat(4096), CONTEXT).asByteArray())
        .hasSizeLessThanOrEqualTo(6144);
    assertValidation(() -> encrypt(key, "x".repeat(4097), CONTEXT));
    assertValidation(() -> encrypt(key, "", CONTEXT));
    assertValidation(() -> kms.generateDataKey(r -> r.keyId(key)));
    assertValidation(() -> kms.generateDataKey(r -> r.keyId(key).numberOfBytes(0)));
    assertValidation(() -> kms.generateDataKey(r -> r.keyId(key).numberOfBytes(1025)));
    assertValidation(
        () -> kms.generateDataKey(r -> r.keyId(key).numberOfBytes(32).keySpec("AES_256")));
    assertValidation(() -> kms.generateDataKey(r -> r.keyId(key).keySpec("AES_512")));
    assertValidation(() -> kms.createAlias(r -> r.aliasName("courier").targetKeyId(key)));
  }

  @Test
  void errors_have_awss_shape() {
    var answer = caller.kms("DescribeKey", Map.of("KeyId", "alias/none"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
    assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    Json error = Json.parse(answer.body());
    assertThat(error.texts())
        .isEqualTo(
            Map.of(
                "__type",
                "NotFoundException",
                "message",
                "Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Decrypt         | {\"CiphertextBlob\":\"%%%\"}                 | SerializationException",
        "Decrypt         | {\"CiphertextBlob\":7}                       | SerializationException",
        "Decrypt         | {}                                           | ValidationException",
        "Encrypt         | {\"KeyId\":\"\",\"Plaintext\":\"eA==\"}      | ValidationException",
        "Encrypt         | {\"KeyId\":\"x\",\"Plaintext\":\"eA==\"}     | NotFoundException",
        "GenerateDataKey | {\"KeyId\":[]}                               | SerializationException",
        "ListKeys        | {\"Limit\":0}                                | ValidationException",
        "ListKeys        | {\"Limit\":1001}                             | ValidationException",
        "ListAliases     | {\"Limit\":0}                                | ValidationException",
        "ListAliases     | {\"Limit\":101}                              | ValidationException",
        "ListKeys        | {\"Marker\":\"x\"}                           | InvalidMarkerException",
        "ListKeys        | nonsense                                     | SerializationException",
        "ListKeys        | []                                           | SerializationException",
        "Sign            | {}                                           | UnsupportedOperationException",
      })
  void garbage_is_refused_by_name(String operation, String body, String type) {
    var answer = caller.post("/", body, "X-Amz-Target", "TrentService." + operation);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).at("__type").requireText()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias/courier", "arn:aws:kms:us-east-1:000000000000:alias/courier"})
  void an_alias_does_not_stand_for_the_key_that_is_managed(String alias) {
    caller.kms("CreateAlias", Map.of("AliasName", "alias/courier", "TargetKeyId", key));
    assertThat(caller.kms("DescribeKey", Map.of("KeyId", alias)).statusCode()).isEqualTo(200);

    for (String operation : List.of("EnableKey", "DisableKey", "ListAliases")) {
      assertThat(refusal(operation, Map.of("KeyId", alias)).at("__type").requireText())
          .as(operation)
          .isEqualTo("NotFoundException");
    }
    assertThat(
            refusal("CreateAlias", Map.of("AliasName", "alias/second", "TargetKeyId", alias))
                .texts())
        .isEqualTo(
            Map.of(
                "__type",
                "ValidationException",
                "message",
                "Aliases must refer to keys. Not aliases"));
    assertThat(kms.describeKey(request -> request.keyId(key)).keyMetadata().enabled()).isTrue();
  }

  @Test
  void each_mistake_in_the_name_of_an_alias_is_told_by_itself() {
    assertThat(aliasMistake("courier")).isEqualTo("Alias must start with the prefix \"alias/\".");
    assertThat(aliasMistake("alias/bad name!"))
        .endsWith("Member must satisfy regular expression pattern: ^alias/[a-zA-Z0-9/_-]+$");
    assertThat(aliasMistake("alias/" + "x".repeat(251)))
        .endsWith("Member must have length less than or equal to 256");
    assertThat(
            caller
                .kms(
                    "CreateAlias",
                    Map.of("AliasName", "alias/" + "x".repeat(250), "TargetKeyId", key))
                .statusCode())
        .isEqualTo(200);
  }

  private String aliasMistake(String name) {
    Json refusal = refusal("CreateAlias", Map.of("AliasName", name, "TargetKeyId", key));
    assertThat(refusal.at("__type").requireText()).isEqualTo("ValidationException");
    return refusal.at("message").requireText();
  }

  private Json refusal(String operation, Map<String, String> parameters) {
    var answer = caller.kms(operation, parameters);
    assertThat(answer.statusCode()).as(operation).isEqualTo(400);
    return Json.parse(answer.body());
  }

  @Test
  void another_service_is_not_known() {
    var answer = caller.post("/", "{}", "X-Amz-Target", "AWSCognitoIdentityProviderService.X");
    assertThat(Json.parse(answer.body()).at("__type").requireText())
        .isEqualTo("UnknownOperationException");
  }

  @Test
  void an_encryption_context_of_something_else_than_strings_is_refused() {
    var answer =
        caller.kms(
            "Encrypt",
            Map.of(
                "KeyId",
                key,
                "Plaintext",
                Base64.getEncoder().encodeToString(new byte[] {1}),
                "EncryptionContext",
                Map.of("a", 1)));
    assertThat(Json.parse(answer.body()).at("__type").requireText())
        .isEqualTo("SerializationException");
  }

  private SdkBytes encrypt(String keyId, String plaintext, Map<String, String> context) {
    return kms.encrypt(request ->
            request
                .keyId(keyId)
                .plaintext(SdkBytes.fromUtf8String(plaintext))
                .encryptionContext(context))
        .ciphertextBlob();
  }

  private static void assertValidation(Supplier<Object> call) {
    var refused = catchThrowableOfType(KmsException.class, call::get);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    assertThat(refused.statusCode()).isEqualTo(400);
  }
}
