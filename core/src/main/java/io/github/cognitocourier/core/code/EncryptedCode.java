package io.github.cognitocourier.core.code;

/**
 * The {@code request.code} of an event as Cognito sent it: an AWS Encryption SDK message in Base64.
 */
public record EncryptedCode(String base64) {

  @Override
  public String toString() {
    return "EncryptedCode[" + base64.length() + " characters]";
  }
}
