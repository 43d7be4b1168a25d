package io.github.cognitocourier.aws;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.json.MalformedJson;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.trigger.Users;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Users looked up in their pool, in one region: a pool's id does not tell it, since a replica in
 * another region has the same. Needs {@code cognito-idp:AdminGetUser} on the pool.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html">
 *     AdminGetUser</a>
 */
public final class CognitoUsers implements Users {

  private final AwsJson client;
  private final Region region;

  /** Over this client, in the region the function runs in. */
  public CognitoUsers(AwsJson client, Region region) {
    this.client = client;
    this.region = region;
  }

  @Override
  public Lookup attributes(String userPoolId, String userName, Deadline deadline) {
    Map<String, String> input = Map.of("UserPoolId", userPoolId, "Username", userName);
    return switch (client.call(
        AwsService.COGNITO_IDENTITY_PROVIDER, region, "AdminGetUser", input, deadline)) {
      case AwsReply.Answer(Json output) -> found(output);
      case AwsReply.ServiceError(String code, int ignored) -> new Lookup.NotFound(code);
      case AwsReply.Unreachable(var fault) -> new Lookup.NotFound(fault.word());
      case AwsReply.NoCredentials(String reason) -> new Lookup.NotFound(reason);
    };
  }

  private static Lookup found(Json output) {
    try {
      var attributes = new LinkedHashMap<String, String>();
      for (Json attribute : output.at("UserAttributes").items()) {
        String name = attribute.at("Name").requireText();
        attribute.at("Value").text().ifPresent(value -> attributes.put(name, value));
      }
      return new Lookup.Found(attributes);
    } catch (MalformedJson notAUser) {
      return new Lookup.NotFound("malformed_reply");
    }
  }
}
