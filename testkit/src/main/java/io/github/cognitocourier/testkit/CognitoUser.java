package io.github.cognitocourier.testkit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user an event of {@link CognitoEvents} is about, and what Cognito has to tell them.
 * Immutable; {@link #in} gives a complete one, each {@code with…} a changed copy.
 */
public final class CognitoUser {

  private enum Fact {
    USER_POOL_ID,
    USER_NAME,
    CLIENT_ID,
    SUB,
    EMAIL,
    PHONE_NUMBER,
    LOCALE,
    CODE,
    TEMPORARY_PASSWORD,
    EVENT_ID,
    FEEDBACK_TOKEN
  }

  private final Map<Fact, String> facts;
  private final Map<String, String> moreAttributes;
  private final Map<String, String> clientMetadata;

  private CognitoUser(
      Map<Fact, String> facts,
      Map<String, String> moreAttributes,
      Map<String, String> clientMetadata) {
    this.facts = facts;
    this.moreAttributes = moreAttributes;
    this.clientMetadata = clientMetadata;
  }

  /** Somebody in {@code userPoolId} with an address, a number and no locale. */
  public static CognitoUser in(String userPoolId) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    facts.put(Fact.USER_POOL_ID, userPoolId);
    facts.put(Fact.USER_NAME, "jane");
    facts.put(Fact.CLIENT_ID, "6qg0f0vm5v8q2b3p5k7t1example");
    facts.put(Fact.SUB, "5b1f6f0e-8e0c-4f43-9f54-2f1c6d1f9a10");
    facts.put(Fact.EMAIL, "jane@example.com");
    facts.put(Fact.PHONE_NUMBER, "+12025550123");
    facts.put(Fact.LOCALE, "");
    facts.put(Fact.CODE, "482913");
    facts.put(Fact.TEMPORARY_PASSWORD, "P<a&b>\"'$&{{x}}");
    facts.put(Fact.EVENT_ID, "1a2b3c4d-0000-4000-8000-5e6f7a8b9c0d");
    facts.put(Fact.FEEDBACK_TOKEN, "feedback-token-of-one-event");
    return new CognitoUser(facts, Map.of(), Map.of());
  }

  /** The pool. */
  public String userPoolId() {
    return fact(Fact.USER_POOL_ID);
  }

  /** The name in the pool. */
  public String userName() {
    return fact(Fact.USER_NAME);
  }

  /** The app client; admin calls write {@code CLIENT_ID_NOT_APPLICABLE} instead. */
  public String clientId() {
    return fact(Fact.CLIENT_ID);
  }

  /** The id in the pool. */
  public String sub() {
    return fact(Fact.SUB);
  }

  /** The address; empty for none. */
  public String email() {
    return fact(Fact.EMAIL);
  }

  /** The number; empty for none. */
  public String phoneNumber() {
    return fact(Fact.PHONE_NUMBER);
  }

  /** The locale; empty for none. */
  public String locale() {
    return fact(Fact.LOCALE);
  }

  /** What every trigger carries but two. */
  public String code() {
    return fact(Fact.CODE);
  }

  /** What {@code AdminCreateUser} carries, as the user is to type it. */
  public String temporaryPassword() {
    return fact(Fact.TEMPORARY_PASSWORD);
  }

  /** The id of a takeover event. */
  public String eventId() {
    return fact(Fact.EVENT_ID);
  }

  /** The token of a takeover event. */
  public String feedbackToken() {
    return fact(Fact.FEEDBACK_TOKEN);
  }

  /** Laid over the attributes. */
  public Map<String, String> moreAttributes() {
    return moreAttributes;
  }

  /** Passed on by those triggers that do. */
  public Map<String, String> clientMetadata() {
    return clientMetadata;
  }

  /** The AWS Region, which a pool id begins with. */
  public String region() {
    return userPoolId().substring(0, Math.max(0, userPoolId().indexOf('_')));
  }

  /** This user with another {@code userName}. */
  public CognitoUser withUserName(String userName) {
    return with(Fact.USER_NAME, userName);
  }

  /** This user with another {@code clientId}. */
  public CognitoUser withClientId(String clientId) {
    return with(Fact.CLIENT_ID, clientId);
  }

  /** This user with another {@code email}. */
  public CognitoUser withEmail(String email) {
    return with(Fact.EMAIL, email);
  }

  /** This user with another {@code phoneNumber}. */
  public CognitoUser withPhoneNumber(String phoneNumber) {
    return with(Fact.PHONE_NUMBER, phoneNumber);
  }

  /** This user with another {@code locale}. */
  public CognitoUser withLocale(String locale) {
    return with(Fact.LOCALE, locale);
  }

  /** This user with another {@code code}. */
  public CognitoUser withCode(String code) {
    return with(Fact.CODE, code);
  }

  /** This user with another {@code temporaryPassword}. */
  public CognitoUser withTemporaryPassword(String temporaryPassword) {
    return with(Fact.TEMPORARY_PASSWORD, temporaryPassword);
  }

  /** This user with another {@code eventId}. */
  public CognitoUser withEventId(String eventId) {
    return with(Fact.EVENT_ID, eventId);
  }

  /** This user with one more entry in {@code moreAttributes}. */
  public CognitoUser withAttribute(String name, String value) {
    return new CognitoUser(facts, plus(moreAttributes, name, value), clientMetadata);
  }

  /** This user with one more entry in {@code clientMetadata}. */
  public CognitoUser withClientMetadata(String name, String value) {
    return new CognitoUser(facts, moreAttributes, plus(clientMetadata, name, value));
  }

  private String fact(Fact fact) {
    return facts.getOrDefault(fact, "");
  }

  private CognitoUser with(Fact fact, String value) {
    Map<Fact, String> changed = new EnumMap<>(facts);
    changed.put(fact, value);
    return new CognitoUser(changed, moreAttributes, clientMetadata);
  }

  private static Map<String, String> plus(Map<String, String> map, String name, String value) {
    Map<String, String> larger = new LinkedHashMap<>(map);
    larger.put(name, value);
    return Collections.unmodifiableMap(larger);
  }

  /** Shows none of it. */
  @Override
  public String toString() {
    return "CognitoUser[" + userPoolId() + "]";
  }
}
