package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.json.Json;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.core.settings.Environment;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.http.Exchange;
import io.github.cognitocourier.http.Reply.Answered;
import io.github.cognitocourier.providers.account.Evidence.Confirmed;
import io.github.cognitocourier.providers.account.Evidence.Refuted;
import io.github.cognitocourier.providers.account.Evidence.Unclear;
import io.github.cognitocourier.providers.wire.Fields;

/**
 * A server of Postmark's. Its token sees the server, its streams and its templates, but no senders.
 *
 * @see <a href="https://postmarkapp.com/developer/api/server-api">Server API</a>
 * @see <a href="https://postmarkapp.com/developer/api/message-streams-api">Message Streams API</a>
 * @see <a href="https://postmarkapp.com/developer/api/templates-api">Templates API</a>
 */
final class PostmarkAccount implements Account {

  private static final int NOT_FOUND = 404;
  private static final int REFUSED = 422;

  /** Checks a message and delivers nothing; it is the same for everybody, and of no server. */
  private static final String TEST_TOKEN = "POSTMARK_API_TEST";

  private final String variable;
  private final boolean isTest;
  private final String stream;
  private final Inquiry inquiry;

  private PostmarkAccount(String variable, boolean isTest, String stream, Inquiry inquiry) {
    this.variable = variable;
    this.isTest = isTest;
    this.stream = stream;
    this.inquiry = inquiry;
  }

  static Account of(ProviderUrl url, Environment environment, Exchange exchange) {
    String variable = url.variable("SERVER_TOKEN");
    String token = environment.require(variable, "the API token of a Postmark server");
    var headers = Fields.of("X-Postmark-Server-Token", token, "Accept", "application/json");
    return new PostmarkAccount(
        variable,
        token.equals(TEST_TOKEN),
        url.option("stream").orElse("outbound"),
        new Inquiry(exchange, url.endpoint("https://api.postmarkapp.com"), headers));
  }

  @Override
  public Evidence credentials(Deadline deadline) {
    if (isTest) {
      return new Refuted(
          TEST_TOKEN + " is Postmark's test token, with which nothing is delivered.",
          "Put the API token of a live server where " + variable + " says.");
    }
    Evidence server = inquiry.get("/server", deadline, this::server);
    return server instanceof Confirmed
        ? inquiry.get(
            "/message-streams/" + Inquiry.escaped(stream),
            deadline,
            answer -> stream(answer, server))
        : server;
  }

  private Evidence server(Answered answer) {
    if (answer.status() == 401) {
      return new Refuted(
          "Postmark refuses the token (401).",
          "Put the API token of a server, not of the account, where " + variable + " says.");
    }
    if (!answer.isSuccess()) {
      return inquiry.odd(answer);
    }
    Json server = Json.lenient(answer.body());
    if (server.at("DeliveryType").text().filter("Sandbox"::equals).isPresent()) {
      return new Refuted(
          "Postmark accepts the token, but its server is a sandbox, which delivers nothing.",
          "Use the token of a live server.");
    }
    boolean tracks = server.at("TrackOpens").raw().filter(Boolean.TRUE::equals).isPresent();
    return tracks
        ? new Refuted(
            "Postmark accepts the token, but its server tracks opens, which a message cannot"
                + " switch off.",
            "Switch open tracking off in the server's settings.")
        : new Confirmed("Postmark accepts the token.");
  }

  private Evidence stream(Answered answer, Evidence server) {
    if (answer.status() == NOT_FOUND || answer.status() == REFUSED) {
      return new Refuted(
          "The server has no message stream " + stream + ".",
          "Write the id of a transactional stream into option stream, or leave the option out.");
    }
    if (!answer.isSuccess()) {
      return inquiry.odd(answer);
    }
    boolean transactional =
        Json.lenient(answer.body())
            .at("MessageStreamType")
            .text()
            .filter("Transactional"::equals)
            .isPresent();
    return transactional
        ? server
        : new Refuted(
            "The message stream " + stream + " is not transactional.",
            "Write the id of a transactional stream into option stream.");
  }

  @Override
  public Evidence sender(String from, Deadline deadline) {
    return new Unclear(
        "Postmark shows senders to a token of the account alone, which is not needed for sending.");
  }

  @Override
  public Evidence template(String id, Deadline deadline) {
    if (isTest) {
      return new Unclear("Postmark's test token belongs to no server, which could have templates.");
    }
    return inquiry.get("/templates/" + Inquiry.escaped(id), deadline, answer -> hosted(answer, id));
  }

  private Evidence hosted(Answered answer, String id) {
    if (answer.status() == NOT_FOUND || answer.status() == REFUSED) {
      return new Refuted(
          "The server has no template " + id + ".",
          "Write the id or the alias of a template of this server into courier.json.");
    }
    if (!answer.isSuccess()) {
      return inquiry.odd(answer);
    }
    boolean active =
        Json.lenient(answer.body()).at("Active").raw().filter(Boolean.TRUE::equals).isPresent();
    return active
        ? new Confirmed("Postmark has the template " + id + ".")
        : new Refuted("The template " + id + " is not active.", "Activate it in Postmark.");
  }
}
