package io.github.cognitocourier.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.cli.doctor.Verdict.Bad;
import io.github.cognitocourier.cli.doctor.Verdict.Good;
import io.github.cognitocourier.cli.doctor.Verdict.Unchecked;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** What is read out of the policies of function and key. Single quotes stand for double ones. */
class PolicyTest {

  private static final String POOL_ID = "us-east-1_AbCdEf123";
  private static final Arn POOL =
      Arn.of("arn:aws:cognito-idp:us-east-1:123456789012:userpool/" + POOL_ID);
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f:live";
  private static final Arn ROLE = Arn.of("arn:aws:iam::123456789012:role/f");
  private static final String COGNITO = "{'Service':'cognito-idp.amazonaws.com'}";
  private static final String ACCOUNT = "{'AWS':'arn:aws:iam::123456789012:root'}";

  private static String allow(String principal, String condition) {
    return statement("Allow", principal, condition);
  }

  private static String statement(String effect, String principal, String condition) {
    return "{'Effect':'%s','Principal':%s,'Action':'*','Resource':'*','Condition':{%s}}"
        .formatted(effect, principal, condition);
  }

  private static Policy policy(String... statements) {
    String all = Arrays.stream(statements).collect(Collectors.joining(","));
    return Policy.parse(("{'Statement':[" + all + "]}").replace('\'', '"'));
  }

  private static String source(String operator, String arn) {
    return "'" + operator + "':{'AWS:SourceArn':'" + arn + "'}";
  }

  private static final String BOUND = allow(COGNITO, source("ArnLike", POOL.text()));

  private static Verdict permission(String... statements) {
    return Permission.examine(policy(statements), FUNCTION, POOL);
  }

  private static String found(Verdict verdict) {
    return ((Bad) verdict).found();
  }

  @Test
  void a_permission_for_this_pool_is_good_beside_one_for_another() {
    String another = allow(COGNITO, source("ArnLike", POOL.text() + "Other"));
    assertThat(permission(BOUND)).isInstanceOf(Good.class);
    assertThat(permission(another, BOUND)).isInstanceOf(Good.class);
    assertThat(found(permission(another))).isEqualTo("Cognito may not invoke it for this pool.");
  }

  @Test
  void a_loose_permission_is_broken_although_a_bound_one_stands_beside_it() {
    assertThat(found(permission(BOUND, allow(COGNITO, ""))))
        .isEqualTo("Cognito may invoke it for any pool, of any account.");
    assertThat(found(permission(BOUND, allow("'*'", ""))))
        .isEqualTo("Anybody may invoke it, not Cognito alone.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'ArnLike':{'AWS:SourceArn':'arn:aws:cognito-idp:us-east-1:123456789012:userpool/*'}",
        "'StringLike':{'aws:SourceArn':'*'}",
        "'ArnNotLike':{'AWS:SourceArn':'arn:aws:cognito-idp:us-east-1:1:userpool/x'}",
        "'StringEquals':{'AWS:SourceAccount':'123456789012'}"
      })
  void a_permission_for_more_than_this_pool_is_broken(String condition) {
    assertThat(found(permission(allow(COGNITO, condition))))
        .isEqualTo("Cognito may invoke it for other pools than this one.");
  }

  @Test
  void a_denial_of_the_invocation_is_broken() {
    assertThat(found(permission(BOUND, statement("Deny", "'*'", ""))))
        .isEqualTo("A statement of the function's policy denies Cognito the invocation.");
  }

  @Test
  void a_denial_of_all_but_somebody_else_is_a_denial() {
    String others =
        statement("Deny", "{}", "")
            .replace("'Principal':{}", "'NotPrincipal':{'AWS':'arn:aws:iam::123456789012:root'}");
    assertThat(permission(BOUND, others)).isInstanceOf(Bad.class);
  }

  @Test
  void a_denial_of_what_is_no_secure_transport_denies_nothing() {
    String insecure = statement("Deny", "'*'", "'Bool':{'aws:SecureTransport':false}");
    assertThat(permission(BOUND, insecure)).isInstanceOf(Good.class);
  }

  @Test
  void who_else_may_call_is_open_when_another_condition_decides() {
    String organization = allow("'*'", "'StringEquals':{'aws:PrincipalOrgID':'o-1'}");
    assertThat(permission(BOUND, organization)).isInstanceOf(Unchecked.class);
  }

  private static Verdict grant(List<GrantListEntry> grants, String... statements) {
    return KeyChecks.grant(grants, policy(statements), POOL, POOL_ID);
  }

  @Test
  void a_key_that_is_open_to_cognito_for_this_pool_needs_no_grant() {
    assertThat(grant(List.of(), BOUND))
        .isEqualTo(new Good("The key's policy lets Cognito encrypt."));
  }

  @Test
  void a_key_that_is_open_to_cognito_for_another_pool_needs_a_grant() {
    String another = allow(COGNITO, source("ArnLike", POOL.text() + "Other"));
    assertThat(found(grant(List.of(), another)))
        .isEqualTo("Neither a grant nor the key's policy lets Cognito encrypt.");
  }

  @Test
  void whether_everybody_on_a_condition_is_cognito_too_is_open() {
    String account = allow("'*'", "'StringEquals':{'kms:CallerAccount':'123456789012'}");
    assertThat(grant(List.of(), account)).isInstanceOf(Unchecked.class);
    assertThat(grant(List.of(granted(POOL_ID)), account)).isInstanceOf(Good.class);
  }

  @Test
  void a_denial_in_the_keys_policy_goes_before_a_grant() {
    assertThat(found(grant(List.of(granted(POOL_ID)), BOUND, statement("Deny", COGNITO, ""))))
        .isEqualTo("A statement of the key's policy denies Cognito kms:GenerateDataKey.");
  }

  @Test
  void a_grant_of_cognitos_counts_unless_it_is_for_another_pool() {
    assertThat(grant(List.of(granted(POOL_ID)))).isInstanceOf(Good.class);
    assertThat(grant(List.of(granted("us-east-1_Another00")))).isInstanceOf(Unchecked.class);
    assertThat(grant(List.of(toCognito()))).isInstanceOf(Good.class);
  }

  private static GrantListEntry granted(String pool) {
    return toCognito().toBuilder()
        .constraints(it -> it.encryptionContextSubset(Map.of("userpool-id", pool)))
        .build();
  }

  private static GrantListEntry toCognito() {
    return GrantListEntry.builder()
        .granteePrincipal("cognito-idp.amazonaws.com")
        .operationsWithStrings("GenerateDataKey")
        .build();
  }

  private static Verdict keyPolicy(String... statements) {
    return RoleChecks.keyPolicy(policy(statements), ROLE, POOL_ID);
  }

  @Test
  void a_condition_on_the_account_statement_counts() {
    assertThat(keyPolicy(allow(ACCOUNT, ""))).isInstanceOf(Good.class);
    assertThat(keyPolicy(allow(ACCOUNT, "'StringEquals':{'kms:CallerAccount':'123456789012'}")))
        .isInstanceOf(Good.class);
    assertThat(keyPolicy(allow(ACCOUNT, "'StringEquals':{'aws:PrincipalOrgID':'o-1'}")))
        .isEqualTo(
            new Unchecked(
                "Whether the key's policy lets the role decrypt depends on a condition."));
    assertThat(
            keyPolicy(
                allow(ACCOUNT, "'StringEquals':{'kms:EncryptionContext:userpool-id':'other'}")))
        .isInstanceOf(Bad.class);
  }

  @Test
  void a_denial_in_the_keys_policy_goes_before_the_account_statement() {
    assertThat(found(keyPolicy(allow(ACCOUNT, ""), statement("Deny", ACCOUNT, ""))))
        .isEqualTo("A statement of the key's policy denies the role kms:Decrypt.");
  }

  @Test
  void a_pattern_knows_star_and_question_mark_and_nothing_else() {
    assertThat(Policy.matches("kms:De*", "kms:Decrypt")).isTrue();
    assertThat(Policy.matches("KMS:decrypt", "kms:Decrypt")).isTrue();
    assertThat(Policy.matches("kms:D?crypt", "kms:Decrypt")).isTrue();
    assertThat(Policy.matches("kms:.*", "kms:Decrypt")).isFalse();
  }
}
