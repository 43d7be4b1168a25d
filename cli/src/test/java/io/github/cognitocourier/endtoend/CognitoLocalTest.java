package io.github.cognitocourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.AwsCli;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do with a user pool, with the AWS CLI and an emulator of Cognito: every code is read
 * from the inbox and used. The emulator speaks message format 2 with two data keys and names no
 * pool.
 */
@NeedsTool({"node", "npm", "aws"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CognitoLocalTest {

  private static final String PASSWORD = "First-pass1";

  @AutoClose private LocalCloud cloud;
  @AutoClose private CognitoLocal cognito;
  private UserPool pool;

  @BeforeAll
  void start(@TempDir Path folder) throws InterruptedException {
    NpmPackage npm = NpmPackage.install();
    var aws = new AwsCli(folder);
    cloud = LocalCloud.start();
    String key = cloud.kmsKeyArn();
    aws.call(
        cloud.uri(),
        "kms",
        "create-alias",
        "--alias-name",
        "alias/cognito",
        "--target-key-id",
        key);
    String alias = key.substring(0, key.indexOf(":key/")) + ":alias/cognito";
    cognito =
        CognitoLocal.start(
            npm, folder, cloud.uri(), cloud.functionName(), new CognitoLocal.KeyArns(alias, key));
    pool = UserPool.create(aws, cognito.uri());
  }

  @AfterEach
  void the_emulator_has_nothing_to_complain_about() {
    assertThat(cognito.complaints()).isEmpty();
  }

  @Test
  void a_user_signs_up_with_the_code_of_the_message() throws InterruptedException {
    signUp("sign-up@example.com");

    Received message = cloud.onlyMessageTo("sign-up@example.com");
    assertThat(message.triggerSource()).isEqualTo("CustomEmailSender_SignUp");
    assertThat(message.readableHtml()).contains(message.code());
    String another = message.code().equals("000000") ? "111111" : "000000";
    assertThat(pool.refusesToConfirm("sign-up@example.com", another))
        .contains("CodeMismatchException");
    pool.confirmSignUp("sign-up@example.com", message.code());
    assertThat(pool.signIn("sign-up@example.com", PASSWORD)).isNotEmpty();
  }

  @Test
  void a_user_who_forgot_the_password_sets_a_new_one() throws InterruptedException {
    String user = "forgot-password@example.com";
    signUpAndConfirm(user);

    pool.forgotPassword(user);

    Received message = cloud.onlyMessageTo(user);
    assertThat(message.triggerSource()).isEqualTo("CustomEmailSender_ForgotPassword");
    pool.confirmForgotPassword(user, message.code(), "Second-pass2");
    assertThat(pool.signIn(user, "Second-pass2")).isNotEmpty();
  }

  @Test
  void a_new_address_is_verified_with_the_code_sent_to_it() throws InterruptedException {
    signUpAndConfirm("old-address@example.com");
    String token = pool.signIn("old-address@example.com", PASSWORD);

    pool.changeEmail(token, "new-address@example.com");

    Received message = cloud.onlyMessageTo("new-address@example.com");
    assertThat(message.triggerSource()).isEqualTo("CustomEmailSender_UpdateUserAttribute");
    pool.verifyEmail(token, message.code());
    assertThat(pool.attribute(token, "email")).isEqualTo("new-address@example.com");
    assertThat(pool.attribute(token, "email_verified")).isEqualTo("true");
  }

  @Test
  void an_address_is_verified_on_request() throws InterruptedException {
    String user = "verify@example.com";
    signUpAndConfirm(user);
    String token = pool.signIn(user, PASSWORD);

    pool.askToVerifyEmail(token);

    Received message = cloud.onlyMessageTo(user);
    assertThat(message.triggerSource()).isEqualTo("CustomEmailSender_VerifyUserAttribute");
    pool.verifyEmail(token, message.code());
    assertThat(pool.attribute(token, "email_verified")).isEqualTo("true");
  }

  /** Without an ampersand: Cognito escapes passwords for HTML, the emulator does not. */
  @Test
  void a_user_made_by_an_administrator_reads_the_temporary_password() throws InterruptedException {
    String user = "welcome@example.com";
    String temporary = "T<e>m'p\"$9{{x}}";

    pool.adminCreateUser(user, temporary);

    Received message = cloud.onlyMessageTo(user);
    assertThat(message.triggerSource()).isEqualTo("CustomEmailSender_AdminCreateUser");
    assertThat(message.text()).contains(temporary);
    assertThat(message.readableHtml()).contains(temporary);
    assertThat(pool.signInForTheFirstTime(user, temporary, "Third-pass3")).isNotEmpty();
    assertThat(pool.signIn(user, "Third-pass3")).isNotEmpty();
  }

  /** The emulator lets any temporary password pass, so its record has to prove this one. */
  @Test
  void a_temporary_password_that_cognito_made_up_is_the_one_on_record()
      throws InterruptedException {
    String user = "made-up@example.com";

    pool.adminCreateUser(user);

    List<String> lines = cloud.onlyMessageTo(user).text().lines().map(String::strip).toList();
    assertThat(lines).contains(cognito.passwordOnRecord(pool.id(), user).orElseThrow());
  }

  private void signUp(String user) throws InterruptedException {
    pool.signUp(user, PASSWORD);
  }

  /** Leaves the inbox empty, so that the next message is the one that is looked for. */
  private void signUpAndConfirm(String user) throws InterruptedException {
    signUp(user);
    pool.confirmSignUp(user, cloud.onlyMessageTo(user).code());
    cloud.clear();
  }
}
