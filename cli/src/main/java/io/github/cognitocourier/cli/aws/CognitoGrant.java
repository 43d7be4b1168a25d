package io.github.cognitocourier.cli.aws;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/**
 * What a grant on a key says of Cognito. Cognito makes one when a pool names the key; AWS does not
 * document for whom.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html">Custom
 *     sender Lambda triggers</a>
 */
public final class CognitoGrant {

  private static final String POOL = "userpool-id";

  private CognitoGrant() {}

  /** Whether it names this pool in its context; or is Cognito's own, for any context. */
  public static boolean serves(GrantListEntry grant, String userPoolId) {
    Map<String, String> context = new HashMap<>();
    if (grant.constraints() != null) {
      context.putAll(grant.constraints().encryptionContextSubset());
      context.putAll(grant.constraints().encryptionContextEquals());
    }
    boolean toCognito = String.valueOf(grant.granteePrincipal()).contains("cognito-idp");
    return context.containsKey(POOL)
        ? userPoolId.equals(context.get(POOL))
        : toCognito && context.isEmpty();
  }
}
