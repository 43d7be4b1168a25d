package io.github.cognitocourier.core.settings;

import io.github.cognitocourier.core.message.Credential;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a reference to a secret; who has none does not load this class. No mistake repeats the
 * value: it may be the secret itself.
 */
final class ReferenceReader {

  private static final String ARN = "arn:aws[a-z-]*:%s:[a-z]{2,6}(-[a-z]+)+-[0-9]{1,2}:[0-9]{12}:";

  /** See {@code Name} of CreateSecret; AWS adds a hyphen and six characters. */
  private static final Pattern SECRET =
      Pattern.compile(ARN.formatted("secretsmanager") + "secret:[A-Za-z0-9/_+=.@-]+");

  private static final Pattern PLACE_IN_SECRETS_MANAGER =
      Pattern.compile(Environment.SECRETS_MANAGER + SECRET.pattern());
  private static final Pattern PLACE_IN_SSM =
      Pattern.compile(Environment.SSM + "(/[A-Za-z0-9_.-]+)+");

  private static final String NAME = "([A-Za-z0-9_.-]+|(/[A-Za-z0-9_.-]+)+)(:[A-Za-z0-9_.-]+)?";
  private static final Pattern PARAMETER = Pattern.compile(NAME);
  private static final Pattern PARAMETER_ARN =
      Pattern.compile(ARN.formatted("ssm") + "parameter(/[A-Za-z0-9_.-]+)+(:[A-Za-z0-9_.-]+)?");

  private ReferenceReader() {}

  /** The reference that {@code variable} holds. */
  static Credential.Reference read(String variable, String text) {
    if (text.startsWith(Environment.SECRETS_MANAGER)) {
      return secret(variable, text.substring(Environment.SECRETS_MANAGER.length()));
    }
    if (text.startsWith(Environment.SSM)) {
      return parameter(variable, text.substring(Environment.SSM.length()));
    }
    throw new InvalidSettings(
        variable + " holds an ARN; write secretsmanager: or ssm: in front of it.");
  }

  /** What has the name of {@code variable} in the place that {@code COURIER_SECRETS} names. */
  static Credential.Reference within(String place, String variable) {
    if (PLACE_IN_SECRETS_MANAGER.matcher(place).matches()) {
      String arn = place.substring(Environment.SECRETS_MANAGER.length());
      return new Credential.StoredSecret(arn, Optional.of(variable));
    }
    if (PLACE_IN_SSM.matcher(place).matches()) {
      return new Credential.Parameter(place.substring(Environment.SSM.length()) + "/" + variable);
    }
    throw new InvalidSettings(
        Settings.COURIER_SECRETS
            + " must be secretsmanager: and the ARN of a secret"
            + " (arn:aws:secretsmanager:region:account:secret:name) whose JSON object has the"
            + " providers' keys, or ssm: and the path of parameters, such as"
            + " ssm:/cognito-courier.");
  }

  private static Credential.Reference secret(String variable, String text) {
    int hash = text.indexOf('#');
    String arn = hash < 0 ? text : text.substring(0, hash);
    refuseOtherService(variable, arn, "secretsmanager", "Secrets Manager");
    if (!SECRET.matcher(arn).matches()) {
      throw new InvalidSettings(
          variable
              + " must be secretsmanager: and the ARN of a secret"
              + " (arn:aws:secretsmanager:region:account:secret:name), with #member behind it for"
              + " one member of its JSON object.");
    }
    if (hash == text.length() - 1) {
      throw new InvalidSettings(
          variable
              + " ends in #; name the member of the secret's JSON object behind it, or leave #"
              + " away.");
    }
    return new Credential.StoredSecret(
        arn, hash < 0 ? Optional.empty() : Optional.of(text.substring(hash + 1)));
  }

  private static Credential.Reference parameter(String variable, String text) {
    refuseOtherService(variable, text, "ssm", "Systems Manager");
    if (text.contains("#")) {
      throw new InvalidSettings(
          variable + " has a #, but a parameter has no members; keep the key alone in one.");
    }
    Pattern form = text.startsWith("arn:") ? PARAMETER_ARN : PARAMETER;
    if (!form.matcher(text).matches()) {
      throw new InvalidSettings(
          variable
              + " must be ssm: and the name of a parameter, with a slash at its beginning if it has"
              + " any, or its ARN (arn:aws:ssm:region:account:parameter/name).");
    }
    return new Credential.Parameter(text);
  }

  private static void refuseOtherService(
      String variable, String text, String service, String called) {
    String[] parts = text.split(":", 4);
    if (parts.length == 4 && parts[0].equals("arn") && !parts[2].equals(service)) {
      throw new InvalidSettings(
          variable + " holds the ARN of another service; give one of " + called + ".");
    }
  }
}
