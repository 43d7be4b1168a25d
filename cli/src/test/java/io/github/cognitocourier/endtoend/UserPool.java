package io.github.cognitocourier.endtoend;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.testkit.program.AwsCli;
import java.net.URI;
import java.util.Map;

/**
 * A user pool whose users sign in with their e-mail address, and what they and their administrator
 * do there with the AWS CLI.
 */
record UserPool(AwsCli aws, URI cognito, String id, String clientId) {

  /** Creates one that verifies addresses, with an app client. */
  static UserPool create(AwsCli aws, URI cognito) throws InterruptedException {
    String id =
        aws.call(
                cognito,
                "cognito-idp",
                "create-user-pool",
                "--pool-name=end-to-end",
                "--username-attributes=email",
                "--auto-verified-attributes=email")
            .at("UserPool")
            .at("Id")
            .requireText();
    String clientId =
        aws.call(
                cognito,
                "cognito-idp",
                "create-user-pool-client",
                "--user-pool-id=" + id,
                "--client-name=end-to-end")
            .at("UserPoolClient")
            .at("ClientId")
            .requireText();
    return new UserPool(aws, cognito, id, clientId);
  }

  void signUp(String user, String password) throws InterruptedException {
    asUser("sign-up", "--username=" + user, "--password=" + password);
  }

  void confirmSignUp(String user, String code) throws InterruptedException {
    asUser("confirm-sign-up", "--username=" + user, "--confirmation-code=" + code);
  }

  /** Confirms with a wrong code; returns what Cognito says to that. */
  String refusesToConfirm(String user, String code) throws InterruptedException {
    return aws.refused(
        cognito,
        "cognito-idp",
        "confirm-sign-up",
        "--client-id=" + clientId,
        "--username=" + user,
        "--confirmation-code=" + code);
  }

  void forgotPassword(String user) throws InterruptedException {
    asUser("forgot-password", "--username=" + user);
  }

  void confirmForgotPassword(String user, String code, String password)
      throws InterruptedException {
    asUser(
        "confirm-forgot-password",
        "--username=" + user,
        "--confirmation-code=" + code,
        "--password=" + password);
  }

  /** Returns an access token. */
  String signIn(String user, String password) throws InterruptedException {
    return accessToken(initiateAuth(user, password));
  }

  /** Answers the challenge to choose a password; returns an access token. */
  String signInForTheFirstTime(String user, String temporary, String chosen)
      throws InterruptedException {
    Json challenge = initiateAuth(user, temporary);
    return accessToken(
        asUser(
            "respond-to-auth-challenge",
            "--challenge-name=" + challenge.at("ChallengeName").requireText(),
            "--session=" + challenge.at("Session").requireText(),
            "--challenge-responses="
                + Json.write(Map.of("USERNAME", user, "NEW_PASSWORD", chosen))));
  }

  void changeEmail(String token, String email) throws InterruptedException {
    call(
        "update-user-attributes",
        "--access-token=" + token,
        "--user-attributes=Name=email,Value=" + email);
  }

  void askToVerifyEmail(String token) throws InterruptedException {
    call(
        "get-user-attribute-verification-code",
        "--access-token=" + token,
        "--attribute-name=email");
  }

  void verifyEmail(String token, String code) throws InterruptedException {
    call(
        "verify-user-attribute",
        "--access-token=" + token,
        "--attribute-name=email",
        "--code=" + code);
  }

  String attribute(String token, String name) throws InterruptedException {
    return call("get-user", "--access-token=" + token).at("UserAttributes").items().stream()
        .filter(attribute -> attribute.at("Name").requireText().equals(name))
        .map(attribute -> attribute.at("Value").requireText())
        .findFirst()
        .orElseThrow();
  }

  /** Cognito makes the temporary password up. */
  void adminCreateUser(String user) throws InterruptedException {
    call(
        "admin-create-user",
        "--user-pool-id=" + id,
        "--username=" + user,
        "--desired-delivery-mediums=EMAIL");
  }

  void adminCreateUser(String user, String temporaryPassword) throws InterruptedException {
    call(
        "admin-create-user",
        "--user-pool-id=" + id,
        "--username=" + user,
        "--desired-delivery-mediums=EMAIL",
        "--temporary-password=" + temporaryPassword);
  }

  /** Creates a user without a message; returns the user's name. */
  String adminCreateUserSilently(String user) throws InterruptedException {
    return call(
            "admin-create-user",
            "--user-pool-id=" + id,
            "--username=" + user,
            "--message-action=SUPPRESS")
        .at("User")
        .at("Username")
        .requireText();
  }

  private Json initiateAuth(String user, String password) throws InterruptedException {
    return asUser(
        "initiate-auth",
        "--auth-flow=USER_PASSWORD_AUTH",
        "--auth-parameters=" + Json.write(Map.of("USERNAME", user, "PASSWORD", password)));
  }

  private static String accessToken(Json answer) {
    return answer.at("AuthenticationResult").at("AccessToken").requireText();
  }

  private Json asUser(String operation, String... words) throws InterruptedException {
    return call(operation, AwsCli.joined(words, "--client-id=" + clientId));
  }

  private Json call(String operation, String... words) throws InterruptedException {
    return aws.call(cognito, AwsCli.joined(new String[] {"cognito-idp", operation}, words));
  }
}
