package io.github.cognitocourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.trigger.Users.Lookup;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.http.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CognitoUsersTest {

  private final List<Request> requests = new ArrayList<>();

  @Test
  void a_user_is_looked_up_in_the_functions_region_whatever_the_pools_id_says() {
    Lookup lookup =
        lookup(
            new Answered(
                200,
                Map.of(),
                """
                {"Username":"u","UserAttributes":[{"Name":"email","Value":"jane@example.com"},
                 {"Name":"sub","Value":"s"},{"Name":"custom:empty"}]}
                """));

    assertThat(lookup).isEqualTo(new Lookup.Found(Map.of("email", "jane@example.com", "sub", "s")));
    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst().uri())
        .hasToString("https://cognito-idp.eu-west-1.amazonaws.com/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"UserAttributes\":\"none\"}",
        "{\"UserAttributes\":[\"email\"]}",
        "{\"UserAttributes\":[{\"Value\":\"jane@example.com\"}]}"
      })
  void an_answer_that_is_no_user_is_none(String body) {
    assertThat(lookup(new Answered(200, Map.of(), body)))
        .isEqualTo(new Lookup.NotFound("malformed_reply"));
  }

  @Test
  void a_refusal_is_told_by_cognitos_own_word() {
    assertThat(lookup(new Answered(400, Map.of(), "{\"__type\":\"UserNotFoundException\"}")))
        .isEqualTo(new Lookup.NotFound("UserNotFoundException"));
  }

  @Test
  void no_answer_is_told_by_ours() {
    assertThat(lookup(new Reply.NoAnswer(Reply.Fault.CONNECTION_LOST)))
        .isEqualTo(new Lookup.NotFound("connection_lost"));
  }

  private Lookup lookup(Reply reply) {
    Exchange exchange =
        (request, deadline) -> {
          requests.add(request);
          return reply;
        };
    InstantSource clock = InstantSource.system();
    var environment =
        Environment.of(Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "secret"));
    AwsJson client = AwsJson.of(environment, exchange, clock, new Random(1), pause -> {});
    return new CognitoUsers(client, new Region("eu-west-1"))
        .attributes("us-east-1_replica", "u", Deadline.in(Duration.ofSeconds(4), clock));
  }
}
