package io.github.cognitocourier.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.infra.PolicyStatement.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyStatementTest {

  private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'kms:Decrypt', 'Resource':'KEY'",
        "'kms:Decrypt', 'Resource':'KEY', 'Condition':{'StringLike':{'kms:EncryptionContext:userpool-id':'*'}}",
        "'kms:Decrypt', 'Resource':'KEY', 'Condition':{'StringLikeIfExists':{'kms:EncryptionContext:userpool-id':'eu-central-1_*'}}",
        "'kms:*', 'Resource':'KEY'",
        "'*', 'Resource':'KEY'",
        "['logs:PutLogEvents','logs:Create*'], 'Resource':'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/a:*'",
        "'logs:PutLogEvents', 'Resource':'*'",
        "'logs:PutLogEvents', 'Resource':['arn:aws:logs:*:*:*']",
        "'sqs:SendMessage', 'Resource':'arn:aws:sqs:eu-central-1:123456789012:*'",
      })
  void a_role_that_may_too_much_is_found(String statement) {
    assertThat(findings(Kind.IDENTITY, statement)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'kms:Decrypt', 'Resource':'KEY', 'Condition':{'StringEquals':{'kms:EncryptionContext:userpool-id':['eu-central-1_a']}}",
        "'kms:Decrypt', 'Resource':'KEY', 'Condition':{'StringLike':{'kms:EncryptionContext:userpool-id':'eu-central-1_*'}}",
        "'kms:Decrypt', 'Resource':'KEY', 'Condition':{'StringEquals':{'kms:ViaService':'ssm.eu-central-1.amazonaws.com'}}",
        "'cognito-idp:AdminGetUser', 'Resource':'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/*'",
        "'sns:Publish', 'Resource':'*'",
      })
  void a_role_that_may_what_it_needs_is_not_found(String statement) {
    assertThat(findings(Kind.IDENTITY, statement)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'sqs:SendMessage', 'Principal':'*', 'Resource':'q'",
        "'sqs:SendMessage', 'Principal':{'AWS':'*'}, 'Resource':'q'",
        "'lambda:InvokeFunction', 'Principal':{'Service':'cognito-idp.amazonaws.com'}, 'Resource':'f'",
        "'lambda:InvokeFunction', 'Principal':{'Service':'cognito-idp.amazonaws.com'}, 'Resource':'f', 'Condition':{'StringLike':{'AWS:SourceArn':'*'}}",
      })
  void a_resource_open_to_others_is_found(String statement) {
    assertThat(findings(Kind.RESOURCE, statement)).hasSize(1);
  }

  @Test
  void a_service_bound_to_pool_and_account_is_not_found() {
    assertThat(
            findings(
                Kind.RESOURCE,
                "'lambda:InvokeFunction', 'Principal':{'Service':'cognito-idp.amazonaws.com'},"
                    + "'Condition':{'StringEquals':{'AWS:SourceAccount':'123456789012'}}"))
        .isEmpty();
  }

  @Test
  void only_a_key_delegates_to_its_account_and_to_no_other_principal() {
    String root = "'kms:*', 'Principal':{'AWS':'arn:aws:iam::123456789012:root'}, 'Resource':'*'";
    String person = "'kms:*', 'Principal':{'AWS':'arn:aws:iam::123456789012:user/a'}";

    assertThat(findings(Kind.KEY, root)).isEmpty();
    assertThat(findings(Kind.RESOURCE, root)).hasSize(1);
    assertThat(findings(Kind.KEY, person)).hasSize(1);
  }

  @Test
  void who_is_refused_may_be_everybody() {
    String refusal = "{'Effect':'Deny','Action':'sqs:*','Principal':'*','Resource':'*'}";

    assertThat(PolicyStatement.of(Kind.RESOURCE, "queue", json(refusal)).findings()).isEmpty();
  }

  private static List<String> findings(Kind kind, String statement) {
    Json json = json("{'Effect':'Allow','Action':" + statement + "}");
    return PolicyStatement.of(kind, "it", json).findings();
  }

  private static Json json(String text) {
    return Json.parse(text.replace('\'', '"').replace("KEY", KEY));
  }
}
