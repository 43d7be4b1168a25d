package io.github.cognitocourier.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The accounts of SendGrid, Twilio and SES on one loopback port, as their documentation shows them.
 * What is asked with {@link #SENDGRID_KEY}, {@link #TWILIO_TOKEN} or AWS's signature is answered,
 * anything else is 401.
 */
final class VendorAccounts implements AutoCloseable {

  static final String SENDGRID_KEY = "SG.the-good-key";
  static final String TWILIO_TOKEN = "the-good-token";
  static final String TWILIO_SID = "AC00000000000000000000000000000001";

  /** An answer. */
  record Answer(int status, String body) {}

  private static final Map<String, Answer> HEALTHY =
      Map.of(
          "/v3/scopes",
          new Answer(200, "{\"scopes\":[\"mail.send\",\"templates.read\",\"whitelabel.read\"]}"),
          "/v3/whitelabel/domains?limit=50&domain=example.com",
          new Answer(
              200, "[{\"id\":1,\"domain\":\"example.com\",\"subdomain\":\"em\",\"valid\":true}]"),
          "/v3/verified_senders",
          new Answer(200, "{\"results\":[]}"),
          "/v3/templates/d-1",
          new Answer(
              200, "{\"id\":\"d-1\",\"generation\":\"dynamic\",\"versions\":[{\"active\":1}]}"),
          "/v2/email/account",
          new Answer(200, "{\"SendingEnabled\":true,\"ProductionAccessEnabled\":true}"),
          "/v2/email/identities/no-reply%40example.com",
          new Answer(200, "{\"VerifiedForSendingStatus\":true}"),
          "/2010-04-01/Accounts/" + TWILIO_SID + ".json",
          new Answer(200, "{\"sid\":\"" + TWILIO_SID + "\",\"status\":\"active\"}"),
          "/2010-04-01/Accounts/"
              + TWILIO_SID
              + "/IncomingPhoneNumbers.json?PhoneNumber=%2B14155550100",
          new Answer(200, "{\"incoming_phone_numbers\":[{\"capabilities\":{\"sms\":true}}]}"));

  private final Map<String, Answer> changed = new ConcurrentHashMap<>();
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  VendorAccounts() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** From now on, {@code path} is answered so. */
  void answer(String path, int status, String body) {
    changed.put(path, new Answer(status, body));
  }

  /** The methods of all requests. */
  List<String> methods() {
    return List.copyOf(methods);
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      methods.add(exchange.getRequestMethod());
      String path = exchange.getRequestURI().toString();
      Answer found = changed.getOrDefault(path, HEALTHY.getOrDefault(path, new Answer(404, "{}")));
      Answer answer = isKnown(exchange, path) ? found : new Answer(401, "{}");
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static boolean isKnown(HttpExchange exchange, String path) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String basic =
        java.util.Base64.getEncoder()
            .encodeToString((TWILIO_SID + ":" + TWILIO_TOKEN).getBytes(UTF_8));
    if (path.startsWith("/v2/email/")) {
      return authorization.startsWith("AWS4-HMAC-SHA256 ");
    }
    return path.startsWith("/v3/")
        ? authorization.equals("Bearer " + SENDGRID_KEY)
        : authorization.equals("Basic " + basic);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
