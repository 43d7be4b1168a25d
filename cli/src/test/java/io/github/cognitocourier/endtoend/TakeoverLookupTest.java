package io.github.cognitocourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.lambda.CourierFunction;
import io.github.cognitocourier.sandbox.Sandbox;
import io.github.cognitocourier.sandbox.inbox.InboxMessage;
import io.github.cognitocourier.testkit.NeedsTool;
import io.github.cognitocourier.testkit.program.AwsCli;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A takeover notification names no address: the function asks Cognito for it. */
@NeedsTool({"node", "npm", "aws"})
class TakeoverLookupTest {

  private static final String EMAIL = "takeover@example.com";

  @Test
  void a_takeover_notification_without_an_address_reaches_the_user(@TempDir Path folder)
      throws InterruptedException, IOException {
    try (var cognito = CognitoLocal.startAlone(NpmPackage.install(), folder);
        var sandbox = Sandbox.start(0, cloud -> function(cloud, cognito.uri()))) {
      UserPool pool = UserPool.create(new AwsCli(folder), cognito.uri());
      String user = pool.adminCreateUserSilently(EMAIL);

      HttpResponse<String> answer = invoke(sandbox, event(pool.id(), user));

      assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
      assertThat(sandbox.messages()).hasSize(1);
      InboxMessage message = sandbox.messages().getFirst();
      assertThat(message.content().to()).isEqualTo(EMAIL);
      assertThat(message.content().text()).contains("192.0.2.44");
    }
  }

  private static CourierFunction function(Map<String, String> cloud, URI cognito) {
    var variables = new HashMap<>(cloud);
    variables.put("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", cognito.toString());
    return new CourierFunction(variables);
  }

  private static String event(String pool, String user) {
    return Json.write(
        Map.of(
            "version",
            "1",
            "triggerSource",
            "CustomEmailSender_AccountTakeOverNotification",
            "region",
            "us-east-1",
            "userPoolId",
            pool,
            "userName",
            user,
            "callerContext",
            Map.of("clientId", "6qg0f0vm5v8q2b3p5k7t1example"),
            "request",
            Map.of(
                "type",
                "customEmailSenderRequestV1",
                "userAttributes",
                Map.of(
                    "EVENT_ID", "0f1e2d3c-1111-4222-8333-944445555666",
                    "USER_NAME", user,
                    "IP_ADDRESS", "192.0.2.44",
                    "ACCOUNT_TAKE_OVER_ACTION", "BLOCK",
                    "LOGIN_TIME", "Friday, March 19, 2021 02:25 PM UTC"))));
  }

  private static HttpResponse<String> invoke(Sandbox sandbox, String event)
      throws IOException, InterruptedException {
    String path = "/2015-03-31/functions/" + sandbox.functionName() + "/invocations";
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(sandbox.uri().resolve(path))
              .POST(BodyPublishers.ofString(event))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
