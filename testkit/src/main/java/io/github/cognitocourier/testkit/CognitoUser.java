package io.github.cognitocourier.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user an event of {@link CognitoEvents} is about, and what Cognito has to tell them.
 * Immutable; {@link #in} gives a complete one, each {@code with…} a changed copy.
 *
 * @param clientId the app client; admin calls write {@code CLIENT_ID_NOT_APPLICABLE} instead
 * @param email empty for none
 * @param phoneNumber empty for none
 * @param locale empty for none
 * @param code what every trigger carries but two
 * @param temporaryPassword what {@code AdminCreateUser} carries, as the user is to type it
 * @param moreAttributes laid over the attributes
 * @param clientMetadata passed on by those triggers that do
 */
public record CognitoUser(
    String userPoolId,
    String userName,
    String clientId,
    String sub,
    String email,
    String phoneNumber,
    String locale,
    String code,
    String temporaryPassword,
    String eventId,
    String feedbackToken,
    Map<String, String> moreAttributes,
    Map<String, String> clientMetadata) {

  /** Copies the maps. */
  public CognitoUser {
    moreAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(moreAttributes));
    clientMetadata = Collections.unmodifiableMap(new LinkedHashMap<>(clientMetadata));
  }

  /** Somebody in {@code userPoolId} with an address, a number and no locale. */
  public static CognitoUser in(String userPoolId) {
    return new CognitoUser(
        userPoolId,
        "jane",
        "6qg0f0vm5v8q2b3p5k7t1example",
        "5b1f6f0e-8e0c-4f43-9f54-2f1c6d1f9a10",
        "jane@example.com",
        "+12025550123",
        "",
        "482913",
        "P<a&b>\"'$&{{x}}",
        "1a2b3c4d-0000-4000-8000-5e6f7a8b9c0d",
        "feedback-token-of-one-event",
        Map.of(),
        Map.of());
  }

  /** The AWS Region, which a pool id begins with. */
  public String region() {
    return userPoolId.substring(0, Math.max(0, userPoolId.indexOf('_')));
  }

  /** This user with another {@code userName}. */
  public CognitoUser withUserName(String userName) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        clientMetadata);
  }

  /** This user with another {@code clientId}. */
  public CognitoUser withClientId(String clientId) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        clientMetadata);
  }

  /** This user with another {@code email}. */
  public CognitoUser withEmail(String email) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        clientMetadata);
  }

  /** This user with another {@code phoneNumber}. */
  public CognitoUser withPhoneNumber(String phoneNumber) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        clientMetadata);
  }

  /** This user with another {@code locale}. */
  public CognitoUser withLocale(String locale) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        clientMetadata);
  }

  /** This user with another {@code code}. */
  public CognitoUser withCode(String code) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        clientMetadata);
  }

  /** This user with another {@code temporaryPassword}. */
  public CognitoUser withTemporaryPassword(String temporaryPassword) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        clientMetadata);
  }

  /** This user with another {@code eventId}. */
  public CognitoUser withEventId(String eventId) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        clientMetadata);
  }

  /** This user with one more entry in {@code moreAttributes}. */
  public CognitoUser withAttribute(String name, String value) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        plus(moreAttributes, name, value),
        clientMetadata);
  }

  /** This user with one more entry in {@code clientMetadata}. */
  public CognitoUser withClientMetadata(String name, String value) {
    return new CognitoUser(
        userPoolId,
        userName,
        clientId,
        sub,
        email,
        phoneNumber,
        locale,
        code,
        temporaryPassword,
        eventId,
        feedbackToken,
        moreAttributes,
        plus(clientMetadata, name, value));
  }

  private static Map<String, String> plus(Map<String, String> map, String name, String value) {
    Map<String, String> larger = new LinkedHashMap<>(map);
    larger.put(name, value);
    return larger;
  }

  /** Names the user's attributes and shows none. */
  @Override
  public String toString() {
    return "CognitoUser[" + userPoolId + "]";
  }
}
